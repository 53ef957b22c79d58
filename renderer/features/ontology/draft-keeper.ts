import { createStore, type StoreApi } from 'zustand';
import type { Problem } from '#contract/errors';
import type { OntologyDraft } from '#contract/rpc/ontology';

/** How long a draft rests before it is kept, in milliseconds. */
export const draftRestMs = 400;

/** What is written on an ontology, and how far it is kept. */
export interface DraftState {
  /** As it was last kept, or read. */
  readonly kept: OntologyDraft | undefined;
  readonly status: 'kept' | 'waiting' | 'failed' | 'conflict';
  readonly problem?: Problem | undefined;
}

/** Where drafts are kept; a refusal is thrown and told by `problemOf`. */
export interface DraftHome {
  readonly read: () => Promise<OntologyDraft | undefined>;
  readonly save: (draft: DraftChange) => Promise<OntologyDraft>;
  readonly discard: () => Promise<void>;
  readonly problemOf: (error: unknown) => Problem;
}

export interface DraftChange {
  readonly baseId: string | undefined;
  readonly text: string;
  readonly rev: number;
}

export interface DraftKeeper {
  readonly state: StoreApi<DraftState>;
  /** The text as it is now; undefined where it says the same as the version it came from. */
  touch(draft: Omit<DraftChange, 'rev'> | undefined): void;
  /** Keeps at once what waits. */
  flush(): Promise<void>;
  /** Keeps what waits over what another window wrote. */
  overwrite(): Promise<void>;
  /** Lets go of what waits and answers what another window wrote. */
  yield(): Promise<OntologyDraft | undefined>;
}

type Waiting = { readonly draft: Omit<DraftChange, 'rev'> | undefined };

class Keeper implements DraftKeeper {
  readonly state: StoreApi<DraftState>;
  readonly #home: DraftHome;
  readonly #restMs: number;
  #waiting: Waiting | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Calls follow each other, so that each knows the revision that the one before made. */
  #last: Promise<void> = Promise.resolve();

  constructor(home: DraftHome, kept: OntologyDraft | undefined, restMs: number) {
    this.#home = home;
    this.#restMs = restMs;
    this.state = createStore<DraftState>(() => ({ kept, status: 'kept' }));
  }

  touch(draft: Omit<DraftChange, 'rev'> | undefined): void {
    clearTimeout(this.#timer);
    this.#waiting = { draft };
    if (this.state.getState().status !== 'conflict') this.state.setState({ status: 'waiting' });
    this.#timer = setTimeout(() => void this.flush(), this.#restMs);
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#last = this.#last.then(() => this.#keep());
    return this.#last;
  }

  async overwrite(): Promise<void> {
    const kept = await this.#home.read();
    this.state.setState({ kept, status: 'waiting', problem: undefined });
    await this.flush();
  }

  async yield(): Promise<OntologyDraft | undefined> {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    const kept = await this.#home.read();
    this.state.setState({ kept, status: 'kept', problem: undefined });
    return kept;
  }

  async #keep(): Promise<void> {
    const waiting = this.#waiting;
    const { kept, status } = this.state.getState();
    if (waiting === undefined || status === 'conflict') return;
    this.#waiting = undefined;
    try {
      const now = await this.#write(waiting, kept);
      const settled = this.#waiting === undefined ? 'kept' : 'waiting';
      this.state.setState({ kept: now, status: settled, problem: undefined });
    } catch (error) {
      this.#waiting ??= waiting;
      const problem = this.#home.problemOf(error);
      this.state.setState({
        status: problem.code === 'stale_revision' ? 'conflict' : 'failed',
        problem,
      });
    }
  }

  async #write({ draft }: Waiting, kept: OntologyDraft | undefined): Promise<OntologyDraft | undefined> {
    if (draft !== undefined) return this.#home.save({ ...draft, rev: kept?.rev ?? 0 });
    if (kept !== undefined) await this.#home.discard();
    return undefined;
  }
}

/** Keeps the latest text of a draft, at most one call per `restMs` of rest, one after the other. */
export function createDraftKeeper(
  home: DraftHome,
  kept: OntologyDraft | undefined,
  restMs: number = draftRestMs,
): DraftKeeper {
  return new Keeper(home, kept, restMs);
}

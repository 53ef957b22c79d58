import type { Draft } from '#contract/rpc/review';

/** How long an edit rests before it is kept, in milliseconds. */
export const draftDelayMs = 300;

export interface DraftSaver {
  /** The edit of a candidate as it is now; undefined where nothing differs any more. */
  touch(candidateId: string, draft: Draft | undefined): void;
  /** Keeps at once what waits. */
  flush(): Promise<void>;
  /** Forgets what waits: a verdict took its place. */
  forget(): void;
}

export interface DraftStore {
  readonly save: (draft: Draft) => Promise<void>;
  readonly drop: (candidateId: string) => Promise<void>;
}

/** Keeps the latest edit, at most one call per `delayMs` of rest; failures are the store's to report. */
export function createDraftSaver(store: DraftStore, delayMs: number = draftDelayMs): DraftSaver {
  let waiting: { readonly candidateId: string; readonly draft: Draft | undefined } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => {
    clearTimeout(timer);
    waiting = undefined;
  };
  const flush = async (): Promise<void> => {
    const job = waiting;
    forget();
    if (job === undefined) return;
    await (job.draft === undefined ? store.drop(job.candidateId) : store.save(job.draft));
  };
  return {
    forget,
    flush,
    touch(candidateId, draft) {
      forget();
      waiting = { candidateId, draft };
      timer = setTimeout(() => void flush(), delayMs);
    },
  };
}

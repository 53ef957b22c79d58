import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '#contract/errors';
import type { FrameSpan } from '#contract/interval';
import type { QueueItem, Viewing } from '#contract/rpc/review';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { queryClient } from '../../app/query-client.ts';
import { createPlayer, type Player } from '../clip/player.ts';
import { createDraftSaver, type DraftSaver } from './draft-saver.ts';
import { isChanged, reduceEdit, type Edit, type EditAction, type Proposal } from './edit.ts';
import { viewingQuery } from './queries.ts';
import { startStopwatch, type Stopwatch } from './stopwatch.ts';

/** How to arrive at a candidate: standing at a frame, with an edit taken up again. */
export interface Arrival {
  readonly candidateId: string;
  readonly frame: number | undefined;
  readonly draft: Proposal | undefined;
}

export interface Session {
  readonly currentId: string | undefined;
  /** The viewing that is on screen; decisions are about this one only. */
  readonly viewing: Viewing | undefined;
  readonly arrival: Arrival | undefined;
  readonly busy: boolean;
  readonly refusal: Problem | undefined;
  /** Said to screen readers. */
  readonly announcement: string;
  /** Every candidate was decided while this screen was open. */
  readonly finished: boolean;
  /** Whether it is shown what would make the candidate vanish. */
  readonly whatIf: boolean;
}

/** State of one review screen: small stores, one per concern. */
export interface Desk {
  readonly projectId: string;
  readonly player: Player;
  readonly edit: StoreApi<{ readonly edit: Edit | undefined }>;
  readonly window: StoreApi<{ readonly window: FrameSpan }>;
  readonly session: StoreApi<Session>;
  /** Change points of the traces that show them, by series. */
  readonly changes: StoreApi<{ readonly bySeries: Readonly<Record<string, readonly number[]>> }>;
  /** The candidates as they are listed now, in order. */
  readonly listed: StoreApi<{ readonly items: readonly QueueItem[] }>;
  readonly drafts: DraftSaver;
  readonly watch: { current: Stopwatch };
}

const fresh: Session = {
  currentId: undefined,
  viewing: undefined,
  arrival: undefined,
  busy: false,
  refusal: undefined,
  announcement: '',
  finished: false,
  whatIf: false,
};

/** A desk with nothing on it. */
export function createDesk(projectId: string): Desk {
  const session = createStore<Session>(() => fresh);
  const refused = (thrown: unknown): void => session.setState({ refusal: asProblem(thrown) });
  const player = createPlayer();
  return {
    projectId,
    player,
    session,
    edit: createStore<{ readonly edit: Edit | undefined }>(() => ({ edit: undefined })),
    window: createStore<{ readonly window: FrameSpan }>(() => ({ window: { startFrame: 0, endFrame: 100 } })),
    changes: createStore<{ readonly bySeries: Readonly<Record<string, readonly number[]>> }>(() => ({
      bySeries: {},
    })),
    listed: createStore<{ readonly items: readonly QueueItem[] }>(() => ({ items: [] })),
    watch: { current: startStopwatch(0, false) },
    drafts: createDraftSaver({
      save: (draft) => client.review.saveDraft(draft).catch(refused),
      drop: (candidateId) => client.review.dropDraft({ candidateId }).catch(refused),
    }),
  };
}

/** Applies a change to the pending edit and keeps it as a draft. */
export function changeEdit(desk: Desk, action: EditAction): void {
  const { edit } = desk.edit.getState();
  if (edit === undefined || desk.session.getState().busy) return;
  const next = reduceEdit(edit, action);
  if (next === edit) return;
  desk.edit.setState({ edit: next });
  // What was refused is not what stands there now.
  desk.session.setState({ refusal: undefined });
  const { type, startFrame, endFrame } = next.now;
  const { frame } = desk.player.store.getState();
  const draft = { candidateId: next.candidateId, type, startFrame, endFrame, frame };
  const kept = isChanged(next) ? draft : undefined;
  desk.drafts.touch(next.candidateId, kept);
  queryClient.setQueryData(viewingQuery(desk.projectId, next.candidateId).queryKey, (viewing) =>
    viewing === undefined ? undefined : { ...viewing, draft: kept },
  );
}

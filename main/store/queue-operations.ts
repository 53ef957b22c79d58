import { z } from 'zod';
import type { Queue, QueueItem, SessionStats } from '#contract/rpc/review';
import { currentSession, sessionStats } from '#pipeline/review/session-stats';
import type { TimedDecision } from '#pipeline/review/session-stats';
import type { Operation, StoreContext } from './operation.ts';
import { participantReader, queueColumns, queueItemOfRow, standing, stateColumn } from './queue-rows.ts';
import { sql } from './rows.ts';
import { nextRedo, nextUndo } from './undo-line.ts';
import type { Reviewing } from './undo-line.ts';

/** Which live candidates of a project, and in which order. */
export interface QueueInput extends Reviewing {
  readonly order: 'time' | 'score';
  readonly types?: readonly string[] | undefined;
  readonly sourceId?: string | undefined;
  readonly state: 'all' | 'open' | 'decided';
}

const states = {
  all: '',
  open: `AND ${stateColumn} = 'open'`,
  decided: `AND ${stateColumn} <> 'open'`,
} as const;

const sourcesSchema = z.array(z.object({ id: z.string(), name: z.string() }));

/** Items source by source, so that an index has them in time order and no row repeats the name of its source. */
function itemsInTimeOrder({ db }: StoreContext, input: QueueInput): readonly QueueItem[] {
  const { projectId, reviewerId } = input;
  const sources = sourcesSchema
    .parse(
      sql(db, 'SELECT id, name FROM sources WHERE project_id = ? ORDER BY created_at, id').all(projectId),
    )
    .filter(({ id }) => input.sourceId === undefined || id === input.sourceId);
  const rows = sql(
    db,
    `SELECT ${queueColumns} FROM candidates c ${standing}
     WHERE c.project_id = @projectId AND c.source_id = @sourceId AND c.gone_at IS NULL ${states[input.state]}
       ${input.types === undefined ? '' : 'AND coalesce(d.type, c.type) IN (SELECT value FROM json_each(@types))'}
     ORDER BY c.start_frame, c.id`,
  ).raw();
  const participants = participantReader();
  const types = JSON.stringify(input.types ?? []);
  return sources.flatMap((source) =>
    rows
      .all({ projectId, reviewerId, types, sourceId: source.id })
      .map((row) => queueItemOfRow(row, source, participants)),
  );
}

function scoreOf({ modelScore, ruleScore }: QueueItem): number {
  return modelScore ?? ruleScore;
}

function queueItems(context: StoreContext, input: QueueInput): readonly QueueItem[] {
  const items = itemsInTimeOrder(context, input);
  return input.order === 'time' ? items : items.toSorted((a, b) => scoreOf(b) - scoreOf(a));
}

const timedSchema = z.object({
  kind: z.string(),
  decided_at: z.string(),
  elapsed_ms: z.number(),
  undone: z.number(),
});

function* latestFirst({ db }: StoreContext, reviewing: Reviewing): Generator<TimedDecision> {
  const rows = sql(
    db,
    `SELECT kind, decided_at, elapsed_ms,
       EXISTS (SELECT 1 FROM undone_decisions u WHERE u.decision_id = d.id) AS undone
     FROM decisions d WHERE project_id = @projectId AND reviewer_id = @reviewerId ORDER BY sequence DESC`,
  );
  for (const row of rows.iterate(reviewing)) {
    const timed = timedSchema.parse(row);
    yield {
      kind: timed.kind,
      decidedAt: timed.decided_at,
      elapsedMs: timed.elapsed_ms,
      undone: timed.undone === 1,
    };
  }
}

const progressSchema = z.object({ total: z.int(), decided: z.int() });

function statsOf(context: StoreContext, { projectId, reviewerId }: Reviewing): SessionStats {
  const progress = progressSchema.parse(
    sql(
      context.db,
      `SELECT count(*) AS total, count(coalesce(o.root_id, v.root_id)) AS decided FROM candidates c
       LEFT JOIN reviewer_views v ON v.root_id = c.root_id AND v.reviewer_id = @reviewerId
       LEFT JOIN settled_views o ON o.root_id = c.root_id
       WHERE c.project_id = @projectId AND c.gone_at IS NULL`,
    ).get({ projectId, reviewerId }),
  );
  const decisions = latestFirst(context, { projectId, reviewerId });
  return sessionStats(currentSession(decisions, Date.parse(context.now())), progress);
}

/** The live candidates of a project as the reviewer sees them, with the figures of their session; no clause trees. */
const readQueue: Operation<QueueInput, Queue> = (context, input) => {
  const reviewing = { projectId: input.projectId, reviewerId: input.reviewerId };
  return {
    items: [...queueItems(context, input)],
    stats: statsOf(context, reviewing),
    canUndo: nextUndo(context.db, reviewing) !== undefined,
    canRedo: nextRedo(context.db, reviewing) !== undefined,
  };
};

export const queueOperations = { 'review.queue': readQueue };

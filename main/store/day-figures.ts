import { z } from 'zod';
import type { ProjectSummary } from '#contract/rpc/projects';
import { median } from '#pipeline/review/session-stats';
import type { StoreContext } from './operation.ts';
import { sql } from './rows.ts';

const rowsSchema = z.array(
  z.object({
    kind: z.string(),
    target: z.string().nullable(),
    decided_at: z.string(),
    elapsed_ms: z.number(),
  }),
);
type Row = z.infer<typeof rowsSchema>[number];

const acceptingKinds = ['accept', 'add', 'adjust', 'retype', 'rebind', 'split', 'merge'];

/** Midnight of the local day that holds `instant`, as an instant. */
export function localMidnight(instant: string): string {
  const day = new Date(instant);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).toISOString();
}

function countsByHour(rows: readonly Row[]): number[] {
  const counts = Array.from({ length: 24 }, () => 0);
  for (const row of rows) {
    const hour = new Date(row.decided_at).getHours();
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  return counts;
}

/** Decisions of the local day so far; undos stand apart and redos count nowhere. */
export function decisionsToday(context: StoreContext, projectId: string): ProjectSummary['decisionsToday'] {
  const rows = rowsSchema.parse(
    sql(
      context.db,
      `SELECT d.kind, t.kind AS target, d.decided_at, d.elapsed_ms FROM decisions d
       LEFT JOIN decisions t ON t.id = d.undoes_id WHERE d.project_id = ? AND d.decided_at >= ?`,
    ).all(projectId, localMidnight(context.now())),
  );
  const ordinary = rows.filter(({ kind }) => kind !== 'undo');
  const count = (kinds: readonly string[]): number =>
    ordinary.filter((row) => kinds.includes(row.kind)).length;
  return {
    total: ordinary.length,
    accepted: count(acceptingKinds),
    rejected: count(['reject']),
    skipped: count(['skip']),
    undone: rows.filter(({ kind, target }) => kind === 'undo' && target !== 'undo').length,
    medianElapsedMs: median(ordinary.map((row) => row.elapsed_ms)),
    byHour: countsByHour(ordinary),
  };
}

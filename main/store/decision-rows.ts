import type { Database } from 'better-sqlite3';
import { decisionSchema, viewStateSchema } from '#contract/entities/decision';
import type { Decision, ViewState } from '#contract/entities/decision';
import { fromRow, sql } from './rows.ts';

/** A row of `decisions` as the entity. */
export function decisionOfRow(row: unknown): Decision {
  return decisionSchema.parse(fromRow(row, ['plan_view']));
}

/** What the reviewer was looking at when they decided, from a row of `decisions`. */
export function viewOfRow(row: unknown): ViewState {
  return viewStateSchema.parse(fromRow(row)['view']);
}

/** Decisions on a line of candidates and on its event, with splits and merges of that event, in order of commit. */
export function decisionsOf(
  db: Database,
  subject: { readonly rootId?: string | undefined; readonly eventId: string },
): readonly Decision[] {
  const rows = sql(
    db,
    `SELECT * FROM decisions WHERE sequence IN (
       SELECT d.sequence FROM candidates c JOIN decisions d ON d.candidate_id = c.id
         WHERE c.root_id = @rootId AND (d.event_id IS NULL OR d.event_id = @eventId)
       UNION SELECT sequence FROM decisions WHERE event_id = @eventId
       UNION SELECT d.sequence FROM decision_parents p JOIN decisions d ON d.id = p.decision_id
         WHERE p.event_id = @eventId)
     ORDER BY sequence`,
  ).all({ rootId: subject.rootId ?? '', eventId: subject.eventId });
  return rows.map(decisionOfRow);
}

import type { Database } from 'better-sqlite3';
import { eventSchema } from '#contract/entities/event';
import type { SecondaryEvent } from '#contract/entities/event';
import { fromRow, sql, toRow } from './rows.ts';

/** A row of `events` as the entity. */
export function eventOfRow(row: unknown): SecondaryEvent {
  return eventSchema.parse(fromRow(row, ['plan_view']));
}

/** The event, or undefined where the decisions never made one. */
export function findEvent(db: Database, id: string): SecondaryEvent | undefined {
  const row = sql(db, 'SELECT * FROM events WHERE id = ?').get(id);
  return row === undefined ? undefined : eventOfRow(row);
}

/** Writes the event as the fold has it, in place of what stood there. */
export function putEvent(db: Database, event: SecondaryEvent): void {
  const row = { job_id: null, candidate_id: null, ...toRow(event) };
  const names = Object.keys(row);
  const values = names.map((name) => `@${name}`);
  const changes = names.filter((name) => name !== 'id').map((name) => `${name} = @${name}`);
  sql(
    db,
    `INSERT INTO events (${names.join(', ')}) VALUES (${values.join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`,
  ).run(row);
}

/** Takes an event away that the decisions no longer tell of. */
export function removeEvent(db: Database, id: string): void {
  sql(db, 'DELETE FROM events WHERE id = ?').run(id);
}

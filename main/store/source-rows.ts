import type { Database } from 'better-sqlite3';
import { sourceSchema } from '#contract/entities/source';
import type { Source } from '#contract/entities/source';
import { problem, raise } from '#contract/errors';
import { fromRow, sql } from './rows.ts';

/** A row of `sources` as the entity. */
export function sourceOfRow(row: unknown): Source {
  return sourceSchema.parse(fromRow(row, ['nominal_index']));
}

/** The source, or `not_found` thrown. */
export function readSource(db: Database, id: string): Source {
  const row = sql(db, 'SELECT * FROM sources WHERE id = ?').get(id);
  return row === undefined ? raise(problem('not_found', 'This source does not exist.')) : sourceOfRow(row);
}

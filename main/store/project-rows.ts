import type { Database } from 'better-sqlite3';
import { projectSchema } from '#contract/entities/project';
import type { Project } from '#contract/entities/project';
import { problem, raise } from '#contract/errors';
import { fromRow, sql } from './rows.ts';

/** A row of `projects` as the entity. */
export function projectOfRow(row: unknown): Project {
  return projectSchema.parse(fromRow(row, ['sample']));
}

/** The project, or `not_found` thrown. */
export function readProject(db: Database, id: string): Project {
  const row = sql(db, 'SELECT * FROM projects WHERE id = ?').get(id);
  return row === undefined ? raise(problem('not_found', 'This project does not exist.')) : projectOfRow(row);
}

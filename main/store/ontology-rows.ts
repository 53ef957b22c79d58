import type { Database } from 'better-sqlite3';
import { ontologyVersionSchema } from '#contract/entities/ontology-version';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { problem, raise } from '#contract/errors';
import { fromRow, sql } from './rows.ts';

/** A row of `ontology_versions` as the entity. */
export function ontologyOfRow(row: unknown): OntologyVersion {
  return ontologyVersionSchema.parse(fromRow(row));
}

/** The ontology version that a job ran with, or `not_found` thrown. */
export function readOntologyOfJob(db: Database, jobId: string): OntologyVersion {
  const row = sql(
    db,
    `SELECT o.* FROM jobs j JOIN ontology_versions o ON o.id = j.ontology_version_id WHERE j.id = ?`,
  ).get(jobId);
  return row === undefined ? raise(problem('not_found', 'This job does not exist.')) : ontologyOfRow(row);
}

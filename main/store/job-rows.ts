import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { problem, raise } from '#contract/errors';
import { jobSchema, type Job } from '#contract/entities/job';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Instant } from '#contract/ids';
import { ontologyOfRow } from './ontology-rows.ts';
import { fromRow, sql } from './rows.ts';

/** A row of `jobs` as the entity. */
export function jobOfRow(row: unknown): Job {
  return jobSchema.parse(fromRow(row));
}

/** The job, or `not_found` thrown. */
export function readJob(db: Database, id: string): Job {
  const row = sql(db, 'SELECT * FROM jobs WHERE id = ?').get(id);
  return row === undefined ? raise(problem('not_found', 'This job does not exist.')) : jobOfRow(row);
}

/** The ontology version with its text, or `not_found` thrown. */
export function readOntologyVersion(db: Database, id: string): OntologyVersion {
  const row = sql(db, 'SELECT * FROM ontology_versions WHERE id = ?').get(id);
  return row === undefined
    ? raise(problem('not_found', 'This ontology version does not exist.'))
    : ontologyOfRow(row);
}

const ownerSchema = z.object({ status: z.string(), lease_owner: z.string().nullable() }).optional();

/** Whether `owner` is still the one who runs the job: false after a cancel, and after another process took it over. */
export function isHeld(db: Database, jobId: string, owner: string): boolean {
  const row = ownerSchema.parse(sql(db, 'SELECT status, lease_owner FROM jobs WHERE id = ?').get(jobId));
  return row?.status === 'running' && row.lease_owner === owner;
}

/** The instant `leaseMs` after `now`. */
export function laterBy(now: Instant, leaseMs: number): Instant {
  return new Date(Date.parse(now) + leaseMs).toISOString();
}

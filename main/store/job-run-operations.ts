import { z } from 'zod';
import type { Problem } from '#contract/errors';
import { jobStageSchema, type Job } from '#contract/entities/job';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Source } from '#contract/entities/source';
import { isHeld, jobOfRow, laterBy, readJob, readOntologyVersion } from './job-rows.ts';
import type { Operation, StoreContext } from './operation.ts';
import { insertRow, sql } from './rows.ts';
import { readSource } from './source-rows.ts';

/** A lease that ends later than this was written by a clock that was wrong, and counts as run out. */
const longestLeaseMs = 60_000;

/** Who holds a job; a new one for every claim, so that a job taken over is never mistaken for one's own. */
export interface Holding {
  readonly jobId: string;
  readonly owner: string;
}

export interface ClaimedJob {
  readonly job: Job;
  readonly source: Source;
  readonly ontology: OntologyVersion;
}

/** Takes the oldest job that waits, or whose holder's lease ran out (at most `longestLeaseMs`). */
const claimJob: Operation<{ readonly owner: string; readonly leaseMs: number }, ClaimedJob | undefined> = (
  { db, now },
  { owner, leaseMs },
) => {
  const instant = now();
  const row = sql(
    db,
    `SELECT * FROM jobs WHERE status = 'queued'
       OR (status = 'running' AND (lease_until IS NULL OR lease_until <= @instant OR lease_until > @latest))
     ORDER BY created_at, id LIMIT 1`,
  ).get({ instant, latest: laterBy(instant, longestLeaseMs) });
  if (row === undefined) return undefined;
  const { id } = jobOfRow(row);
  sql(
    db,
    `UPDATE jobs SET status = 'running', started_at = coalesce(started_at, @instant), lease_owner = @owner,
       lease_until = @until WHERE id = @id`,
  ).run({ id, instant, owner, until: laterBy(instant, leaseMs) });
  const job = readJob(db, id);
  return {
    job,
    source: readSource(db, job.sourceId),
    ontology: readOntologyVersion(db, job.ontologyVersionId),
  };
};

/** Keeps holding a job for `leaseMs` more; false where it is no longer held. */
const renewLease: Operation<Holding & { readonly leaseMs: number }, boolean> = (
  { db, now },
  { jobId, owner, leaseMs },
) => {
  if (!isHeld(db, jobId, owner)) return false;
  sql(db, 'UPDATE jobs SET lease_until = ? WHERE id = ?').run(laterBy(now(), leaseMs), jobId);
  return true;
};

/** Gives a held job back to the queue, to go on later; a job that is no longer held is left alone. */
const releaseJob: Operation<Holding, void> = ({ db }, { jobId, owner }) => {
  if (isHeld(db, jobId, owner))
    sql(db, `UPDATE jobs SET status = 'queued', lease_owner = NULL, lease_until = NULL WHERE id = ?`).run(
      jobId,
    );
};

/** Ends a held job with a problem; undefined where it is no longer held. */
const failJob: Operation<Holding & { readonly problem: Problem }, Job | undefined> = (
  { db, now },
  { jobId, owner, problem },
) => {
  if (!isHeld(db, jobId, owner)) return undefined;
  sql(
    db,
    `UPDATE jobs SET status = 'failed', problem_json = ?, finished_at = ?, lease_owner = NULL, lease_until = NULL
     WHERE id = ?`,
  ).run(JSON.stringify(problem), now(), jobId);
  return readJob(db, jobId);
};

const stepSchema = z.object({ key: z.string(), object_sha256: z.string(), rows: z.int() });

/** A finished step that any job may use. */
export interface KnownStep {
  readonly key: string;
  readonly objectSha256: string;
  readonly rows: number;
}

/** Those of the steps that were finished before, by this or another job. */
const findSteps: Operation<{ readonly keys: readonly string[] }, readonly KnownStep[]> = ({ db }, { keys }) =>
  keys
    .map((key) => sql(db, 'SELECT key, object_sha256, rows FROM job_steps WHERE key = ?').get(key))
    .filter((row) => row !== undefined)
    .map((row) => stepSchema.parse(row))
    .map((row) => ({ key: row.key, objectSha256: row.object_sha256, rows: row.rows }));

/** A step of a job that is done. */
export interface FinishedStep extends KnownStep {
  readonly position: number;
  readonly stage: Job['stage'];
  /** What its file holds: a family of features, pairs or candidates. */
  readonly type: string;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly sizeBytes: number;
  /** Path of the object inside the workspace. */
  readonly path: string;
}

const manifestStages = new Set<Job['stage']>(['kinematics', 'pairs']);

/** A window of a job has one file of each type; one that was made again with other bytes replaces it. */
function noteManifest({ db, newId, now }: StoreContext, job: Job, step: FinishedStep): void {
  if (!manifestStages.has(step.stage)) return;
  const place = [job.id, step.type, step.startFrame] as const;
  sql(db, 'DELETE FROM feature_manifests WHERE job_id = ? AND type = ? AND start_frame = ?').run(...place);
  insertRow(db, 'feature_manifests', {
    id: newId(),
    projectId: job.projectId,
    jobId: job.id,
    path: step.path,
    type: step.type,
    startFrame: step.startFrame,
    endFrame: step.endFrame,
    rows: step.rows,
    sizeBytes: step.sizeBytes,
    sha256: step.objectSha256,
    createdAt: now(),
  });
}

function noteStep(context: StoreContext, job: Job, step: FinishedStep): void {
  sql(
    context.db,
    `INSERT INTO job_steps (key, object_sha256, rows, created_at) VALUES (@key, @objectSha256, @rows, @now)
     ON CONFLICT (key) DO UPDATE SET object_sha256 = @objectSha256, rows = @rows
     WHERE object_sha256 <> @objectSha256`,
  ).run({ key: step.key, objectSha256: step.objectSha256, rows: step.rows, now: context.now() });
  sql(context.db, 'INSERT OR REPLACE INTO job_step_uses (job_id, position, key) VALUES (?, ?, ?)').run(
    job.id,
    step.position,
    step.key,
  );
  noteManifest(context, job, step);
}

export interface StepsDone extends Holding {
  readonly steps: readonly FinishedStep[];
  readonly stage: Job['stage'];
  /** Finished share of all steps, in [0, 1]. */
  readonly progress: number;
}

/** Commits finished steps of a held job with its progress; undefined, and nothing written, where it is no longer held. */
const commitSteps: Operation<StepsDone, Job | undefined> = (context, input) => {
  const { db } = context;
  if (!isHeld(db, input.jobId, input.owner)) return undefined;
  const job = readJob(db, input.jobId);
  for (const step of input.steps) noteStep(context, job, step);
  sql(db, 'UPDATE jobs SET stage = ?, progress = ? WHERE id = ?').run(
    jobStageSchema.parse(input.stage),
    input.progress,
    job.id,
  );
  return readJob(db, job.id);
};

/** What the engine asks about the jobs it runs. */
export const jobRunOperations = {
  'jobs.claim': claimJob,
  'jobs.renew': renewLease,
  'jobs.release': releaseJob,
  'jobs.fail': failJob,
  'jobs.findSteps': findSteps,
  'jobs.commitSteps': commitSteps,
};

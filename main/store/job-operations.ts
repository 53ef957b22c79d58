import { z } from 'zod';
import { problem, raise } from '#contract/errors';
import type { Job } from '#contract/entities/job';
import { jobOfRow, readJob, readOntologyVersion } from './job-rows.ts';
import type { Operation } from './operation.ts';
import { insertRow, sql } from './rows.ts';
import { readSource } from './source-rows.ts';

export interface NewJob {
  readonly sourceId: string;
  readonly ontologyVersionId: string;
  readonly codeVersion: string;
}

const numberSchema = z.object({ next: z.int() });

/** Puts a job in the queue. The same source and ontology version that already wait or run are answered with that job. */
const createJob: Operation<NewJob, Job> = (context, input) => {
  const { db } = context;
  const source = readSource(db, input.sourceId);
  const ontology = readOntologyVersion(db, input.ontologyVersionId);
  if (ontology.projectId !== source.projectId)
    return raise(problem('not_found', 'This ontology version is not of the project of the source.'));
  const waiting = sql(
    db,
    `SELECT * FROM jobs WHERE source_id = ? AND ontology_version_id = ? AND status IN ('queued', 'running')`,
  ).get(source.id, ontology.id);
  if (waiting !== undefined) return jobOfRow(waiting);
  const { next } = numberSchema.parse(
    sql(db, 'SELECT coalesce(max(number), 0) + 1 AS next FROM jobs WHERE project_id = ?').get(
      source.projectId,
    ),
  );
  const job: Job = {
    id: context.newId(),
    number: next,
    projectId: source.projectId,
    sourceId: source.id,
    ontologyVersionId: ontology.id,
    status: 'queued',
    stage: 'waiting',
    progress: 0,
    codeVersion: input.codeVersion,
    createdAt: context.now(),
  };
  insertRow(db, 'jobs', job);
  return job;
};

const getJob: Operation<{ readonly id: string }, Job> = ({ db }, { id }) => readJob(db, id);

/** Jobs of a project, the newest first. */
const listJobs: Operation<{ readonly projectId: string }, readonly Job[]> = ({ db }, { projectId }) =>
  sql(db, 'SELECT * FROM jobs WHERE project_id = ? ORDER BY number DESC').all(projectId).map(jobOfRow);

/** Cancels a waiting or running job: whoever runs it no longer holds it. A finished one is refused. */
const cancelJob: Operation<{ readonly id: string }, Job> = ({ db, now }, { id }) => {
  const job = readJob(db, id);
  if (job.status === 'cancelled') return job;
  if (job.status !== 'queued' && job.status !== 'running')
    return raise(problem('invalid_state', `Job ${job.number} is ${job.status}; there is nothing to cancel.`));
  sql(
    db,
    `UPDATE jobs SET status = 'cancelled', finished_at = ?, lease_owner = NULL, lease_until = NULL WHERE id = ?`,
  ).run(now(), id);
  return readJob(db, id);
};

/** Puts a failed or cancelled job back in the queue, to run under this code version. */
const resumeJob: Operation<{ readonly id: string; readonly codeVersion: string }, Job> = (
  { db },
  { id, codeVersion },
) => {
  const job = readJob(db, id);
  if (job.status !== 'failed' && job.status !== 'cancelled')
    return raise(
      problem('invalid_state', `Job ${job.number} is ${job.status}; only a failed or cancelled one resumes.`),
    );
  sql(db, 'DELETE FROM job_step_uses WHERE job_id = ?').run(id);
  sql(db, 'DELETE FROM feature_manifests WHERE job_id = ?').run(id);
  sql(
    db,
    `UPDATE jobs SET status = 'queued', stage = 'waiting', progress = 0, problem_json = NULL, started_at = NULL,
       finished_at = NULL, code_version = ? WHERE id = ?`,
  ).run(codeVersion, id);
  return readJob(db, id);
};

/** What people ask of jobs. */
export const jobOperations = {
  'jobs.create': createJob,
  'jobs.get': getJob,
  'jobs.list': listJobs,
  'jobs.cancel': cancelJob,
  'jobs.resume': resumeJob,
};

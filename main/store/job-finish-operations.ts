import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Provenance } from '#contract/entities/candidate';
import type { Job, JobStats } from '#contract/entities/job';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Source } from '#contract/entities/source';
import {
  decodeProposals,
  type GatheredFiles,
  type Proposals,
  type RuleProvenance,
} from '../engine/proposals.ts';
import type { NewCandidate } from './candidate-rows.ts';
import { insertJobCandidates } from './job-candidates.ts';
import { isHeld, readJob, readOntologyVersion } from './job-rows.ts';
import type { Holding } from './job-run-operations.ts';
import { enqueue, recordUsage } from './ledger.ts';
import type { Operation, StoreContext } from './operation.ts';
import { fromRow, sql } from './rows.ts';
import { readSource } from './source-rows.ts';

interface Origin {
  readonly job: Job;
  readonly source: Source;
  readonly ontology: OntologyVersion;
}

/** What the job adds to every provenance. */
export function originOf({ job, source, ontology }: Origin): Omit<Provenance, keyof RuleProvenance> {
  const { id, name, version, sha256 } = ontology;
  return {
    ontology: { id, name, version, sha256 },
    sourceSha256: source.sha256,
    tracksSha256: source.tracksSha256,
    codeVersion: job.codeVersion,
  };
}

function asCandidates(context: StoreContext, origin: Origin, proposals: Proposals): readonly NewCandidate[] {
  const { id: jobId, projectId, sourceId } = origin.job;
  // JSON that is open for the rest.
  const added = `${JSON.stringify(originOf(origin)).slice(0, -1)},`;
  const createdAt = context.now();
  return proposals.candidates.map((proposal) => ({
    ...proposal,
    id: context.newId(),
    projectId,
    sourceId,
    jobId,
    provenanceJson: `${added}${proposal.provenanceJson.slice(1)}`,
    createdAt,
  }));
}

function countByType(candidates: readonly NewCandidate[]): Readonly<Record<string, number>> {
  const groups = Map.groupBy(candidates, ({ type }) => type);
  return Object.fromEntries([...groups].map(([type, own]) => [type, own.length]));
}

const countsSchema = z.object({ steps: z.int(), reused: z.int() });
const rowsSchema = z.object({ motion: z.int(), pairs: z.int() });

/** Steps of the job, and those finished before it started, by other jobs or before it was resumed. */
function stepCounts({ db }: StoreContext, job: Job): z.infer<typeof countsSchema> {
  return countsSchema.parse(
    sql(
      db,
      `SELECT count(*) AS steps, count(*) FILTER (WHERE s.created_at < ?) AS reused
       FROM job_step_uses u JOIN job_steps s ON s.key = u.key WHERE u.job_id = ?`,
    ).get(job.startedAt ?? '', job.id),
  );
}

function featureRows({ db }: StoreContext, job: Job): z.infer<typeof rowsSchema> {
  return rowsSchema.parse(
    sql(
      db,
      `SELECT coalesce(sum(rows) FILTER (WHERE type = 'motion'), 0) AS motion,
         coalesce(sum(rows) FILTER (WHERE type = 'pairs'), 0) AS pairs
       FROM feature_manifests WHERE job_id = ?`,
    ).get(job.id),
  );
}

function settle(context: StoreContext, job: Job, stats: JobStats, finishedAt: string): Job {
  sql(
    context.db,
    `UPDATE jobs SET status = 'done', stage = 'finished', progress = 1, stats_json = ?, finished_at = ?,
       lease_owner = NULL, lease_until = NULL WHERE id = ?`,
  ).run(JSON.stringify(stats), finishedAt, job.id);
  return readJob(context.db, job.id);
}

/** What the rules proposed, in files that are read here, so that no thread copies their text. */
export type FinishedJob = Holding & { readonly proposals: GatheredFiles };

/**
 * Ends a held job: its candidates, statistics, status, usage and outbox in one transaction. Undefined, and nothing written,
 * where it is no longer held.
 */
const finishJob: Operation<FinishedJob, Job | undefined> = (context, { jobId, owner, proposals }) => {
  const { db } = context;
  if (!isHeld(db, jobId, owner)) return undefined;
  const job = readJob(db, jobId);
  const source = readSource(db, job.sourceId);
  const origin = { job, source, ontology: readOntologyVersion(db, job.ontologyVersionId) };
  const texts = proposals.paths.map((path) => readFileSync(path, 'utf8'));
  const decoded = decodeProposals(proposals, texts);
  const candidates = asCandidates(context, origin, decoded);
  const { superseded } = insertJobCandidates(context, { job, candidates });
  const { steps, reused } = stepCounts(context, job);
  const rows = featureRows(context, job);
  const finishedAt = context.now();
  const stats: JobStats = {
    steps,
    reusedSteps: reused,
    trackRows: rows.motion,
    pairRows: rows.pairs,
    candidates: candidates.length,
    candidatesByType: countByType(candidates),
    superseded,
    starved: decoded.starved,
    elapsedMs: Math.max(0, Date.parse(finishedAt) - Date.parse(job.startedAt ?? finishedAt)),
  };
  const done = settle(context, job, stats, finishedAt);
  const { projectId, sourceId } = job;
  recordUsage(context, { projectId, metric: 'video_seconds', value: source.durationS, sourceId, jobId });
  enqueue(context, { projectId, table: 'jobs', rowId: jobId, payload: done });
  return done;
};

const manifestSchema = z.object({
  type: z.string(),
  startFrame: z.int(),
  endFrame: z.int(),
  sha256: z.string(),
});

/** A file of features of a job. */
export type FeatureFile = Readonly<z.infer<typeof manifestSchema>>;

/** A job with its source and its feature files so far, by type and frame; `not_found` thrown. */
const jobFeatures: Operation<
  { readonly id: string },
  { readonly job: Job; readonly source: Source; readonly files: readonly FeatureFile[] }
> = ({ db }, { id }) => {
  const job = readJob(db, id);
  const rows = sql(
    db,
    'SELECT type, start_frame, end_frame, sha256 FROM feature_manifests WHERE job_id = ? ORDER BY type, start_frame',
  ).all(id);
  return {
    job,
    source: readSource(db, job.sourceId),
    files: rows.map((row) => manifestSchema.parse(fromRow(row))),
  };
};

export const jobFinishOperations = { 'jobs.finish': finishJob, 'jobs.features': jobFeatures };

import { z } from 'zod';
import { participantSchema } from '#contract/entities/candidate';
import type { Job } from '#contract/entities/job';
import { matchRerun } from '#pipeline/review/match-rerun';
import type { DecidedProposal } from '#pipeline/review/match-rerun';
import { insertCandidate, lineOf, type NewCandidate } from './candidate-rows.ts';
import { enqueue } from './ledger.ts';
import type { StoreContext } from './operation.ts';
import { refoldCandidate } from './refold.ts';
import { fromRow, sql } from './rows.ts';

/** The job that made the candidates. */
export type ProducingJob = Pick<Job, 'id' | 'projectId' | 'sourceId' | 'ontologyVersionId'>;

/** What a job's candidates did to those that were there. */
export interface JobCandidatesOutcome {
  readonly inserted: number;
  /** Decided ones of earlier jobs that a new one stands for now. */
  readonly superseded: number;
  /** Undecided ones of earlier jobs with this ontology that went. */
  readonly dropped: number;
}

const formShape = {
  type: z.string(),
  startFrame: z.int(),
  endFrame: z.int(),
  actors: z.array(participantSchema),
  objects: z.array(participantSchema),
};
const formSchema = z.object({ id: z.string(), ...formShape });

/** Live decided candidates of the source (an empty window that was drawn at random is none), each as proposed and as each reviewer (or an adjudication) decided it. */
function decidedOf({ db }: StoreContext, sourceId: string): readonly DecidedProposal[] {
  const columns = (from: string): string =>
    `c.id, ${['type', 'start_frame', 'end_frame', 'actors_json', 'objects_json']
      .map((name) => `${from}.${name} AS ${name}`)
      .join(', ')}`;
  const rows = sql(
    db,
    `SELECT ${columns('c')} FROM candidates c
       WHERE c.source_id = @sourceId AND c.gone_at IS NULL
         AND c.sample_origin IS NOT 'random_window'
         AND EXISTS (SELECT 1 FROM reviewer_views v WHERE v.root_id = c.root_id)
     UNION ALL
     SELECT ${columns('d')} FROM candidates c JOIN reviewer_views v ON v.root_id = c.root_id
       JOIN decisions d ON d.sequence = v.sequence
       WHERE c.source_id = @sourceId AND c.gone_at IS NULL
         AND NOT (c.sample_origin IS 'random_window' AND v.state = 'rejected')`,
  ).all({ sourceId });
  const forms = rows.map((row) => formSchema.parse(fromRow(row)));
  return [...Map.groupBy(forms, ({ id }) => id)].map(([id, own]) => ({ id, forms: own }));
}

function dropUndecided({ db, now }: StoreContext, job: ProducingJob): number {
  return sql(
    db,
    `UPDATE candidates SET gone_at = @now
     WHERE source_id = @sourceId AND gone_at IS NULL AND job_id <> @jobId
       AND NOT EXISTS (SELECT 1 FROM reviewer_views v WHERE v.root_id = candidates.root_id)
       AND job_id IN (
         SELECT j.id FROM jobs j JOIN ontology_versions o ON o.id = j.ontology_version_id
         WHERE o.name = (SELECT name FROM ontology_versions WHERE id = @ontologyVersionId))`,
  ).run({
    now: now(),
    sourceId: job.sourceId,
    jobId: job.id,
    ontologyVersionId: job.ontologyVersionId,
  }).changes;
}

function supersede(context: StoreContext, candidate: NewCandidate, oldId: string): void {
  const { db, now } = context;
  const { rootId } = lineOf(db, oldId);
  sql(db, 'UPDATE candidates SET gone_at = ? WHERE id = ?').run(now(), oldId);
  insertCandidate(db, { ...candidate, supersedesId: oldId }, rootId);
  refoldCandidate(context, candidate.id);
}

/**
 * Stores a finished job's candidates in the caller's transaction. A new one that is a decided one again (same source, type and
 * role binding, temporal IoU of at least 0.5; one to one, best first) supersedes it and stays decided; decided ones without a
 * match stay; undecided ones of earlier jobs of the source under the same ontology name go.
 */
export function insertJobCandidates(
  context: StoreContext,
  { job, candidates }: { readonly job: ProducingJob; readonly candidates: readonly NewCandidate[] },
): JobCandidatesOutcome {
  const matches = matchRerun(decidedOf(context, job.sourceId), candidates);
  const dropped = dropUndecided(context, job);
  for (const candidate of candidates) {
    const oldId = matches.get(candidate.id);
    if (oldId === undefined)
      insertCandidate(context.db, { ...candidate, supersedesId: undefined }, candidate.id);
    else supersede(context, candidate, oldId);
  }
  const outcome = { inserted: candidates.length, superseded: matches.size, dropped };
  enqueue(context, {
    projectId: job.projectId,
    table: 'candidates',
    rowId: job.id,
    payload: { jobId: job.id, sourceId: job.sourceId, ...outcome },
  });
  return outcome;
}

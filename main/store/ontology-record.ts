import { z } from 'zod';
import { clauseSchema } from '#contract/entities/clause';
import { type ReviewedCandidate, type TypeRecord, typeRecords } from '#pipeline/review/type-record';
import type { Operation } from './operation.ts';
import { stateColumn } from './queue-rows.ts';
import { fromRow, sql } from './rows.ts';

export interface OntologyRecord {
  /** Jobs that were run with the version. */
  readonly jobs: number;
  readonly types: readonly TypeRecord[];
}

const reviewedSchema = z.object({
  type: z.string(),
  state: z.string(),
  startShiftFrames: z.int().optional(),
  endShiftFrames: z.int().optional(),
  reasons: z.string().optional(),
});
const reasonsSchema = z.object({ clause: clauseSchema });

type Row = z.infer<typeof reviewedSchema>;

function asReviewed({ reasons, ...row }: Row): ReviewedCandidate {
  if (reasons === undefined) return row;
  return { ...row, clause: reasonsSchema.parse(JSON.parse(reasons)).clause };
}
const jobsSchema = z.object({ jobs: z.int() });

/** How the live candidates of a version's jobs fared, by the type the rules proposed them as, in this reviewer's eyes. */
const readRecord: Operation<{ readonly id: string; readonly reviewerId: string }, OntologyRecord> = (
  { db },
  { id, reviewerId },
) => {
  const { jobs } = jobsSchema.parse(
    sql(db, 'SELECT count(*) AS jobs FROM jobs WHERE ontology_version_id = ?').get(id),
  );
  const rows = sql(
    db,
    `SELECT c.type AS type, ${stateColumn} AS state,
       d.start_frame - c.start_frame AS start_shift_frames, d.end_frame - c.end_frame AS end_shift_frames,
       CASE WHEN ${stateColumn} = 'rejected' THEN p.provenance_json END AS reasons
     FROM candidates c
     JOIN candidate_provenances p ON p.candidate_id = c.id
     JOIN jobs j ON j.id = c.job_id
     LEFT JOIN reviewer_views v ON v.root_id = c.root_id AND v.reviewer_id = @reviewerId
     LEFT JOIN settled_views o ON o.root_id = c.root_id
     LEFT JOIN decisions d ON d.sequence = coalesce(o.sequence, v.sequence)
     WHERE j.ontology_version_id = @id AND c.gone_at IS NULL AND c.sample_origin IS NULL ORDER BY c.type, c.id`,
  ).all({ id, reviewerId });
  return { jobs, types: typeRecords(rows.map((row) => asReviewed(reviewedSchema.parse(fromRow(row))))) };
};

export const ontologyRecordOperations = { 'ontologies.record': readRecord };

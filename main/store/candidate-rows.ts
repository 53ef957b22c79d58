import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { candidateSchema } from '#contract/entities/candidate';
import type { Candidate, Provenance } from '#contract/entities/candidate';
import { problem, raise } from '#contract/errors';
import { fromRow, sql } from './rows.ts';

/** Columns of a whole candidate, its clause tree included. */
export const selectCandidates = `SELECT c.*, p.provenance_json
  FROM candidates c JOIN candidate_provenances p ON p.candidate_id = c.id`;

/** A row of `selectCandidates` as the entity. */
export function candidateOfRow(row: unknown): Candidate {
  return candidateSchema.parse(fromRow(row));
}

/** The candidate, or `not_found` thrown. */
export function readCandidate(db: Database, id: string): Candidate {
  const row = sql(db, `${selectCandidates} WHERE c.id = ?`).get(id);
  return row === undefined
    ? raise(problem('not_found', 'This candidate does not exist.'))
    : candidateOfRow(row);
}

/** A candidate that is to be stored: its provenance as the JSON that it is already. */
export type NewCandidate = Omit<Candidate, 'provenance'> & {
  readonly knownShare: number;
  readonly provenanceJson: string;
  readonly sample?: Provenance['sample'];
};

const insertText = `INSERT INTO candidates (id, project_id, source_id, job_id, type, start_frame, end_frame, start_t, end_t,
    actors_json, objects_json, rule_name, rule_score, model_score, known_share, supersedes_id, root_id, created_at,
    sample_origin, sample_probability)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Stores a candidate at the end of the line that `rootId` begins; its own id for one that supersedes nothing. Jobs store tens of
 * thousands, so that its columns are named here once rather than found in every one.
 */
export function insertCandidate(db: Database, candidate: NewCandidate, rootId: string): void {
  const { id } = candidate;
  sql(db, insertText).run(
    id,
    candidate.projectId,
    candidate.sourceId,
    candidate.jobId,
    candidate.type,
    candidate.startFrame,
    candidate.endFrame,
    candidate.startS,
    candidate.endS,
    JSON.stringify(candidate.actors),
    JSON.stringify(candidate.objects),
    candidate.ruleName,
    candidate.ruleScore,
    candidate.modelScore ?? null,
    candidate.knownShare,
    candidate.supersedesId ?? null,
    rootId,
    candidate.createdAt,
    candidate.sample?.origin ?? null,
    candidate.sample?.probability ?? null,
  );
  sql(db, 'INSERT INTO candidate_provenances (candidate_id, provenance_json) VALUES (?, ?)').run(
    id,
    candidate.provenanceJson,
  );
}

const lineSchema = z.object({ id: z.string(), root_id: z.string(), gone_at: z.string().nullable() });

/** A candidate's place among those that superseded each other. */
export interface CandidateLine {
  readonly rootId: string;
  /** The one that stands for the line: the live one, else the newest. */
  readonly headId: string;
  readonly live: boolean;
}

/** The line a candidate belongs to, or `not_found` thrown. */
export function lineOf(db: Database, candidateId: string): CandidateLine {
  const row = sql(
    db,
    `SELECT c.id, c.root_id, c.gone_at FROM candidates c
     WHERE c.root_id = (SELECT root_id FROM candidates WHERE id = ?)
     ORDER BY c.gone_at IS NULL DESC, c.created_at DESC, c.id DESC LIMIT 1`,
  ).get(candidateId);
  if (row === undefined) return raise(problem('not_found', 'This candidate does not exist.'));
  const head = lineSchema.parse(row);
  return { rootId: head.root_id, headId: head.id, live: head.gone_at === null };
}

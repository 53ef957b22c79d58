import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { candidateSchema } from '#contract/entities/candidate';
import type { Candidate } from '#contract/entities/candidate';
import { problem, raise } from '#contract/errors';
import { fromRow, insertRow, sql } from './rows.ts';

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

/** Stores a candidate at the end of the line that `rootId` begins; its own id for one that supersedes nothing. */
export function insertCandidate(db: Database, candidate: Candidate, rootId: string): void {
  const { provenance, ...columns } = candidate;
  insertRow(db, 'candidates', { ...columns, rootId, knownShare: provenance.knownShare });
  insertRow(db, 'candidate_provenances', { candidateId: candidate.id, provenance });
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

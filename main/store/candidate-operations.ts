import type { Candidate } from '#contract/entities/candidate';
import { candidateOfRow, readCandidate, selectCandidates } from './candidate-rows.ts';
import type { Operation } from './operation.ts';
import { sql } from './rows.ts';

/** One candidate with its clause tree, live or superseded. */
const getCandidate: Operation<{ readonly id: string }, Candidate> = ({ db }, { id }) => readCandidate(db, id);

/** All candidates that a job made, in time order, with their clause trees; those that went later too. */
const listOfJob: Operation<{ readonly jobId: string }, readonly Candidate[]> = ({ db }, { jobId }) =>
  sql(db, `${selectCandidates} WHERE c.job_id = ? ORDER BY c.start_frame, c.id`)
    .all(jobId)
    .map(candidateOfRow);

/** Live candidates of a source in time order, with their clause trees. */
const listOfSource: Operation<{ readonly sourceId: string }, readonly Candidate[]> = ({ db }, { sourceId }) =>
  sql(db, `${selectCandidates} WHERE c.source_id = ? AND c.gone_at IS NULL ORDER BY c.start_frame, c.id`)
    .all(sourceId)
    .map(candidateOfRow);

export const candidateOperations = {
  'candidates.get': getCandidate,
  'candidates.listOfJob': listOfJob,
  'candidates.listOfSource': listOfSource,
};

import { z } from 'zod';
import type { Candidate } from '#contract/entities/candidate';
import type { FrameSpan } from '#contract/interval';
import { candidateOfRow, readCandidate, selectCandidates } from './candidate-rows.ts';
import type { Operation } from './operation.ts';
import { fromRow, sql } from './rows.ts';

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

const placedSchema = z.object({ id: z.string(), trackIds: z.array(z.string()) });

interface CandidatePlace extends FrameSpan {
  readonly sourceId: string;
  readonly type: string;
  readonly trackIds: readonly string[];
}

/** The live candidate of a type with these tracks, in whichever roles, and just these edges. */
const findAt: Operation<CandidatePlace, string | undefined> = ({ db }, place) => {
  const { sourceId, type, startFrame, endFrame } = place;
  const rows = sql(
    db,
    `SELECT c.id, (SELECT json_group_array(value ->> 'trackId') FROM (
         SELECT value FROM json_each(c.actors_json) UNION ALL SELECT value FROM json_each(c.objects_json)
       )) AS track_ids_json
     FROM candidates c
     WHERE c.source_id = @sourceId AND c.type = @type AND c.start_frame = @startFrame
       AND c.end_frame = @endFrame AND c.gone_at IS NULL`,
  ).all({ sourceId, type, startFrame, endFrame });
  return rows
    .map((row) => placedSchema.parse(fromRow(row)))
    .find(({ trackIds }) => place.trackIds.every((id) => trackIds.includes(id)))?.id;
};

export const candidateOperations = {
  'candidates.at': findAt,
  'candidates.get': getCandidate,
  'candidates.listOfJob': listOfJob,
  'candidates.listOfSource': listOfSource,
};

import { z } from 'zod';
import { participantSchema } from '#contract/entities/candidate';
import type { Participant } from '#contract/entities/candidate';
import type { QueueItem, VerdictState } from '#contract/rpc/review';

/** How a candidate `c` stands for `@reviewerId`: settled for all, else their own view. Joins `o`, `v` and `d`, its decision. */
export const standing = `
  LEFT JOIN reviewer_views v ON v.root_id = c.root_id AND v.reviewer_id = @reviewerId
  LEFT JOIN settled_views o ON o.root_id = c.root_id
  LEFT JOIN decisions d ON d.sequence = coalesce(o.sequence, v.sequence)`;

/** The state of a candidate, with the joins of `standing`. */
export const stateColumn = `coalesce(o.state, v.state, 'open')`;

/** Columns of `queueItemOfRow`, with the joins of `standing`. */
export const queueColumns = `
  c.id, c.job_id, coalesce(d.type, c.type) AS type,
  coalesce(d.start_frame, c.start_frame) AS start_frame, coalesce(d.end_frame, c.end_frame) AS end_frame,
  coalesce(d.start_t, c.start_t) AS start_t, coalesce(d.end_t, c.end_t) AS end_t,
  coalesce(d.actors_json, c.actors_json) AS actors_json,
  coalesce(d.objects_json, c.objects_json) AS objects_json,
  c.rule_score, c.model_score, c.known_share, ${stateColumn} AS state, d.decided_at,
  c.sample_origin`;

type QueueRow = readonly [
  id: string,
  jobId: string,
  type: string,
  startFrame: number,
  endFrame: number,
  startS: number,
  endS: number,
  actors: string,
  objects: string,
  ruleScore: number,
  modelScore: number | null,
  knownShare: number,
  state: VerdictState,
  decidedAt: string | null,
  sampleOrigin: string | null,
];
const queueRowLength = 15;

/** One row in the order of `queueColumns`. The tables are STRICT, so only its length is checked: 100,000 rows are read at once. */
const rowSchema = z.custom<QueueRow>((row) => Array.isArray(row) && row.length === queueRowLength);

const participantsSchema = z.array(participantSchema);

/** Parses role lists, each text once and shared: the same few tracks play the roles of many candidates. */
export function participantReader(): (text: string) => Participant[] {
  const known = new Map<string, Participant[]>();
  return (text) => {
    const participants = known.get(text) ?? participantsSchema.parse(JSON.parse(text));
    known.set(text, participants);
    return participants;
  };
}

/** A raw row of `queueColumns` of a candidate of `source` as an item of the queue. */
export function queueItemOfRow(
  row: unknown,
  source: { readonly id: string; readonly name: string },
  participants: (text: string) => Participant[],
): QueueItem {
  const [id, jobId, type, startFrame, endFrame, startS, endS, actors, objects, ...rest] =
    rowSchema.parse(row);
  const [ruleScore, modelScore, knownShare, state, decidedAt, sampleOrigin] = rest;
  return {
    id,
    sourceId: source.id,
    jobId,
    type,
    startFrame,
    endFrame,
    startS,
    endS,
    actors: participants(actors),
    objects: participants(objects),
    ruleScore,
    modelScore: modelScore ?? undefined,
    state,
    sourceName: source.name,
    known: knownShare >= 1,
    decidedAt: decidedAt ?? undefined,
    ...(sampleOrigin === null ? {} : { sample: true }),
  };
}

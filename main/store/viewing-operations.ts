import { z } from 'zod';
import type { Candidate } from '#contract/entities/candidate';
import { ontologyDependencySchema } from '#contract/entities/ontology-version';
import type { Source } from '#contract/entities/source';
import { verdictStateSchema, draftSchema } from '#contract/rpc/review';
import type { Draft, QueueItem, Viewing, VerdictState } from '#contract/rpc/review';
import { problem, raise } from '#contract/errors';
import { eventIdOf } from '#pipeline/review/event-id';
import { lineOf, readCandidate } from './candidate-rows.ts';
import { decisionsOf } from './decision-rows.ts';
import { findEvent } from './event-rows.ts';
import type { Operation, StoreContext } from './operation.ts';
import { readOntologyOfJob } from './ontology-rows.ts';
import { participantReader, queueColumns, queueItemOfRow, standing, stateColumn } from './queue-rows.ts';
import { fromRow, sql } from './rows.ts';
import { readSource } from './source-rows.ts';

/** Seconds around a candidate in which others are shown beside it. */
const surroundingS = 15;

/** All of a viewing that the database knows; the event types follow from the ontology's text. */
export interface StoredViewing extends Omit<Viewing, 'types'> {
  readonly ontology: { readonly text: string; readonly sha256: string };
}

/** The state of a candidate for a reviewer. */
export function stateFor({ db }: StoreContext, candidateId: string, reviewerId: string): VerdictState {
  const state = sql(
    db,
    `SELECT ${stateColumn} FROM candidates c
     LEFT JOIN reviewer_views v ON v.root_id = c.root_id AND v.reviewer_id = @reviewerId
     LEFT JOIN settled_views o ON o.root_id = c.root_id WHERE c.id = @candidateId`,
  )
    .pluck()
    .get({ candidateId, reviewerId });
  return verdictStateSchema.parse(state);
}

function neighboursOf({ db }: StoreContext, of: Candidate, source: Source, reviewerId: string): QueueItem[] {
  const participants = participantReader();
  return sql(
    db,
    `SELECT ${queueColumns} FROM candidates c ${standing}
     WHERE c.source_id = @sourceId AND c.gone_at IS NULL AND c.id <> @id
       AND c.start_t < @endS AND c.end_t > @startS
     ORDER BY c.start_frame, c.id`,
  )
    .raw()
    .all({
      reviewerId,
      id: of.id,
      sourceId: of.sourceId,
      startS: of.startS - surroundingS,
      endS: of.endS + surroundingS,
    })
    .map((row) => queueItemOfRow(row, source, participants));
}

function draftOf({ db }: StoreContext, candidateId: string): Draft | undefined {
  const row = sql(db, 'SELECT draft_json FROM drafts WHERE candidate_id = ?').get(candidateId);
  return row === undefined ? undefined : draftSchema.parse(fromRow(row)['draft']);
}

/** A candidate with all that a screen shows of it; one that was superseded is shown as the one that stands for it now. */
const readViewing: Operation<{ readonly candidateId: string; readonly reviewerId: string }, StoredViewing> = (
  context,
  { candidateId, reviewerId },
) => {
  const { db } = context;
  const { rootId, headId } = lineOf(db, candidateId);
  const candidate = readCandidate(db, headId);
  const eventId = eventIdOf(rootId);
  const source = readSource(db, candidate.sourceId);
  return {
    candidate,
    state: stateFor(context, headId, reviewerId),
    event: findEvent(db, eventId),
    source,
    history: [...decisionsOf(db, { rootId, eventId })],
    draft: draftOf(context, headId),
    neighbours: neighboursOf(context, candidate, source, reviewerId),
    ontology: readOntologyOfJob(db, candidate.jobId),
  };
};

/** Keeps an uncommitted edit; refused for a candidate that does not exist. */
const saveDraft: Operation<Draft, void> = ({ db }, draft) => {
  const known = sql(db, 'SELECT 1 FROM candidates WHERE id = ?').get(draft.candidateId);
  if (known === undefined) raise(problem('not_found', 'This candidate does not exist.'));
  sql(
    db,
    `INSERT INTO drafts (candidate_id, draft_json) VALUES (@id, @draft)
     ON CONFLICT (candidate_id) DO UPDATE SET draft_json = @draft`,
  ).run({ id: draft.candidateId, draft: JSON.stringify(draft) });
};

/** Forgets an uncommitted edit; a no-op where there is none. */
const dropDraft: Operation<{ readonly candidateId: string }, void> = ({ db }, { candidateId }) => {
  sql(db, 'DELETE FROM drafts WHERE candidate_id = ?').run(candidateId);
};

const contextSchema = z.object({
  candidateId: z.string(),
  sourceId: z.string(),
  frameCount: z.int(),
  text: z.string(),
  dependencies: z.array(ontologyDependencySchema).optional(),
  sha256: z.string(),
});

/** What a verdict on a candidate is checked against. */
export type VerdictContext = Readonly<z.infer<typeof contextSchema>>;

/** The source and the ontology that a verdict on this candidate is checked against. */
const readVerdictContext: Operation<{ readonly candidateId: string }, VerdictContext> = (
  { db },
  { candidateId },
) => {
  const { headId } = lineOf(db, candidateId);
  const row = sql(
    db,
    `SELECT c.id AS candidate_id, c.source_id, s.frame_count, o.text, o.dependencies_json, o.sha256 FROM candidates c
     JOIN sources s ON s.id = c.source_id JOIN jobs j ON j.id = c.job_id
     JOIN ontology_versions o ON o.id = j.ontology_version_id WHERE c.id = ?`,
  ).get(headId);
  return contextSchema.parse(fromRow(row));
};

export const viewingOperations = {
  'review.viewing': readViewing,
  'review.verdictContext': readVerdictContext,
  'review.saveDraft': saveDraft,
  'review.dropDraft': dropDraft,
};

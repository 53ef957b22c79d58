import { z } from 'zod';
import type { Decision } from '#contract/entities/decision';
import type { SecondaryEvent } from '#contract/entities/event';
import { reviewPolicySchema } from '#contract/entities/project';
import type { ReviewPolicy } from '#contract/entities/project';
import { canonicalJson } from '#pipeline/review/hash-chain';
import { eventIdOf } from '#pipeline/review/event-id';
import { foldDecisions } from '#pipeline/review/fold';
import type { Fold, FoldSubject } from '#pipeline/review/fold';
import { lineOf } from './candidate-rows.ts';
import { decisionsOf } from './decision-rows.ts';
import { findEvent, putEvent, removeEvent } from './event-rows.ts';
import { enqueue } from './ledger.ts';
import type { StoreContext } from './operation.ts';
import { sql } from './rows.ts';

const headSchema = z.object({
  id: z.string(),
  project_id: z.string(),
  source_id: z.string(),
  job_id: z.string(),
  confidence: z.number(),
});

const namedSchema = z.array(z.object({ event_id: z.string(), source_id: z.string() }));

/** A subject with the root of its line of candidates, if it has one. */
interface Subject extends FoldSubject {
  readonly rootId?: string | undefined;
}

function policyOf({ db }: StoreContext, projectId: string): ReviewPolicy {
  const text = sql(db, 'SELECT policy_json FROM projects WHERE id = ?').pluck().get(projectId);
  return reviewPolicySchema.parse(JSON.parse(String(text)));
}

function candidateSubject({ db }: StoreContext, candidateId: string): Subject {
  const { rootId, headId } = lineOf(db, candidateId);
  const head = headSchema.parse(
    sql(
      db,
      `SELECT id, project_id, source_id, job_id, coalesce(model_score, rule_score) AS confidence
       FROM candidates WHERE id = ?`,
    ).get(headId),
  );
  return {
    rootId,
    eventId: eventIdOf(rootId),
    projectId: head.project_id,
    sourceId: head.source_id,
    candidate: { id: head.id, jobId: head.job_id, confidence: head.confidence },
  };
}

function writeViews({ db }: StoreContext, rootId: string, fold: Fold): void {
  sql(db, 'DELETE FROM reviewer_views WHERE root_id = ?').run(rootId);
  for (const { reviewerId, state, decision } of fold.views) {
    sql(db, 'INSERT INTO reviewer_views (root_id, reviewer_id, state, sequence) VALUES (?, ?, ?, ?)').run(
      rootId,
      reviewerId,
      state,
      decision.sequence,
    );
  }
  sql(db, 'DELETE FROM settled_views WHERE root_id = ?').run(rootId);
  if (fold.settled === undefined) return;
  sql(db, 'INSERT INTO settled_views (root_id, state, sequence) VALUES (?, ?, ?)').run(
    rootId,
    fold.settled.state,
    fold.settled.decision?.sequence ?? null,
  );
}

/** A decided candidate is never out of sight: a redo may decide one that a later job had swept away. */
function revive({ db }: StoreContext, rootId: string, fold: Fold): void {
  const { headId, live } = lineOf(db, rootId);
  if (live || fold.views.length === 0) return;
  sql(db, 'UPDATE candidates SET gone_at = NULL WHERE id = ?').run(headId);
}

function writeEvent(context: StoreContext, subject: Subject, event: SecondaryEvent | undefined): void {
  const before = findEvent(context.db, subject.eventId);
  if (event === undefined) {
    if (before !== undefined) removeEvent(context.db, subject.eventId);
    return;
  }
  if (canonicalJson(before) === canonicalJson(event)) return;
  putEvent(context.db, event);
  enqueue(context, { projectId: subject.projectId, table: 'events', rowId: event.id, payload: event });
}

function refold(context: StoreContext, subject: Subject): Fold {
  const decisions = decisionsOf(context.db, subject);
  const fold = foldDecisions(subject, decisions, policyOf(context, subject.projectId));
  if (subject.rootId !== undefined) {
    writeViews(context, subject.rootId, fold);
    revive(context, subject.rootId, fold);
  }
  writeEvent(context, subject, fold.event);
  return fold;
}

/** Folds the decisions on a candidate's line again and stores each reviewer's view and the event. */
export function refoldCandidate(context: StoreContext, candidateId: string): Fold {
  return refold(context, candidateSubject(context, candidateId));
}

function isOfCandidate({ db }: StoreContext, candidateId: string, eventId: string | undefined): boolean {
  return eventId === undefined || eventId === eventIdOf(lineOf(db, candidateId).rootId);
}

/** A candidate whose line's event this is, by the decisions that name both; undefined for an added event. */
function candidateOf(context: StoreContext, eventId: string): string | undefined {
  const ids = sql(
    context.db,
    'SELECT DISTINCT candidate_id FROM decisions WHERE event_id = ? AND candidate_id IS NOT NULL',
  ).pluck();
  return z
    .array(z.string())
    .parse(ids.all(eventId))
    .find((id) => isOfCandidate(context, id, eventId));
}

/** Folds the decisions on an event again: through its candidate if it has one, else as an added event. */
export function refoldEvent(
  context: StoreContext,
  event: Pick<FoldSubject, 'eventId' | 'projectId' | 'sourceId'>,
): Fold {
  const candidateId = candidateOf(context, event.eventId);
  return candidateId === undefined ? refold(context, event) : refoldCandidate(context, candidateId);
}

/** Folds all that a decision touches: its candidate, else the event it names; then the events it names as parents. */
export function refoldAfter(context: StoreContext, decision: Decision): Fold {
  const { projectId, sourceId, candidateId, eventId, parents } = decision;
  const fold =
    candidateId !== undefined && isOfCandidate(context, candidateId, eventId)
      ? refoldCandidate(context, candidateId)
      : refoldEvent(context, { eventId: eventId ?? decision.id, projectId, sourceId });
  for (const parent of parents) refoldEvent(context, { eventId: parent, projectId, sourceId });
  return fold;
}

/** Folds every decided subject of a project again, as after a change of its policy. */
export function refoldProject(context: StoreContext, projectId: string): void {
  const { db } = context;
  const unnamed = sql(
    db,
    'SELECT DISTINCT candidate_id FROM decisions WHERE project_id = ? AND event_id IS NULL',
  ).pluck();
  for (const id of z.array(z.string()).parse(unnamed.all(projectId))) refoldCandidate(context, id);
  const named = sql(
    db,
    'SELECT DISTINCT event_id, source_id FROM decisions WHERE project_id = ? AND event_id IS NOT NULL',
  );
  for (const row of namedSchema.parse(named.all(projectId))) {
    refoldEvent(context, { eventId: row.event_id, projectId, sourceId: row.source_id });
  }
}

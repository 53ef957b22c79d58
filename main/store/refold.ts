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
import { enqueue, recordUsage } from './ledger.ts';
import type { StoreContext } from './operation.ts';
import { sql } from './rows.ts';

const headSchema = z.object({
  id: z.string(),
  project_id: z.string(),
  source_id: z.string(),
  job_id: z.string(),
  confidence: z.number(),
});

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
  const { projectId, sourceId } = subject;
  enqueue(context, { projectId, table: 'events', rowId: event.id, payload: event });
  if (event.status !== 'confirmed') return;
  recordUsage(context, { projectId, metric: 'events', value: 1, sourceId, subject: event.id });
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

/** Folds the decisions on an event again: through its candidate if it has one, else as an added event. */
export function refoldEvent(
  context: StoreContext,
  event: Pick<FoldSubject, 'eventId' | 'projectId' | 'sourceId'>,
): Fold {
  const candidateId = findEvent(context.db, event.eventId)?.candidateId;
  return candidateId === undefined ? refold(context, event) : refoldCandidate(context, candidateId);
}

/** Folds all that a decision touches: the event it names, else its candidate; then the events it names as parents. */
export function refoldAfter(context: StoreContext, decision: Decision): Fold {
  const { projectId, sourceId, candidateId, eventId, parents } = decision;
  const fold =
    candidateId === undefined || eventId !== undefined
      ? refoldEvent(context, { eventId: eventId ?? decision.id, projectId, sourceId })
      : refoldCandidate(context, candidateId);
  for (const parent of parents) refoldEvent(context, { eventId: parent, projectId, sourceId });
  return fold;
}

/** Folds every decided subject of a project again, as after a change of its policy. */
export function refoldProject(context: StoreContext, projectId: string): void {
  const { db } = context;
  const candidates = sql(
    db,
    'SELECT DISTINCT candidate_id FROM decisions WHERE project_id = ? AND candidate_id IS NOT NULL',
  ).pluck();
  for (const id of candidates.all(projectId)) refoldCandidate(context, String(id));
  const added = sql(
    db,
    `SELECT DISTINCT event_id, source_id FROM decisions
     WHERE project_id = ? AND candidate_id IS NULL AND event_id IS NOT NULL`,
  );
  const rowsSchema = z.array(z.object({ event_id: z.string(), source_id: z.string() }));
  for (const row of rowsSchema.parse(added.all(projectId))) {
    refoldEvent(context, { eventId: row.event_id, projectId, sourceId: row.source_id });
  }
}

import { z } from 'zod';
import { problem, raise, toProblem } from '#contract/errors';
import type { Decision, Verdict, ViewState } from '#contract/entities/decision';
import type { Decided } from '#contract/rpc/review';
import { decisionKindOf } from '#pipeline/review/decision-kind';
import { eventIdOf } from '#pipeline/review/event-id';
import { verifyChain } from '#pipeline/review/hash-chain';
import type { ChainCheck, ChainRow } from '#pipeline/review/hash-chain';
import { appendDecision } from './append-decision.ts';
import type { DecisionDraft } from './append-decision.ts';
import { lineOf, readCandidate } from './candidate-rows.ts';
import { decisionOfRow } from './decision-rows.ts';
import type { Operation, StoreContext } from './operation.ts';
import { sql } from './rows.ts';
import { readSource } from './source-rows.ts';
import { nextRedo, nextUndo } from './undo-line.ts';
import type { Target } from './undo-line.ts';
import { stateFor } from './viewing-operations.ts';

/** Who speaks, from which device. */
export interface Reviewer {
  readonly reviewerId: string;
  readonly deviceId: string;
}

/** A verdict with its span in seconds. */
export interface DecideInput extends Verdict, Reviewer {
  readonly startS: number;
  readonly endS: number;
}

export interface TurnInput extends Reviewer {
  readonly projectId: string;
  /** Where the reviewer is now. */
  readonly view: ViewState;
}

function acceptedView({ db }: StoreContext, rootId: string, reviewerId: string): Decision | undefined {
  const row = sql(
    db,
    `SELECT d.* FROM reviewer_views v JOIN decisions d ON d.sequence = v.sequence
     WHERE v.root_id = ? AND v.reviewer_id = ? AND v.state = 'accepted'`,
  ).get(rootId, reviewerId);
  return row === undefined ? undefined : decisionOfRow(row);
}

function refuseUnseen({ db }: StoreContext, input: DecideInput, sourceId: string): void {
  if (input.planView || readSource(db, sourceId).privacyState === 'passed') return;
  raise(
    problem(
      'privacy_not_passed',
      'The clip of this source has not passed its privacy check, so it can only be decided on the plan view.',
    ),
  );
}

function draftOf(context: StoreContext, input: DecideInput): DecisionDraft {
  const { rootId, headId, live } = lineOf(context.db, input.candidateId);
  if (!live) {
    raise(
      problem('invalid_state', 'A newer job took this candidate away before it was decided.', {
        hint: 'Go on with the next one; the queue has changed.',
      }),
    );
  }
  const candidate = readCandidate(context.db, headId);
  refuseUnseen(context, input, candidate.sourceId);
  return {
    projectId: candidate.projectId,
    sourceId: candidate.sourceId,
    candidateId: headId,
    eventId: eventIdOf(rootId),
    parents: [],
    reviewerId: input.reviewerId,
    deviceId: input.deviceId,
    kind: decisionKindOf(input, acceptedView(context, rootId, input.reviewerId)),
    type: input.type,
    startFrame: input.startFrame,
    endFrame: input.endFrame,
    startS: input.startS,
    endS: input.endS,
    actors: input.actors,
    objects: input.objects,
    reason: input.reason,
    note: input.note,
    planView: input.planView,
    elapsedMs: input.elapsedMs,
  };
}

function commit(context: StoreContext, draft: DecisionDraft, view: ViewState): Decided {
  const { decision, fold } = appendDecision(context, draft, view);
  const state =
    decision.candidateId === undefined
      ? (fold.settled?.state ??
        fold.views.find(({ reviewerId }) => reviewerId === decision.reviewerId)?.state ??
        'open')
      : stateFor(context, decision.candidateId, decision.reviewerId);
  return { decision, event: fold.event, state };
}

/** Commits a verdict: decision, fold, event, outbox and the end of the draft in one transaction. */
const decide: Operation<DecideInput, Decided> = (context, input) => {
  const draft = draftOf(context, input);
  sql(
    context.db,
    `DELETE FROM drafts WHERE candidate_id IN (SELECT id FROM candidates WHERE root_id =
       (SELECT root_id FROM candidates WHERE id = ?))`,
  ).run(input.candidateId);
  return commit(context, draft, input.view);
};

/** The undo of a decision: it keeps what that one was about and says nothing new of it. */
function undoOf({ decision }: Target, deviceId: string): DecisionDraft {
  return {
    projectId: decision.projectId,
    sourceId: decision.sourceId,
    candidateId: decision.candidateId,
    eventId: decision.eventId,
    parents: decision.parents,
    reviewerId: decision.reviewerId,
    deviceId,
    kind: 'undo',
    type: decision.type,
    startFrame: decision.startFrame,
    endFrame: decision.endFrame,
    startS: decision.startS,
    endS: decision.endS,
    actors: decision.actors,
    objects: decision.objects,
    planView: decision.planView,
    undoesId: decision.id,
    elapsedMs: 0,
  };
}

function takeBack(context: StoreContext, input: TurnInput, target: Target): Decided {
  return { ...commit(context, undoOf(target, input.deviceId), input.view), view: target.view };
}

/** Takes back the reviewer's last standing decision in the project; `nothing_to_undo` thrown where there is none. */
const undo: Operation<TurnInput, Decided> = (context, input) => {
  const target = nextUndo(context.db, input);
  return target === undefined
    ? raise(problem('nothing_to_undo', 'There is no decision of yours left to undo in this project.'))
    : takeBack(context, input, target);
};

/** Takes back the reviewer's last undo since their last new decision; `nothing_to_undo` thrown where there is none. */
const redo: Operation<TurnInput, Decided> = (context, input) => {
  const target = nextRedo(context.db, input);
  return target === undefined
    ? raise(problem('nothing_to_undo', 'There is nothing to redo.'))
    : takeBack(context, input, target);
};

/** The project's latest decisions, newest first. */
const history: Operation<{ readonly projectId: string; readonly limit: number }, Decision[]> = (
  { db },
  input,
) =>
  sql(db, 'SELECT * FROM decisions WHERE project_id = @projectId ORDER BY sequence DESC LIMIT @limit')
    .all(input)
    .map(decisionOfRow);

/** All decisions of a project in order of commit. */
const listDecisions: Operation<{ readonly projectId: string }, readonly Decision[]> = ({ db }, input) =>
  sql(db, 'SELECT * FROM decisions WHERE project_id = @projectId ORDER BY sequence')
    .all(input)
    .map(decisionOfRow);

const linkSchema = z.object({ id: z.string(), sequence: z.int(), prev_hash: z.string() });

/** A damaged row cannot be read as a decision; it stays in the chain with a hash that fits nothing. */
function linkOf(row: unknown): ChainRow {
  try {
    return decisionOfRow(row);
  } catch (thrown) {
    const { id, sequence, prev_hash: prevHash } = linkSchema.parse(row);
    return { id, sequence, prevHash, hash: `unreadable: ${toProblem(thrown).message}` };
  }
}

function* chain({ db }: StoreContext): Generator<ChainRow> {
  for (const row of sql(db, 'SELECT * FROM decisions ORDER BY sequence').iterate()) yield linkOf(row);
}

/** Checks the hash chain over all decisions of the workspace and names the first broken link. */
const verify: Operation<void, ChainCheck> = (context) => verifyChain(chain(context));

export const decisionOperations = {
  'review.decide': decide,
  'review.undo': undo,
  'review.redo': redo,
  'review.history': history,
  'decisions.list': listDecisions,
  'decisions.verify': verify,
};

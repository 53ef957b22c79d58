import type { Decision, DecisionKind } from '#contract/entities/decision';
import type { SecondaryEvent } from '#contract/entities/event';
import type { ReviewPolicy } from '#contract/entities/project';
import type { Id } from '#contract/ids';
import { effectiveDecisions } from './effective.ts';
import { settle } from './policy.ts';
import type { Outcome } from './policy.ts';
import type { View, ViewState } from './view.ts';

/** What decisions are folded for: a line of superseding candidates, or an event that a person added. */
export interface FoldSubject {
  readonly eventId: Id;
  readonly projectId: Id;
  readonly sourceId: Id;
  /** The candidate that stands at the end of the line; absent for an added event. */
  readonly candidate?: FoldCandidate | undefined;
}

export interface FoldCandidate {
  readonly id: Id;
  readonly jobId: Id;
  /** Rule score or calibrated model score, in [0, 1]. */
  readonly confidence: number;
}

/** What the decisions on one subject amount to. */
export interface Fold {
  /** Each reviewer's last decision that is not undone, ordered by reviewer. */
  readonly views: readonly View[];
  /** Where all reviewers stand alike: a dispute, or what an adjudication settled. */
  readonly settled?: { readonly state: ViewState | 'disputed'; readonly decision?: Decision } | undefined;
  readonly event?: SecondaryEvent | undefined;
}

const viewStates: Readonly<Record<Exclude<DecisionKind, 'undo' | 'adjudicate'>, ViewState>> = {
  accept: 'accepted',
  add: 'accepted',
  adjust: 'accepted',
  retype: 'accepted',
  rebind: 'accepted',
  split: 'accepted',
  merge: 'accepted',
  reject: 'rejected',
  skip: 'skipped',
  flag: 'flagged',
};

/** The state a decision puts its subject in; an adjudication without actors says that there is no event. */
export function stateOf(decision: Decision): ViewState | undefined {
  if (decision.kind === 'undo') return undefined;
  if (decision.kind === 'adjudicate') return decision.actors.length > 0 ? 'accepted' : 'rejected';
  return viewStates[decision.kind];
}

function retires(subject: FoldSubject, decision: Decision): boolean {
  const replaces = decision.kind === 'split' || decision.kind === 'merge';
  return replaces && decision.eventId !== subject.eventId && decision.parents.includes(subject.eventId);
}

function viewOf(decision: Decision): readonly View[] {
  const state = stateOf(decision);
  return state === undefined ? [] : [{ reviewerId: decision.reviewerId, state, decision }];
}

function lastOfEach(decisions: readonly Decision[]): readonly View[] {
  const last = new Map(decisions.flatMap(viewOf).map((view) => [view.reviewerId, view]));
  return [...last.values()].toSorted((a, b) => (a.reviewerId < b.reviewerId ? -1 : 1));
}

/** Whether the decisions, undone ones included, were ever enough to make an event. */
function everStood(subject: FoldSubject, own: readonly Decision[], policy: ReviewPolicy): boolean {
  const votes = own.filter((decision) => ['accepted', 'rejected'].includes(stateOf(decision) ?? ''));
  if (!votes.some((decision) => stateOf(decision) === 'accepted')) return false;
  if (policy.kind === 'single' || subject.candidate === undefined) return true;
  if (votes.some(({ kind }) => kind === 'adjudicate')) return true;
  return new Set(votes.map(({ reviewerId }) => reviewerId)).size >= policy.reviewers;
}

/** The state that a retired event keeps: the last accepted one by each decision's own time. */
function lastAccepted(own: readonly Decision[]): Decision | undefined {
  return own
    .filter((decision) => stateOf(decision) === 'accepted')
    .toSorted((a, b) => (`${a.decidedAt} ${a.id}` < `${b.decidedAt} ${b.id}` ? -1 : 1))
    .at(-1);
}

function makeEvent(
  subject: FoldSubject,
  own: readonly Decision[],
  outcome: Outcome,
  status: SecondaryEvent['status'],
): SecondaryEvent | undefined {
  const shown = outcome.shown ?? lastAccepted(own);
  if (shown === undefined) return undefined;
  const firsts = own.filter((decision) => stateOf(decision) === 'accepted').map(({ decidedAt }) => decidedAt);
  return {
    id: subject.eventId,
    projectId: subject.projectId,
    sourceId: subject.sourceId,
    jobId: subject.candidate?.jobId,
    candidateId: subject.candidate?.id,
    type: shown.type,
    startFrame: shown.startFrame,
    endFrame: shown.endFrame,
    startS: shown.startS,
    endS: shown.endS,
    actors: shown.actors,
    objects: shown.objects,
    confidence: subject.candidate?.confidence ?? 1,
    source: subject.candidate === undefined ? 'person' : 'rule',
    status,
    verifiedBy: status === 'confirmed' ? outcome.by.map(({ reviewerId }) => reviewerId) : [],
    planView: outcome.by.some(({ decision }) => decision.planView),
    createdAt: firsts.toSorted()[0] ?? shown.decidedAt,
  };
}

/**
 * Folds the decisions on a subject, with those that split or merge its event and the undos of all of them. Each reviewer's own
 * decisions must stand in their order; how reviewers interleave does not matter.
 */
export function foldDecisions(
  subject: FoldSubject,
  decisions: readonly Decision[],
  policy: ReviewPolicy,
): Fold {
  const effective = effectiveDecisions(decisions);
  const retired = effective.some((decision) => retires(subject, decision));
  const own = decisions.filter((decision) => !retires(subject, decision));
  const views = lastOfEach(effective.filter((decision) => !retires(subject, decision)));
  const outcome = settle(views, policy, subject.candidate !== undefined);
  const standing =
    outcome.status === 'confirmed' || outcome.status === 'disputed' ? outcome.status : undefined;
  const status = retired || standing === undefined ? 'retired' : standing;
  const shows = standing !== undefined || everStood(subject, own, policy);
  return {
    views,
    settled: outcome.settled,
    event: shows ? makeEvent(subject, own, outcome, status) : undefined,
  };
}

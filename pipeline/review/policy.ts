import type { Decision } from '#contract/entities/decision';
import type { ReviewPolicy } from '#contract/entities/project';
import { bindingKey } from './participants.ts';
import { byDecisionTime } from './view.ts';
import type { View, ViewState } from './view.ts';

type EventState = Pick<
  Decision,
  'type' | 'startFrame' | 'endFrame' | 'startS' | 'endS' | 'actors' | 'objects' | 'decidedAt'
>;
type Consensus = Extract<ReviewPolicy, { kind: 'consensus' }>;

/** What the policy makes of the reviewers' views. */
export interface Outcome {
  readonly status: 'waiting' | 'confirmed' | 'rejected' | 'disputed';
  /** Type, span and roles that the event shows. */
  readonly shown?: EventState | undefined;
  /** Views that the outcome rests on, ordered by reviewer. */
  readonly by: readonly View[];
  readonly settled?: { readonly state: ViewState | 'disputed'; readonly decision?: Decision } | undefined;
}

const waiting: Outcome = { status: 'waiting', by: [] };

function verdictOf(view: View): Outcome {
  const accepted = view.state === 'accepted';
  return accepted
    ? { status: 'confirmed', shown: view.decision, by: [view] }
    : { status: 'rejected', by: [view] };
}

/** The lower of the two middle ones where the count is even, so that it is an edge a reviewer set. `values` is not empty. */
function lowerMedian<T>(values: readonly T[], of: (value: T) => number): T | undefined {
  const sorted = values.toSorted((a, b) => of(a) - of(b));
  return sorted[(sorted.length - 1) >> 1];
}

function medianEdges(votes: readonly View[]): EventState | undefined {
  const decisions = votes.map(({ decision }) => decision);
  const start = lowerMedian(decisions, ({ startFrame }) => startFrame);
  const end = lowerMedian(decisions, ({ endFrame }) => endFrame);
  const last = votes.toSorted(byDecisionTime).at(-1)?.decision;
  if (start === undefined || end === undefined || last === undefined) return undefined;
  return {
    ...last,
    startFrame: start.startFrame,
    startS: start.startS,
    endFrame: end.endFrame,
    endS: end.endS,
  };
}

function range(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

function agree(votes: readonly View[], toleranceFrames: number): boolean {
  if (new Set(votes.map(({ state }) => state)).size > 1) return false;
  if (votes[0]?.state !== 'accepted') return true;
  const decisions = votes.map(({ decision }) => decision);
  const same = new Set(decisions.map((d) => `${d.type} ${bindingKey(d.actors, d.objects)}`)).size === 1;
  const starts = range(decisions.map(({ startFrame }) => startFrame));
  const ends = range(decisions.map(({ endFrame }) => endFrame));
  return same && starts <= toleranceFrames && ends <= toleranceFrames;
}

function dispute(votes: readonly View[]): Outcome {
  const shown = votes
    .filter(({ state }) => state === 'accepted')
    .toSorted(byDecisionTime)
    .at(-1)?.decision;
  return { status: 'disputed', shown, by: votes, settled: { state: 'disputed' } };
}

function byConsensus(votes: readonly View[], policy: Consensus, proposed: boolean): Outcome {
  const accepted = votes.some(({ state }) => state === 'accepted');
  if (votes.length < policy.reviewers) return !proposed && accepted ? dispute(votes) : waiting;
  if (!agree(votes, policy.toleranceFrames)) return dispute(votes);
  return accepted
    ? { status: 'confirmed', shown: medianEdges(votes), by: votes }
    : { status: 'rejected', by: votes };
}

/**
 * Turns views into an outcome. The last adjudication settles. `single` takes the last vote; `consensus` needs votes of enough
 * reviewers, all alike. An added event (`proposed` false) that waits for more votes is disputed, so that others find it.
 */
export function settle(views: readonly View[], policy: ReviewPolicy, proposed: boolean): Outcome {
  const adjudicated = views
    .filter(({ decision }) => decision.kind === 'adjudicate')
    .toSorted(byDecisionTime)
    .at(-1);
  if (adjudicated !== undefined) {
    const { state, decision } = adjudicated;
    return { ...verdictOf(adjudicated), settled: { state, decision } };
  }
  const votes = views.filter(({ state }) => state === 'accepted' || state === 'rejected');
  if (policy.kind === 'consensus') return byConsensus(votes, policy, proposed);
  const last = votes.toSorted(byDecisionTime).at(-1);
  return last === undefined ? waiting : verdictOf(last);
}

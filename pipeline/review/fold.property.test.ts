import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decision } from '#contract/entities/decision';
import type { ReviewPolicy } from '#contract/entities/project';
import { foldDecisions } from './fold.ts';
import { decisionOf, idOf, subject } from './testing/decision-builder.ts';

const reviewers = ['ada', 'ben', 'cyd'] as const;

const policies = fc.oneof(
  fc.constant<ReviewPolicy>({ kind: 'single' }),
  fc.record({
    kind: fc.constant('consensus' as const),
    reviewers: fc.integer({ min: 2, max: 3 }),
    toleranceFrames: fc.integer({ min: 0, max: 4 }),
  }),
);

const states = fc.record({
  kind: fc.constantFrom('accept', 'adjust', 'retype', 'reject', 'skip', 'flag', 'adjudicate', 'split'),
  type: fc.constantFrom('walks', 'runs'),
  startFrame: fc.integer({ min: 0, max: 6 }),
  endFrame: fc.integer({ min: 20, max: 26 }),
});
type State = typeof states extends fc.Arbitrary<infer T> ? T : never;

/** One key press of a reviewer: a decision, an undo or a redo. */
const presses = fc.array(
  fc.record({
    who: fc.constantFrom(...reviewers),
    press: fc.oneof(states, fc.constantFrom('undo' as const, 'redo' as const)),
  }),
  { maxLength: 40 },
);

interface Line {
  readonly done: Decision[];
  readonly redo: { readonly undo: Decision; readonly restores: Decision }[];
}

function stated(number: number, reviewerId: string, state: State): Decision {
  const retires = state.kind === 'split' ? { eventId: idOf(0xff), parents: [subject.eventId] } : {};
  return decisionOf(number, { reviewerId, ...state, ...retires });
}

/** Plays key presses against an undo line per reviewer: all facts that were written, and what the lines leave standing. */
function play(list: readonly { readonly who: string; readonly press: State | 'undo' | 'redo' }[]): {
  readonly facts: readonly Decision[];
  readonly left: readonly Decision[];
} {
  const facts: Decision[] = [];
  const lines = new Map<string, Line>(reviewers.map((who) => [who, { done: [], redo: [] }]));
  const take = (who: string, target: Decision): Decision => {
    const { eventId, parents } = target;
    const undo = decisionOf(facts.length + 1, {
      kind: 'undo',
      reviewerId: who,
      undoesId: target.id,
      eventId,
      parents,
    });
    facts.push(undo);
    return undo;
  };
  for (const { who, press } of list) {
    const line = lines.get(who) ?? { done: [], redo: [] };
    if (press === 'undo') {
      const restores = line.done.pop();
      if (restores !== undefined) line.redo.push({ undo: take(who, restores), restores });
    } else if (press === 'redo') {
      const last = line.redo.pop();
      if (last !== undefined) {
        take(who, last.undo);
        line.done.push(last.restores);
      }
    } else {
      const decision = stated(facts.length + 1, who, press);
      facts.push(decision);
      line.done.push(decision);
      line.redo.length = 0;
    }
  }
  const standing = new Set([...lines.values()].flatMap(({ done }) => done));
  return { facts, left: facts.filter((fact) => standing.has(fact)) };
}

/** The fold without what only history tells: events that once stood and are retired now. */
function standingOf(decisions: readonly Decision[], policy: ReviewPolicy): unknown {
  const { views, settled, event } = foldDecisions(subject, decisions, policy);
  if (event === undefined || event.status === 'retired') return { views, settled };
  return { views, settled, event: { ...event, createdAt: '' } };
}

test('undos and redos fold to what they leave', () => {
  fc.assert(
    fc.property(presses, policies, (list, policy) => {
      const { facts, left } = play(list);
      expect(standingOf(facts, policy)).toEqual(standingOf(left, policy));
    }),
    { seed: 20260105, numRuns: 400 },
  );
});

/** Merges each reviewer's own line in the order that `picks` takes from them. */
function interleave(facts: readonly Decision[], picks: readonly number[]): readonly Decision[] {
  const lines = reviewers.map((who) => facts.filter(({ reviewerId }) => reviewerId === who));
  const merged: Decision[] = [];
  for (let i = 0; merged.length < facts.length; i++) {
    const waiting = lines.filter((line) => line.length > 0);
    const next = waiting[(picks[i] ?? 0) % waiting.length]?.shift();
    if (next !== undefined) merged.push(next);
  }
  return merged;
}

test('how reviewers interleave does not matter, only the order of their own decisions', () => {
  fc.assert(
    fc.property(presses, policies, fc.array(fc.nat(2), { maxLength: 80 }), (list, policy, picks) => {
      const { facts } = play(list);
      const merged = interleave(facts, picks);
      expect(foldDecisions(subject, merged, policy)).toEqual(foldDecisions(subject, facts, policy));
    }),
    { seed: 20260106, numRuns: 400 },
  );
});

test('a confirmed event always runs forward on edges that a reviewer set', () => {
  fc.assert(
    fc.property(presses, policies, (list, policy) => {
      const { facts } = play(list);
      const { event } = foldDecisions(subject, facts, policy);
      if (event === undefined) return;
      expect(event.startFrame).toBeLessThan(event.endFrame);
      expect(facts.map(({ startFrame }) => startFrame)).toContain(event.startFrame);
      expect(event.startS).toBe(event.startFrame / 25);
    }),
    { seed: 20260107, numRuns: 200 },
  );
});

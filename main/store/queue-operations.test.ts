import { beforeEach, expect, test } from 'vitest';
import type { Candidate } from '#contract/entities/candidate';
import type { StoreContext } from './operation.ts';
import type { QueueInput } from './queue-operations.ts';
import { insertJobCandidates } from './job-candidates.ts';
import { packCandidate } from './testing/pack-candidate.ts';
import { nth } from './testing/nth.ts';
import { openMemory } from './testing/open-memory.ts';
import { run } from './testing/run.ts';
import { accepting, ada, ben, buildCandidate, seedReview, span } from './testing/seed-review.ts';
import type { SeededReview } from './testing/seed-review.ts';

let context: StoreContext;
let review: SeededReview;
let first: Candidate;
let second: Candidate;

beforeEach(() => {
  context = openMemory();
  review = seedReview(context, 4);
  first = nth(review.candidates, 0);
  second = nth(review.candidates, 1);
});

const queue = (change: Partial<QueueInput> = {}) =>
  run(context, 'review.queue', {
    ...ada,
    projectId: first.projectId,
    order: 'time',
    state: 'all',
    ...change,
  });

test('shows candidates in time order, without clause trees', () => {
  const { items, stats, canUndo, canRedo } = queue();
  expect(items.map(({ startFrame }) => startFrame)).toEqual([10, 50, 90, 130]);
  expect(items[0]).toEqual({
    id: first.id,
    sourceId: first.sourceId,
    jobId: first.jobId,
    type: 'walks',
    ...span(10, 30),
    actors: first.actors,
    objects: [],
    ruleScore: 0.7,
    state: 'open',
    sourceName: 'Clip 1',
    known: true,
  });
  expect({ stats, canUndo, canRedo }).toMatchObject({
    stats: { decided: 0, total: 4, sessionDecisions: 0 },
    canUndo: false,
    canRedo: false,
  });
});

test('shows span and type as last decided, and keeps the place of the proposal', () => {
  run(context, 'review.decide', accepting(first, { type: 'runs', ...span(60, 70) }));
  expect(queue().items[0]).toMatchObject({
    id: first.id,
    type: 'runs',
    ...span(60, 70),
    state: 'accepted',
  });
});

test('orders by score, the highest first', () => {
  const likely = buildCandidate(context, review, { ...span(95, 99), ruleScore: 0.9 });
  const scored = buildCandidate(context, review, { ...span(20, 25), ruleScore: 0.1, modelScore: 0.95 });
  insertJobCandidates(context, { job: review.job, candidates: [likely, scored].map(packCandidate) });
  expect(
    queue({ order: 'score' })
      .items.map(({ id }) => id)
      .slice(0, 3),
  ).toEqual([scored.id, likely.id, first.id]);
});

test('keeps only what a filter asks for', () => {
  run(context, 'review.decide', accepting(first, { type: 'runs' }));
  run(context, 'review.decide', accepting(second, { kind: 'skip' }));
  expect(queue({ state: 'open' }).items).toHaveLength(2);
  expect(queue({ state: 'decided' }).items.map(({ state }) => state)).toEqual(['accepted', 'skipped']);
  expect(queue({ types: ['runs'] }).items.map(({ id }) => id)).toEqual([first.id]);
  expect(queue({ types: [] }).items).toEqual([]);
  expect(queue({ sourceId: first.jobId }).items).toEqual([]);
});

test('shows each reviewer their own state', () => {
  run(context, 'review.decide', accepting(first));
  run(context, 'review.decide', accepting(first, { ...ben, kind: 'reject' }));
  expect(queue().items[0]?.state).toBe('accepted');
  expect(queue({ reviewerId: 'ben' }).items[0]?.state).toBe('rejected');
});

test('marks a candidate whose rule was not known in every frame', () => {
  const provenance = { ...first.provenance, knownShare: 0.9 };
  const unsure = buildCandidate(context, review, { ...span(1, 5), provenance });
  insertJobCandidates(context, { job: review.job, candidates: [unsure].map(packCandidate) });
  expect(queue().items[0]).toMatchObject({ id: unsure.id, known: false });
});

test('says whether there is something to undo and to redo, across projects and sessions', () => {
  run(context, 'review.decide', accepting(first));
  expect(queue()).toMatchObject({ canUndo: true, canRedo: false });
  run(context, 'review.undo', { ...ada, projectId: first.projectId, view: { frame: 3 } });
  expect(queue()).toMatchObject({ canUndo: false, canRedo: true });
  expect(queue({ reviewerId: 'ben' })).toMatchObject({ canUndo: false, canRedo: false });
});

test('counts the session and how long the rest may take', () => {
  for (let i = 0; i < 6; i++) run(context, 'review.decide', accepting(first, span(i, 100)));
  const { stats } = queue();
  expect(stats).toMatchObject({
    decided: 1,
    total: 4,
    sessionDecisions: 6,
    medianElapsedMs: 4000,
    undoShare: 0,
  });
  expect(stats.leftS).toEqual({ low: 12, mean: 12, high: 12 });
});

test('a viewing shows what lies within 15 seconds', () => {
  const near = buildCandidate(context, review, span(30 + 374, 420));
  const far = buildCandidate(context, review, span(30 + 375, 420));
  insertJobCandidates(context, { job: review.job, candidates: [near, far].map(packCandidate) });
  const { neighbours } = run(context, 'review.viewing', { candidateId: first.id, ...ada });
  const ids = neighbours.map(({ id }) => id);
  expect(ids).toContain(near.id);
  expect(ids).not.toContain(far.id);
  expect(ids).not.toContain(first.id);
});

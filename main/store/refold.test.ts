import { beforeEach, expect, test } from 'vitest';
import type { Candidate } from '#contract/entities/candidate';
import type { Decision } from '#contract/entities/decision';
import { eventIdOf } from '#pipeline/review/event-id';
import { appendDecision } from './append-decision.ts';
import type { DecisionDraft } from './append-decision.ts';
import type { StoreContext } from './operation.ts';
import { refoldProject } from './refold.ts';
import { sql } from './rows.ts';
import { nth } from './testing/nth.ts';
import { openMemory } from './testing/open-memory.ts';
import { run } from './testing/run.ts';
import { accepting, ada, ben, seedReview, span } from './testing/seed-review.ts';

let context: StoreContext;
let candidate: Candidate;
const view = { frame: 0 };

beforeEach(() => {
  context = openMemory();
  candidate = nth(seedReview(context, 3).candidates, 0);
});

function append(change: Partial<DecisionDraft> & Pick<Decision, 'kind'>): ReturnType<typeof appendDecision> {
  const { projectId, sourceId, actors, objects } = candidate;
  const about = { projectId, sourceId, actors, objects, parents: [], type: 'walks', planView: false };
  return appendDecision(context, { ...about, ...ada, ...span(10, 30), elapsedMs: 1, ...change }, view);
}

const events = () =>
  run(context, 'events.list', { projectId: candidate.projectId }).map(({ id, status, startFrame }) => ({
    id,
    status,
    startFrame,
  }));
const undo = () => run(context, 'review.undo', { ...ada, projectId: candidate.projectId, view });
const redo = () => run(context, 'review.redo', { ...ada, projectId: candidate.projectId, view });
const parent = () => eventIdOf(candidate.id);

test('a missed event that a person adds is an event; its undo retires it', () => {
  const eventId = context.newId();
  append({ kind: 'add', eventId });
  expect(events()).toEqual([{ id: eventId, status: 'confirmed', startFrame: 10 }]);
  append({ kind: 'adjust', eventId, ...span(12, 30) });
  expect(events()).toEqual([{ id: eventId, status: 'confirmed', startFrame: 12 }]);
  expect(undo().event?.startFrame).toBe(10);
  expect(undo()).toMatchObject({ state: 'open', event: { id: eventId, status: 'retired' } });
});

test('a split retires its parent, and taking it back restores it', () => {
  run(context, 'review.decide', accepting(candidate));
  const [first, second] = [context.newId(), context.newId()];
  append({ kind: 'split', eventId: first, parents: [parent()], ...span(10, 20) });
  append({ kind: 'split', eventId: second, parents: [parent()], ...span(20, 30) });
  const split = [
    { id: first, status: 'confirmed', startFrame: 10 },
    { id: parent(), status: 'retired', startFrame: 10 },
    { id: second, status: 'confirmed', startFrame: 20 },
  ];
  expect(events()).toEqual(expect.arrayContaining(split));
  undo();
  undo();
  const whole = { id: parent(), status: 'confirmed', startFrame: 10 };
  expect(events().filter(({ status }) => status === 'confirmed')).toEqual([whole]);
  redo();
  redo();
  expect(events()).toEqual(expect.arrayContaining(split));
});

test('a split that names its candidate too stays apart from the decisions on it', () => {
  run(context, 'review.decide', accepting(candidate));
  const eventId = context.newId();
  append({ kind: 'split', eventId, candidateId: candidate.id, parents: [parent()], ...span(10, 20) });
  const viewing = run(context, 'review.viewing', { candidateId: candidate.id, ...ada });
  expect(viewing).toMatchObject({ state: 'accepted', event: { id: parent(), status: 'retired' } });
  expect(events().find(({ id }) => id === eventId)?.status).toBe('confirmed');
});

test('a dispute shows to both, and an adjudication settles it for both', () => {
  sql(context.db, 'UPDATE projects SET policy_json = ?').run(
    JSON.stringify({ kind: 'consensus', reviewers: 2, toleranceFrames: 2 }),
  );
  run(context, 'review.decide', accepting(candidate));
  const { state } = run(context, 'review.decide', accepting(candidate, { ...ben, kind: 'reject' }));
  expect(state).toBe('disputed');
  append({ kind: 'adjudicate', reviewerId: 'cyd', candidateId: candidate.id, ...span(14, 28) });
  for (const { reviewerId } of [ada, ben]) {
    const viewing = run(context, 'review.viewing', { candidateId: candidate.id, reviewerId });
    expect(viewing).toMatchObject({ state: 'accepted', event: { verifiedBy: ['cyd'], ...span(14, 28) } });
  }
  const input = { ...ben, projectId: candidate.projectId, order: 'time', state: 'all' } as const;
  expect(run(context, 'review.queue', input).items[0]).toMatchObject({ state: 'accepted', ...span(14, 28) });
});

test('folding a whole project again changes nothing and queues nothing', () => {
  run(context, 'review.decide', accepting(candidate));
  append({ kind: 'add', eventId: context.newId() });
  append({ kind: 'split', eventId: context.newId(), parents: [parent()], ...span(10, 20) });
  undo();
  const tables = ['events', 'reviewer_views', 'settled_views', 'outbox'];
  const read = () => tables.map((table) => sql(context.db, `SELECT * FROM ${table}`).all());
  const before = read();
  refoldProject(context, candidate.projectId);
  expect(read()).toEqual(before);
});

import { expect, test } from 'vitest';
import type { Decision, DecisionKind } from '#contract/entities/decision';
import type { ReviewPolicy } from '#contract/entities/project';
import { foldDecisions } from './fold.ts';
import type { FoldSubject } from './fold.ts';
import { decisionOf, idOf, subject, undoOf } from './testing/decision-builder.ts';

const single: ReviewPolicy = { kind: 'single' };
const two: ReviewPolicy = { kind: 'consensus', reviewers: 2, toleranceFrames: 3 };
const three: ReviewPolicy = { kind: 'consensus', reviewers: 3, toleranceFrames: 10 };
const ben = { reviewerId: 'ben' };

test('nothing decided is no view and no event', () => {
  expect(foldDecisions(subject, [], single)).toEqual({ views: [], settled: undefined, event: undefined });
});

test('an accept is a confirmed event with the state it set', () => {
  expect(foldDecisions(subject, [decisionOf(1)], single).event).toEqual({
    id: subject.eventId,
    projectId: subject.projectId,
    sourceId: subject.sourceId,
    jobId: subject.candidate?.jobId,
    candidateId: subject.candidate?.id,
    type: 'walks',
    startFrame: 10,
    endFrame: 30,
    startS: 0.4,
    endS: 1.2,
    actors: [{ role: 'actor', trackId: '1' }],
    objects: [],
    confidence: 0.8,
    source: 'rule',
    status: 'confirmed',
    verifiedBy: ['ada'],
    planView: false,
    createdAt: '2026-01-05T09:00:01.000Z',
  });
});

test('the last decision of a reviewer is their view; the event keeps its first time', () => {
  const fold = foldDecisions(
    subject,
    [decisionOf(1), decisionOf(2, { kind: 'adjust', startFrame: 12 })],
    single,
  );
  expect(fold.event).toMatchObject({ startFrame: 12, createdAt: '2026-01-05T09:00:01.000Z' });
});

test.each<[DecisionKind, string]>([
  ['reject', 'rejected'],
  ['skip', 'skipped'],
  ['flag', 'flagged'],
])('a %s after an accept retires the event', (kind, state) => {
  const fold = foldDecisions(subject, [decisionOf(1), decisionOf(2, { kind })], single);
  expect(fold.views.map((view) => view.state)).toEqual([state]);
  expect(fold.event?.status).toBe('retired');
});

test('an undo of an undo brings the decision back', () => {
  const decisions = [decisionOf(1), undoOf(2, 1)];
  expect(foldDecisions(subject, decisions, single).event?.status).toBe('retired');
  const redone = foldDecisions(subject, [...decisions, undoOf(3, 2)], single);
  expect(redone.event?.status).toBe('confirmed');
  const again = foldDecisions(subject, [...decisions, undoOf(3, 2), undoOf(4, 1)], single);
  expect(again.views).toEqual([]);
});

test('nobody undoes the decision of another', () => {
  expect(foldDecisions(subject, [decisionOf(1), undoOf(2, 1, 'ben')], single).event?.status).toBe(
    'confirmed',
  );
});

test('the single policy takes the vote that was cast last, and a skip is no vote', () => {
  const rejected = foldDecisions(subject, [decisionOf(1), decisionOf(2, { ...ben, kind: 'reject' })], single);
  expect(rejected.event?.status).toBe('retired');
  const skipped = foldDecisions(subject, [decisionOf(1), decisionOf(2, { ...ben, kind: 'skip' })], single);
  expect(skipped.event).toMatchObject({ status: 'confirmed', verifiedBy: ['ada'] });
});

test('consensus waits for enough votes', () => {
  expect(foldDecisions(subject, [decisionOf(1)], two).event).toBeUndefined();
  const skipped = foldDecisions(subject, [decisionOf(1), decisionOf(2, { ...ben, kind: 'skip' })], two);
  expect(skipped.event).toBeUndefined();
});

test('consensus takes median edges, the lower of two middle ones', () => {
  const both = [decisionOf(1, { startFrame: 12 }), decisionOf(2, { ...ben, startFrame: 10, endFrame: 33 })];
  expect(foldDecisions(subject, both, two).event).toMatchObject({
    status: 'confirmed',
    startFrame: 10,
    startS: 0.4,
    endFrame: 30,
    endS: 1.2,
    verifiedBy: ['ada', 'ben'],
  });
  const third = decisionOf(3, { reviewerId: 'cyd', startFrame: 17, endFrame: 38 });
  expect(foldDecisions(subject, [...both, third], three).event).toMatchObject({
    startFrame: 12,
    endFrame: 33,
  });
});

test.each<[string, Partial<Decision>]>([
  ['a reject beside an accept', { kind: 'reject' }],
  ['another type', { type: 'runs' }],
  ['other roles', { actors: [{ role: 'actor', trackId: '2' }] }],
  ['a start beyond the tolerance', { startFrame: 14 }],
  ['an end beyond the tolerance', { endFrame: 34 }],
])('%s is a dispute', (_, change) => {
  const fold = foldDecisions(subject, [decisionOf(1), decisionOf(2, { ...ben, ...change })], two);
  expect(fold.settled).toEqual({ state: 'disputed' });
  expect(fold.event).toMatchObject({ status: 'disputed', verifiedBy: [] });
});

test('agreeing on a reject is no event', () => {
  const both = [decisionOf(1, { kind: 'reject' }), decisionOf(2, { ...ben, kind: 'reject' })];
  expect(foldDecisions(subject, both, two)).toMatchObject({ settled: undefined, event: undefined });
});

test('roles listed in another order are the same roles', () => {
  const a = { role: 'actor', trackId: '1' };
  const b = { role: 'other', trackId: '2' };
  const both = [decisionOf(1, { actors: [a, b] }), decisionOf(2, { ...ben, actors: [b, a] })];
  expect(foldDecisions(subject, both, two).event?.status).toBe('confirmed');
});

test('an event that lost its consensus is retired', () => {
  const undone = [decisionOf(1), decisionOf(2, ben), undoOf(3, 2, 'ben')];
  expect(foldDecisions(subject, undone, two).event?.status).toBe('retired');
});

test('an adjudication settles a dispute, either way, until it is undone', () => {
  const disputed = [decisionOf(1), decisionOf(2, { ...ben, type: 'runs' })];
  const cyd = { reviewerId: 'cyd', kind: 'adjudicate' } as const;
  const accepted = decisionOf(3, { ...cyd, type: 'strolls' });
  const settled = foldDecisions(subject, [...disputed, accepted, decisionOf(4)], two);
  expect(settled.settled).toEqual({ state: 'accepted', decision: accepted });
  expect(settled.event).toMatchObject({ type: 'strolls', status: 'confirmed', verifiedBy: ['cyd'] });
  const rejected = foldDecisions(subject, [...disputed, decisionOf(3, { ...cyd, actors: [] })], two);
  expect([rejected.settled?.state, rejected.event?.status]).toEqual(['rejected', 'retired']);
  const undone = foldDecisions(subject, [...disputed, accepted, undoOf(4, 3, 'cyd')], two);
  expect(undone.event?.status).toBe('disputed');
});

test.each<DecisionKind>(['split', 'merge'])(
  'a %s retires the parents it names until it is undone',
  (kind) => {
    const child = decisionOf(2, { kind, eventId: idOf(0xff), parents: [subject.eventId] });
    const decisions = [decisionOf(1), child];
    expect(foldDecisions(subject, decisions, single).event).toMatchObject({
      status: 'retired',
      startFrame: 10,
    });
    const undone = { ...undoOf(3, 2), eventId: child.eventId, parents: child.parents };
    expect(foldDecisions(subject, [...decisions, undone], single).event?.status).toBe('confirmed');
  },
);

test('a child of a split and an added event are events of a person', () => {
  const added: FoldSubject = { ...subject, eventId: idOf(0xff), candidate: undefined };
  for (const kind of ['split', 'merge', 'add'] as const) {
    const decision = decisionOf(1, { kind, eventId: idOf(0xff), candidateId: undefined, planView: true });
    expect(foldDecisions(added, [decision], single).event).toMatchObject({
      source: 'person',
      confidence: 1,
      status: 'confirmed',
      planView: true,
    });
    expect(foldDecisions(added, [decision], two).event?.status).toBe('disputed');
  }
});

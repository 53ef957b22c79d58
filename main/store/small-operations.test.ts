import { expect, test } from 'vitest';
import { nth } from './testing/nth.ts';
import { openMemory } from './testing/open-memory.ts';
import { refusalOf, run } from './testing/run.ts';
import { accepting, seedReview, span } from './testing/seed-review.ts';

test('preferences are kept by key', () => {
  const context = openMemory();
  run(context, 'preferences.set', { key: 'theme', value: '"dark"' });
  run(context, 'preferences.set', { key: 'theme', value: '"light"' });
  run(context, 'preferences.set', { key: 'project', value: '1' });
  expect(run(context, 'preferences.list', undefined)).toEqual({ project: '1', theme: '"light"' });
});

test('a workspace keeps the identity that its first opening gave it', () => {
  const context = openMemory();
  const identity = run(context, 'workspace.identify', { reviewerId: 'ada' });
  expect(identity.reviewerId).toBe('ada');
  expect(run(context, 'workspace.identify', { reviewerId: 'ben' })).toEqual(identity);
});

test('candidates come back whole, alone, by job and by source', () => {
  const context = openMemory();
  const { candidates, job } = seedReview(context, 2);
  expect(run(context, 'candidates.get', { id: nth(candidates, 1).id })).toEqual(candidates[1]);
  expect(run(context, 'candidates.listOfJob', { jobId: job.id })).toEqual(candidates);
  expect(run(context, 'candidates.listOfSource', { sourceId: job.sourceId })).toEqual(candidates);
  expect(refusalOf(() => run(context, 'candidates.get', { id: job.id }))?.code).toBe('not_found');
});

test('drafts are replaced and dropped, and need a candidate', () => {
  const context = openMemory();
  const { candidates, job } = seedReview(context, 1);
  const { id: candidateId } = nth(candidates, 0);
  const draft = { candidateId, type: 'walks', startFrame: 1, endFrame: 2, frame: 1 };
  const stored = () => run(context, 'review.viewing', { candidateId, reviewerId: 'ada' }).draft;
  run(context, 'review.saveDraft', draft);
  run(context, 'review.saveDraft', { ...draft, frame: 9 });
  expect(stored()).toEqual({ ...draft, frame: 9 });
  run(context, 'review.dropDraft', { candidateId });
  expect(stored()).toBeUndefined();
  const refusal = refusalOf(() => run(context, 'review.saveDraft', { ...draft, candidateId: job.id }));
  expect(refusal?.code).toBe('not_found');
});

test('events are listed by time, by status and by source', () => {
  const context = openMemory();
  const { candidates, job } = seedReview(context, 3);
  run(context, 'review.decide', accepting(nth(candidates, 1)));
  run(context, 'review.decide', accepting(nth(candidates, 0)));
  run(context, 'review.decide', accepting(nth(candidates, 2)));
  run(context, 'review.decide', accepting(nth(candidates, 2), { kind: 'reject' }));
  const { projectId, sourceId } = job;
  const confirmed = run(context, 'events.list', { projectId, status: 'confirmed' });
  expect(confirmed).toMatchObject([
    { sourceName: 'Clip 1', ...span(10, 30) },
    { sourceName: 'Clip 1', ...span(50, 70) },
  ]);
  const statuses = run(context, 'events.list', { projectId }).map(({ status }) => status);
  expect(statuses).toEqual(['confirmed', 'confirmed', 'retired']);
  expect(run(context, 'events.listOfSource', { sourceId })).toHaveLength(3);
  expect(refusalOf(() => run(context, 'events.get', { id: job.id }))?.code).toBe('not_found');
});

test('an operation that nobody wrote is refused', () => {
  const context = openMemory();
  expect(refusalOf(() => run(context, 'toString' as never, undefined as never))?.message).toContain(
    'toString',
  );
});

test('what a verdict is checked against comes with the ontology of its job', () => {
  const context = openMemory();
  const { candidates, seeded } = seedReview(context, 1);
  const { id: candidateId } = nth(candidates, 0);
  expect(run(context, 'review.verdictContext', { candidateId })).toEqual({
    candidateId,
    sourceId: seeded.source.id,
    frameCount: 80,
    text: seeded.ontology.text,
    sha256: seeded.ontology.sha256,
  });
});

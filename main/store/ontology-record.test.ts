import { expect, test } from 'vitest';
import { nth } from './testing/nth.ts';
import { openMemory } from './testing/open-memory.ts';
import { run } from './testing/run.ts';
import { accepting, seedReview } from './testing/seed-review.ts';

test('a version tells how its candidates fared, and what reviewers moved their edges by', () => {
  const context = openMemory();
  const { candidates, seeded } = seedReview(context, 4);
  const record = () => run(context, 'ontologies.record', { id: seeded.ontology.id, reviewerId: 'ada' });
  expect(record()).toMatchObject({
    jobs: 1,
    types: [{ type: 'walks', candidates: 4, accepted: 0, rejected: 0, precision: undefined }],
  });
  const first = nth(candidates, 0);
  run(context, 'review.decide', accepting(first, { startFrame: first.startFrame + 3 }));
  run(context, 'review.decide', accepting(nth(candidates, 1), { kind: 'reject' }));
  run(context, 'review.decide', accepting(nth(candidates, 2), { kind: 'skip' }));
  expect(record().types).toMatchObject([
    {
      type: 'walks',
      candidates: 4,
      accepted: 1,
      rejected: 1,
      precision: { value: 0.5 },
      start: { medianFrames: 3, isSteady: false },
      end: { medianFrames: 0, isSteady: false },
      weakest: [{ text: 'speed(a) > 1', count: 1 }],
    },
  ]);
});

test('a version that no job has used has no record', () => {
  const context = openMemory();
  const { seeded } = seedReview(context);
  const id = seeded.ontology.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  expect(run(context, 'ontologies.record', { id, reviewerId: 'ada' })).toEqual({ jobs: 0, types: [] });
});

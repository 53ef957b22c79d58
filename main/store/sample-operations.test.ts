import { expect, test } from 'vitest';
import type { Provenance } from '#contract/entities/candidate';
import type { NewSample } from './sample-operations.ts';
import { nth } from './testing/nth.ts';
import { openMemory } from './testing/open-memory.ts';
import { run } from './testing/run.ts';
import { accepting, ada, seedReview, span } from './testing/seed-review.ts';

function sampleAt(frame: number, origin: NonNullable<Provenance['sample']>['origin']): NewSample {
  return {
    ...span(frame, frame + 5),
    actors: [{ role: 'actor', trackId: '1' }],
    objects: [],
    sample: { origin, probability: 0.25 },
    parameters: { pace: '0.5 m/s' },
    says: 'drawn at random',
  };
}

function seedSampled() {
  const context = openMemory();
  const { candidates, job, seeded } = seedReview(context, 4);
  const samples = [sampleAt(35, 'below_threshold'), sampleAt(70, 'random_window')];
  run(context, 'samples.add', { jobId: job.id, type: 'walks', samples });
  const standing = () => {
    const asked = { projectId: seeded.projectId, type: 'walks', reviewerId: ada.reviewerId };
    return run(context, 'candidates.standing', asked);
  };
  return { context, candidates, seeded, standing };
}

test('of a type the decided candidates and all samples are told, and how many the rule proposed', () => {
  const { context, candidates, standing } = seedSampled();
  const moved = nth(candidates, 0);
  run(context, 'review.decide', accepting(moved, { startFrame: moved.startFrame + 3 }));
  run(context, 'review.decide', accepting(nth(candidates, 1), { kind: 'reject' }));
  run(context, 'review.decide', accepting(nth(candidates, 2), { kind: 'skip' }));
  const { proposed, told } = standing();
  expect(proposed).toBe(4);
  expect(told.map(({ state, sampleOrigin }) => [state, sampleOrigin])).toEqual([
    ['accepted', undefined],
    ['rejected', undefined],
    ['open', 'below_threshold'],
    ['open', 'random_window'],
  ]);
  expect(told[0]).toMatchObject({ startFrame: moved.startFrame, decidedStart: moved.startFrame + 3 });
  expect(told[2]).toMatchObject({ sampleProbability: 0.25, startFrame: 35 });
});

test('one that is accepted as another type counts as rejected', () => {
  const { context, candidates, standing } = seedSampled();
  run(context, 'review.decide', accepting(nth(candidates, 0), { type: 'runs' }));
  expect(standing().told[0]?.state).toBe('rejected');
});

test('samples wait in the queue like candidates and say so, and do not count for the record of the rule', () => {
  const { context, seeded } = seedSampled();
  const { items } = run(context, 'review.queue', {
    projectId: seeded.projectId,
    reviewerId: ada.reviewerId,
    order: 'time',
    state: 'all',
  });
  expect(items.filter(({ sample }) => sample === true).map(({ startFrame }) => startFrame)).toEqual([35, 70]);
  const record = run(context, 'ontologies.record', { id: seeded.ontology.id, reviewerId: ada.reviewerId });
  expect(record.types).toMatchObject([{ type: 'walks', candidates: 4 }]);
});

import { beforeEach, expect, test } from 'vitest';
import type { Candidate } from '#contract/entities/candidate';
import type { Verdict } from '#contract/entities/decision';
import type { FrameIndex } from '#contract/entities/frame-index';
import { ok, unwrap } from '#contract/errors';
import { viewingSchema, queueSchema, decidedSchema } from '#contract/rpc/review';
import type { StoreContext } from '../store/operation.ts';
import { sql } from '../store/rows.ts';
import { memoryStore } from '../store/testing/memory-store.ts';
import { nth } from '../store/testing/nth.ts';
import { openMemory } from '../store/testing/open-memory.ts';
import { ada, seedReview } from '../store/testing/seed-review.ts';
import { createReviewService } from './review-service.ts';
import type { ReviewServiceDeps } from './review-service.ts';
import type { Services } from './services.ts';
import type { EventTypeSummary } from '#contract/entities/ontology-version';

const walks: EventTypeSummary = {
  type: 'walks',
  kind: 'movement',
  roles: [{ name: 'actor', classes: ['person'], is: 'actor' }],
  zones: [],
  symmetric: false,
  starts: 'a',
  ends: 'b',
};
const types = [walks, { ...walks, type: 'runs' }];
const ontologies: ReviewServiceDeps['ontologies'] = {
  describe: () => ok({ name: 'plaza', version: '1.0.0', says: '', types }),
};

/** 160 pictures of 40 ms, but picture 20 stays for 140 ms. */
function unevenIndex(): FrameIndex {
  const ptsUs = Float64Array.from({ length: 160 }, (_, frame) => frame * 40_000 + (frame > 20 ? 100_000 : 0));
  const durationUs = Int32Array.from({ length: 160 }, (_, frame) => (frame === 20 ? 140_000 : 40_000));
  return { ptsUs, durationUs, nominal: false };
}

let context: StoreContext;
let review: Services['review'];
let candidate: Candidate;

beforeEach(() => {
  context = openMemory();
  candidate = nth(seedReview(context, 3).candidates, 0);
  const frameIndexOf = () => Promise.resolve(unevenIndex());
  review = createReviewService({ store: memoryStore(context), ontologies, reviewer: ada, frameIndexOf });
});

function verdict(change: Partial<Verdict> = {}): Verdict {
  return {
    kind: 'accept',
    candidateId: candidate.id,
    type: 'walks',
    startFrame: 10,
    endFrame: 30,
    actors: candidate.actors,
    objects: [],
    planView: false,
    elapsedMs: 4000,
    view: { candidateId: candidate.id, frame: 12 },
    ...change,
  };
}

test('seconds come from the frame index, never from a rate', async () => {
  const { decision, event } = unwrap(await review.decide(verdict()));
  expect(decision).toMatchObject({ startS: 0.4, endS: 1.3, reviewerId: 'ada', deviceId: 'device-a' });
  expect(event).toMatchObject({ startS: 0.4, endS: 1.3 });
});

test.each<[string, Partial<Verdict>, string]>([
  ['a type that the ontology does not have', { type: 'flies' }, 'type'],
  ['an end at the start', { startFrame: 30 }, 'endFrame'],
  ['a reversed span', { startFrame: 40 }, 'endFrame'],
  ['a span beyond the clip', { endFrame: 161 }, 'endFrame'],
])('%s is refused by field, and nothing is written', async (_, change, field) => {
  const refused = await review.decide(verdict(change));
  expect(refused).toMatchObject({ ok: false, error: { code: 'bad_value', field } });
  expect(unwrap(await review.history({ projectId: candidate.projectId, limit: 10 }))).toEqual([]);
});

test('the last frame of the clip can be the last of an event', async () => {
  expect(unwrap(await review.decide(verdict({ endFrame: 160 }))).event?.endFrame).toBe(160);
});

test('a clip that has not passed is only decided on the plan view', async () => {
  sql(context.db, `UPDATE sources SET privacy_state = 'unknown'`).run();
  const refused = await review.decide(verdict());
  expect(refused).toMatchObject({ ok: false, error: { code: 'privacy_not_passed' } });
  expect(unwrap(await review.decide(verdict({ planView: true }))).decision.planView).toBe(true);
});

test('a failing frame index is a refusal and commits nothing', async () => {
  const frameIndexOf = () => Promise.reject(Object.assign(new RangeError('gone'), { code: 'ENOENT' }));
  const broken = createReviewService({
    store: memoryStore(context),
    ontologies,
    reviewer: ada,
    frameIndexOf,
  });
  expect(await broken.decide(verdict())).toMatchObject({ ok: false, error: { code: 'missing_file' } });
  expect(unwrap(await review.history({ projectId: candidate.projectId, limit: 10 }))).toEqual([]);
});

test('answers are what the contract says', async () => {
  const decided = unwrap(await review.decide(verdict()));
  expect(decidedSchema.parse(decided)).toEqual(decided);
  const viewing = unwrap(await review.viewing({ candidateId: candidate.id }));
  expect(viewingSchema.parse(viewing)).toEqual(viewing);
  expect(viewing).toMatchObject({ state: 'accepted', types });
  expect([viewing.history, viewing.event]).toEqual([[decided.decision], decided.event]);
  expect(viewing).not.toHaveProperty('ontology');
  const queue = unwrap(await review.queue({ projectId: candidate.projectId, order: 'time', state: 'all' }));
  expect(queueSchema.parse(queue)).toEqual(queue);
});

test('undo and redo bring back state and view, and refuse at their ends', async () => {
  const turn = { projectId: candidate.projectId, view: { frame: 99 } };
  await review.decide(verdict());
  const undone = unwrap(await review.undo(turn));
  expect(undone).toMatchObject({ state: 'open', view: { candidateId: candidate.id, frame: 12 } });
  expect(await review.undo(turn)).toMatchObject({ ok: false, error: { code: 'nothing_to_undo' } });
  expect(unwrap(await review.redo(turn))).toMatchObject({ state: 'accepted' });
  expect(await review.redo(turn)).toMatchObject({ ok: false, error: { code: 'nothing_to_undo' } });
  const { projectId } = candidate;
  expect(unwrap(await review.events({ projectId, status: 'confirmed' }))).toMatchObject([
    { sourceName: 'Clip 1' },
  ]);
});

test('drafts live until they are dropped', async () => {
  const draft = { candidateId: candidate.id, type: 'walks', startFrame: 9, endFrame: 30, frame: 9 };
  unwrap(await review.saveDraft(draft));
  expect(unwrap(await review.viewing({ candidateId: candidate.id })).draft).toEqual(draft);
  unwrap(await review.dropDraft({ candidateId: candidate.id }));
  expect(unwrap(await review.viewing({ candidateId: candidate.id })).draft).toBeUndefined();
});

test('an unknown candidate is a refusal', async () => {
  const unknown = await review.viewing({ candidateId: candidate.jobId });
  expect(unknown).toMatchObject({ ok: false, error: { code: 'not_found' } });
});

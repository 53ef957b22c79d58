import { beforeEach, expect, test } from 'vitest';
import type { Candidate } from '#contract/entities/candidate';
import { insertJobCandidates } from './job-candidates.ts';
import { packCandidate } from './testing/pack-candidate.ts';
import type { StoreContext } from './operation.ts';
import { insertRow, sql } from './rows.ts';
import { nth } from './testing/nth.ts';
import { openMemory } from './testing/open-memory.ts';
import { refusalOf, run } from './testing/run.ts';
import { accepting, ada, buildCandidate, seedFinishedJob, seedReview, span } from './testing/seed-review.ts';
import type { SeededReview } from './testing/seed-review.ts';

let context: StoreContext;
let review: SeededReview;
let old: Candidate;
const view = { frame: 0 };

beforeEach(() => {
  context = openMemory();
  review = seedReview(context, 3);
  old = nth(review.candidates, 0);
});

const rerun = (...changes: readonly Partial<Candidate>[]) => {
  const number = Number(sql(context.db, 'SELECT max(number) + 1 FROM jobs').pluck().get());
  const job = seedFinishedJob(context, review.seeded, number);
  const candidates = changes.map((change) => buildCandidate(context, { seeded: review.seeded, job }, change));
  return {
    candidates,
    outcome: insertJobCandidates(context, { job, candidates: candidates.map(packCandidate) }),
  };
};
const queue = () =>
  run(context, 'review.queue', { ...ada, projectId: old.projectId, order: 'time', state: 'all' }).items;

test('keeps a decision for the new candidate that is the old one again', () => {
  const decided = run(context, 'review.decide', accepting(old));
  const { candidates, outcome } = rerun(span(12, 31), span(200, 220));
  expect(outcome).toEqual({ inserted: 2, superseded: 1, dropped: 2 });
  expect(queue()).toMatchObject([
    { id: candidates[0]?.id, state: 'accepted', ...span(10, 30) },
    { id: candidates[1]?.id, state: 'open', ...span(200, 220) },
  ]);
  const viewing = run(context, 'review.viewing', { candidateId: old.id, ...ada });
  expect(viewing.candidate).toMatchObject({ id: candidates[0]?.id, supersedesId: old.id });
  expect(viewing.history).toEqual([decided.decision]);
  expect(viewing.event).toEqual({
    ...decided.event,
    candidateId: candidates[0]?.id,
    jobId: candidates[0]?.jobId,
  });
});

test('follows a decision through a second rerun', () => {
  run(context, 'review.decide', accepting(old, { kind: 'reject' }));
  rerun(span(12, 31));
  const { candidates } = rerun(span(14, 32));
  expect(queue()).toMatchObject([{ id: candidates[0]?.id, state: 'rejected' }]);
  const undone = run(context, 'review.undo', { ...ada, projectId: old.projectId, view });
  expect(undone.state).toBe('open');
  const again = run(context, 'review.decide', accepting(old));
  expect(again.decision.candidateId).toBe(candidates[0]?.id);
});

test('matches the edges as decided as well as those proposed', () => {
  run(context, 'review.decide', accepting(old, span(60, 90)));
  expect(rerun(span(62, 91)).outcome.superseded).toBe(1);
});

test.each([
  ['another type', { type: 'runs' }],
  ['other roles', { actors: [{ role: 'actor', trackId: '2' }] }],
  ['too little overlap', span(20, 41)],
])('leaves a decided candidate standing beside one with %s', (_, change) => {
  run(context, 'review.decide', accepting(old));
  const { outcome } = rerun(change);
  expect(outcome).toEqual({ inserted: 1, superseded: 0, dropped: 2 });
  expect(queue().map(({ state }) => state)).toEqual(['accepted', 'open']);
});

test('pairs one to one, best first', () => {
  run(context, 'review.decide', accepting(old));
  const { candidates, outcome } = rerun(span(13, 33), span(11, 30));
  expect(outcome.superseded).toBe(1);
  const accepted = queue().filter(({ state }) => state === 'accepted');
  expect(accepted.map(({ id }) => id)).toEqual([candidates[1]?.id]);
});

test('leaves undecided candidates of another ontology alone', () => {
  const id = context.newId();
  const { projectId } = old;
  insertRow(context.db, 'ontology_versions', { ...review.seeded.ontology, id, projectId, name: 'street' });
  review = { ...review, seeded: { ...review.seeded, ontology: { ...review.seeded.ontology, id } } };
  expect(rerun(span(12, 31)).outcome).toEqual({ inserted: 1, superseded: 0, dropped: 0 });
});

test('refuses a verdict on a candidate that it took away', () => {
  rerun(span(200, 220));
  const refusal = refusalOf(() => run(context, 'review.decide', accepting(old)));
  expect(refusal?.code).toBe('invalid_state');
});

test('brings back a candidate that a redo decides again', () => {
  run(context, 'review.decide', accepting(old));
  run(context, 'review.undo', { ...ada, projectId: old.projectId, view });
  rerun(span(200, 220));
  expect(queue()).toHaveLength(1);
  run(context, 'review.redo', { ...ada, projectId: old.projectId, view });
  expect(queue()).toMatchObject([{ id: old.id, state: 'accepted' }, { state: 'open' }]);
});

test('queues one entry for the job', () => {
  const { candidates } = rerun(span(12, 31), span(200, 220));
  const row = sql(
    context.db,
    `SELECT row_id, payload_json FROM outbox WHERE table_name = 'candidates'`,
  ).get();
  expect(row).toMatchObject({ row_id: candidates[0]?.jobId });
});

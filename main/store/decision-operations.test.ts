import { beforeEach, expect, test } from 'vitest';
import type { Candidate } from '#contract/entities/candidate';
import type { StoreContext } from './operation.ts';
import { sql } from './rows.ts';
import type { DecideInput } from './decision-operations.ts';
import { nth } from './testing/nth.ts';
import { openMemory } from './testing/open-memory.ts';
import { refusalOf, run } from './testing/run.ts';
import { accepting, ada, ben, seedReview, span } from './testing/seed-review.ts';

const view = { frame: 0 };

let context: StoreContext;
let projectId: string;
let candidate: Candidate;
let other: Candidate;

beforeEach(() => {
  context = openMemory();
  const { candidates } = seedReview(context, 3);
  candidate = nth(candidates, 0);
  other = nth(candidates, 1);
  projectId = candidate.projectId;
});

const undo = () => run(context, 'review.undo', { ...ada, projectId, view });
const redo = () => run(context, 'review.redo', { ...ada, projectId, view });
const kinds = () => run(context, 'decisions.list', { projectId }).map(({ kind }) => kind);

test('an accept makes a confirmed event that names its candidate and its reviewer', () => {
  const { event, state, decision } = run(context, 'review.decide', accepting(candidate));
  expect(state).toBe('accepted');
  expect(event).toMatchObject({
    candidateId: candidate.id,
    jobId: candidate.jobId,
    status: 'confirmed',
    confidence: candidate.ruleScore,
    source: 'rule',
    verifiedBy: ['ada'],
    startFrame: 10,
    endFrame: 30,
  });
  expect(decision.eventId).toBe(event?.id);
  expect(run(context, 'events.get', { id: event?.id ?? '' })).toEqual({ event, decisions: [decision] });
});

test('a reject makes no event', () => {
  const { event, state } = run(context, 'review.decide', accepting(candidate, { kind: 'reject' }));
  expect({ event, state }).toEqual({ event: undefined, state: 'rejected' });
});

test.each<[string, Partial<DecideInput>]>([
  ['adjust', span(11, 30)],
  ['retype', { type: 'runs', ...span(11, 30) }],
  ['rebind', { actors: [{ role: 'actor', trackId: '2' }], ...span(11, 30) }],
  ['accept', {}],
  ['reject', { kind: 'reject' }],
])('what follows an accept is committed as %s', (kind, change) => {
  run(context, 'review.decide', accepting(candidate));
  const { decision, event } = run(context, 'review.decide', accepting(candidate, change));
  expect(decision.kind).toBe(kind);
  expect(event?.status).toBe(kind === 'reject' ? 'retired' : 'confirmed');
  expect(event).toMatchObject({ startFrame: decision.startFrame, type: decision.type });
});

test('the first accept stays an accept, whatever the reviewer changed', () => {
  const { decision } = run(context, 'review.decide', accepting(candidate, { type: 'runs', ...span(5, 9) }));
  expect(decision.kind).toBe('accept');
});

test('an unseen clip that has not passed can only be decided on the plan view', () => {
  sql(context.db, `UPDATE sources SET privacy_state = 'checked'`).run();
  const refusal = refusalOf(() => run(context, 'review.decide', accepting(candidate)));
  expect(refusal?.code).toBe('privacy_not_passed');
  expect(kinds()).toEqual([]);
  const planned = run(context, 'review.decide', accepting(candidate, { planView: true }));
  expect(planned.event?.planView).toBe(true);
});

test('an unknown candidate is refused', () => {
  const refusal = refusalOf(() =>
    run(context, 'review.decide', accepting(candidate, { candidateId: candidate.jobId })),
  );
  expect(refusal?.code).toBe('not_found');
});

test('undo restores the state and the view; redo brings both back', () => {
  const first = run(context, 'review.decide', accepting(candidate));
  run(context, 'review.decide', accepting(candidate, span(12, 30)));
  const undone = undo();
  expect(undone.event).toEqual(first.event);
  expect(undone.view).toEqual({ candidateId: candidate.id, frame: 10 });
  expect(undone.decision).toMatchObject({ kind: 'undo', ...span(12, 30) });
  expect(undo()).toMatchObject({ state: 'open', event: { status: 'retired' } });
  expect(redo().event?.startFrame).toBe(10);
  const again = redo();
  expect(again).toMatchObject({ state: 'accepted', event: { startFrame: 12, status: 'confirmed' } });
  expect(again.view).toEqual({ candidateId: candidate.id, frame: 10 });
  expect(kinds()).toEqual(['accept', 'adjust', 'undo', 'undo', 'undo', 'undo']);
});

test('undo after a redo undoes the same decision once more', () => {
  run(context, 'review.decide', accepting(candidate));
  undo();
  redo();
  expect(undo().state).toBe('open');
  expect(redo().state).toBe('accepted');
});

test('undo goes back over all decisions, and then says that nothing is left', () => {
  const count = 24;
  const each = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? candidate : other));
  for (const [i, of] of each.entries()) run(context, 'review.decide', accepting(of, span(i, 100)));
  for (let i = 0; i < count; i++) undo();
  expect(refusalOf(undo)?.code).toBe('nothing_to_undo');
  for (let i = 0; i < count; i++) redo();
  expect(refusalOf(redo)?.code).toBe('nothing_to_undo');
  const { event } = run(context, 'review.viewing', { candidateId: other.id, ...ada });
  expect(event?.startFrame).toBe(count - 1);
});

test('a new decision after an undo ends the redo line', () => {
  run(context, 'review.decide', accepting(candidate));
  run(context, 'review.decide', accepting(other));
  undo();
  run(context, 'review.decide', accepting(other, { kind: 'reject' }));
  expect(refusalOf(redo)?.code).toBe('nothing_to_undo');
  expect(undo().state).toBe('open');
  expect(undo().decision.candidateId).toBe(candidate.id);
});

test('each reviewer undoes only their own', () => {
  run(context, 'review.decide', accepting(candidate));
  run(context, 'review.decide', accepting(other, ben));
  expect(undo().decision.candidateId).toBe(candidate.id);
  expect(refusalOf(undo)?.code).toBe('nothing_to_undo');
});

test('a verdict drops the draft of its candidate', () => {
  run(context, 'review.saveDraft', {
    candidateId: candidate.id,
    type: 'walks',
    ...span(12, 31),
    frame: 20,
  });
  const before = run(context, 'review.viewing', { candidateId: candidate.id, ...ada });
  expect(before.draft).toEqual({
    candidateId: candidate.id,
    type: 'walks',
    startFrame: 12,
    endFrame: 31,
    frame: 20,
  });
  run(context, 'review.decide', accepting(candidate));
  expect(run(context, 'review.viewing', { candidateId: candidate.id, ...ada }).draft).toBeUndefined();
});

test('a refused verdict writes nothing, not even the end of the draft', () => {
  run(context, 'review.saveDraft', {
    candidateId: candidate.id,
    type: 'walks',
    ...span(12, 31),
    frame: 20,
  });
  sql(context.db, `UPDATE sources SET privacy_state = 'unknown'`).run();
  refusalOf(() => run(context, 'review.decide', accepting(candidate)));
  expect(run(context, 'review.viewing', { candidateId: candidate.id, ...ada }).draft?.startFrame).toBe(12);
});

test('a verdict that fails halfway leaves nothing of itself', () => {
  run(context, 'review.saveDraft', { candidateId: candidate.id, type: 'walks', ...span(12, 31), frame: 20 });
  sql(context.db, `UPDATE projects SET policy_json = '{}'`).run();
  expect(() => run(context, 'review.decide', accepting(candidate))).toThrow();
  expect(kinds()).toEqual([]);
  expect(sql(context.db, 'SELECT count(*) FROM outbox').pluck().get()).toBe(0);
  expect(run(context, 'review.viewing', { candidateId: candidate.id, ...ada }).draft?.startFrame).toBe(12);
});

test('decision and event wait in the outbox from the same transaction', () => {
  const { decision, event } = run(context, 'review.decide', accepting(candidate));
  const rows = sql(context.db, 'SELECT table_name, row_id, payload_json FROM outbox ORDER BY sequence').all();
  expect(rows).toEqual([
    { table_name: 'decisions', row_id: decision.id, payload_json: JSON.stringify(decision) },
    { table_name: 'events', row_id: event?.id, payload_json: JSON.stringify(event) },
  ]);
});

test('decisions can be neither changed nor taken away', () => {
  run(context, 'review.decide', accepting(candidate));
  expect(() => context.db.exec(`UPDATE decisions SET kind = 'reject'`)).toThrow('append-only');
  expect(() => context.db.exec('DELETE FROM decisions')).toThrow('append-only');
});

test('a lone half of a surrogate pair in a note does not break the chain', () => {
  run(context, 'review.decide', accepting(candidate, { note: 'cut \ud83d here' }));
  expect(run(context, 'decisions.verify', undefined)).toMatchObject({ intact: true, rows: 1 });
});

test('the project history shows the latest decision first', () => {
  run(context, 'review.decide', accepting(candidate));
  run(context, 'review.decide', accepting(other, { kind: 'flag', note: 'who is that?' }));
  const history = run(context, 'review.history', { projectId, limit: 1 });
  expect(history).toMatchObject([{ kind: 'flag', note: 'who is that?', candidateId: other.id }]);
});

test.each([
  `UPDATE decisions SET note = 'x' WHERE sequence = 2`,
  `UPDATE decisions SET start_t = start_t + 1e-9 WHERE sequence = 2`,
  `UPDATE decisions SET actors_json = '[{' WHERE sequence = 2`,
  'DELETE FROM decisions WHERE sequence = 2',
  'UPDATE decisions SET sequence = 9 WHERE sequence = 2',
])('verification finds the damage of %s', (damage) => {
  for (const each of [candidate, other, candidate]) run(context, 'review.decide', accepting(each));
  expect(run(context, 'decisions.verify', undefined)).toMatchObject({ intact: true, rows: 3 });
  context.db.pragma('foreign_keys = OFF');
  context.db.exec('DROP TRIGGER decisions_never_change; DROP TRIGGER decisions_never_go;');
  context.db.exec(damage);
  expect(run(context, 'decisions.verify', undefined)).toMatchObject({ intact: false });
});

import { beforeEach, expect, test } from 'vitest';
import type { StoreContext } from './operation.ts';
import { sql } from './rows.ts';
import { openMemory } from './testing/open-memory.ts';
import { refusalOf, run } from './testing/run.ts';
import { accepting, ada, ben, seedReview, span } from './testing/seed-review.ts';
import { nth } from './testing/nth.ts';

let context: StoreContext;
const actor = 'ada';

beforeEach(() => {
  context = openMemory();
});

test('a project is made, found and announced', () => {
  const project = run(context, 'projects.create', { name: 'Plaza', sample: true });
  expect(project).toMatchObject({
    name: 'Plaza',
    status: 'active',
    policy: { kind: 'single' },
    sample: true,
    rev: 1,
  });
  expect(run(context, 'projects.get', { id: project.id })).toEqual(project);
  expect(run(context, 'projects.list', undefined)).toEqual([project]);
  expect(sql(context.db, 'SELECT table_name, row_id, state FROM outbox').all()).toEqual([
    { table_name: 'projects', row_id: project.id, state: 'pending' },
  ]);
});

test('two active projects never share a name; an archived one gives its name back', () => {
  const plaza = run(context, 'projects.create', { name: 'Plaza' });
  const refusal = refusalOf(() => run(context, 'projects.create', { name: 'plaza' }));
  expect(refusal).toMatchObject({ code: 'already_exists', field: 'name' });
  run(context, 'projects.update', { id: plaza.id, rev: 1, status: 'archived', actor });
  const second = run(context, 'projects.create', { name: 'Plaza' });
  const back = refusalOf(() =>
    run(context, 'projects.update', { id: plaza.id, rev: 2, status: 'active', actor }),
  );
  expect(back?.code).toBe('already_exists');
  expect(run(context, 'projects.list', undefined).map(({ id }) => id)).toEqual([second.id, plaza.id]);
});

test('a change made from an old revision is refused and leaves the project alone', () => {
  const { id } = run(context, 'projects.create', { name: 'Plaza' });
  const changed = run(context, 'projects.update', { id, rev: 1, name: 'Square', actor });
  expect(changed).toMatchObject({ name: 'Square', rev: 2 });
  const refusal = refusalOf(() => run(context, 'projects.update', { id, rev: 1, name: 'Market', actor }));
  expect(refusal?.code).toBe('stale_revision');
  expect(run(context, 'projects.get', { id })).toEqual(changed);
});

test('an unknown project is not found', () => {
  const refusal = refusalOf(() => run(context, 'projects.get', { id: context.newId() }));
  expect(refusal?.code).toBe('not_found');
});

test('a change is told to the audit log with what was there before', () => {
  const before = run(context, 'projects.create', { name: 'Plaza' });
  const after = run(context, 'projects.update', { id: before.id, rev: 1, name: 'Square', actor });
  const subject = `project:${before.id}`;
  expect(run(context, 'audit.list', { subject })).toMatchObject([
    { actor, action: 'project.update', before, after },
  ]);
  expect(run(context, 'audit.verify', undefined)).toMatchObject({ intact: true, rows: 1 });
});

test('a new policy folds the decisions again', () => {
  const { candidates, seeded } = seedReview(context);
  const candidate = nth(candidates, 0);
  run(context, 'review.decide', accepting(candidate, span(10, 30)));
  run(context, 'review.decide', accepting(candidate, { ...ben, ...span(14, 31) }));
  const update = (rev: number, toleranceFrames: number) =>
    run(context, 'projects.update', {
      id: seeded.projectId,
      rev,
      actor,
      policy: { kind: 'consensus', reviewers: 2, toleranceFrames },
    });
  const event = () => run(context, 'review.viewing', { candidateId: candidate.id, ...ada }).event;
  update(1, 2);
  expect(event()).toMatchObject({ status: 'disputed', verifiedBy: [] });
  expect(
    run(context, 'review.queue', { ...ada, projectId: seeded.projectId, order: 'time', state: 'all' })
      .items[0]?.state,
  ).toBe('disputed');
  update(2, 4);
  expect(event()).toMatchObject({ status: 'confirmed', verifiedBy: ['ada', 'ben'], ...span(10, 30) });
});

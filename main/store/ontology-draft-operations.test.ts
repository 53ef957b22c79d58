import { expect, test } from 'vitest';
import { openMemory } from './testing/open-memory.ts';
import { refusalOf, run } from './testing/run.ts';
import { seedJob } from './testing/seed-job.ts';

function setUp() {
  const context = openMemory();
  const { projectId, ontology } = seedJob(context);
  const draft = { projectId, baseId: ontology.id, text: 'ontology: plaza\nversion: 1.0.1\n', rev: 0 };
  return { context, projectId, draft };
}

test('a draft is kept exactly as written, and the next one over it', () => {
  const { context, projectId, draft } = setUp();
  expect(run(context, 'ontologyDrafts.read', { projectId })).toBeUndefined();
  const first = run(context, 'ontologyDrafts.save', draft);
  expect(first).toMatchObject({ ...draft, rev: 1 });
  const second = run(context, 'ontologyDrafts.save', { ...draft, text: 'broken: [', rev: 1 });
  expect(second.rev).toBe(2);
  expect(second.savedAt > first.savedAt).toBe(true);
  expect(run(context, 'ontologyDrafts.read', { projectId })).toEqual(second);
});

test('a draft that another window wrote over is not lost to an older one', () => {
  const { context, projectId, draft } = setUp();
  const kept = run(context, 'ontologyDrafts.save', draft);
  const refusal = refusalOf(() => run(context, 'ontologyDrafts.save', { ...draft, text: 'other' }));
  expect(refusal?.code).toBe('stale_revision');
  expect(run(context, 'ontologyDrafts.read', { projectId })).toEqual(kept);
});

test('a discarded draft is gone, and a new one begins from nothing', () => {
  const { context, projectId, draft } = setUp();
  run(context, 'ontologyDrafts.save', draft);
  run(context, 'ontologyDrafts.discard', { projectId });
  run(context, 'ontologyDrafts.discard', { projectId });
  expect(run(context, 'ontologyDrafts.read', { projectId })).toBeUndefined();
  expect(run(context, 'ontologyDrafts.save', draft).rev).toBe(1);
});

test('a draft needs no version to come from, but a known project and a version of it', () => {
  const { context, draft } = setUp();
  const { baseId: _baseId, ...alone } = draft;
  expect(run(context, 'ontologyDrafts.save', alone)).not.toHaveProperty('baseId');
  const unknown = context.newId();
  const orphan = { ...draft, projectId: unknown };
  expect(refusalOf(() => run(context, 'ontologyDrafts.save', orphan))?.code).toBe('not_found');
  const foreign = { ...draft, baseId: unknown, rev: 1 };
  expect(refusalOf(() => run(context, 'ontologyDrafts.save', foreign))?.code).toBe('not_found');
});

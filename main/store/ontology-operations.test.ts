import { expect, test } from 'vitest';
import { openMemory } from './testing/open-memory.ts';
import { refusalOf, run } from './testing/run.ts';

function setUp() {
  const context = openMemory();
  const { id: projectId } = run(context, 'projects.create', { name: 'Plaza' });
  const version = { projectId, name: 'plaza', version: '1.0.0', sha256: 'a'.repeat(64), text: 'name: plaza' };
  return { context, projectId, version };
}

test('a version is kept exactly as written', () => {
  const { context, projectId, version } = setUp();
  const added = run(context, 'ontologies.add', version);
  expect(added).toMatchObject(version);
  expect(run(context, 'ontologies.get', { id: added.id })).toEqual(added);
  expect(run(context, 'ontologies.list', { projectId })).toEqual([added]);
});

test('adding the same content again is a no-op', () => {
  const { context, projectId, version } = setUp();
  const added = run(context, 'ontologies.add', version);
  expect(run(context, 'ontologies.add', version)).toEqual(added);
  expect(run(context, 'ontologies.list', { projectId })).toHaveLength(1);
});

test('a version never gets other content', () => {
  const { context, version } = setUp();
  run(context, 'ontologies.add', version);
  const refusal = refusalOf(() =>
    run(context, 'ontologies.add', { ...version, sha256: 'b'.repeat(64), text: 'x' }),
  );
  expect(refusal).toMatchObject({ code: 'already_exists', field: 'version' });
  expect(() => context.db.exec(`UPDATE ontology_versions SET text = 'x'`)).toThrow('immutable');
  expect(() => context.db.exec('DELETE FROM ontology_versions')).toThrow('immutable');
});

test('versions are listed newest first; an unknown project or version is not found', () => {
  const { context, projectId, version } = setUp();
  run(context, 'ontologies.add', version);
  run(context, 'ontologies.add', { ...version, version: '1.1.0' });
  const versions = run(context, 'ontologies.list', { projectId }).map((each) => each.version);
  expect(versions).toEqual(['1.1.0', '1.0.0']);
  const unknown = context.newId();
  expect(refusalOf(() => run(context, 'ontologies.get', { id: unknown }))?.code).toBe('not_found');
  const orphan = refusalOf(() => run(context, 'ontologies.add', { ...version, projectId: unknown }));
  expect(orphan?.code).toBe('not_found');
});

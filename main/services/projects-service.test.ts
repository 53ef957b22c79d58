import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { unwrap } from '#contract/errors';
import { projectSummarySchema } from '#contract/rpc/projects';
import type { StoreContext } from '../store/operation.ts';
import { memoryStore } from '../store/testing/memory-store.ts';
import { openMemory } from '../store/testing/open-memory.ts';
import { ada, buildCandidate, seedReview } from '../store/testing/seed-review.ts';
import { insertJobCandidates } from '../store/job-candidates.ts';
import { packCandidate } from '../store/testing/pack-candidate.ts';
import { createOntologyLoader } from './ontology-loader.ts';
import { createProjectsService } from './projects-service.ts';
import type { Services } from './services.ts';

const defaultsFolder = fileURLToPath(new URL('../../ontology/defaults', import.meta.url));
const ontologies = createOntologyLoader({ defaultsFolder });

let context: StoreContext;
let projects: Services['projects'];

beforeEach(() => {
  context = openMemory();
  projects = createProjectsService({ store: memoryStore(context), ontologies, reviewer: ada });
});

async function tableText(): Promise<string> {
  const shipped = unwrap(await projects.shippedOntologies(undefined));
  return shipped.find(({ name }) => name === 'table')?.text ?? '';
}

test('projects are made, changed and listed; a stale change is refused', async () => {
  const project = unwrap(await projects.create({ name: 'Plaza' }));
  const changed = unwrap(await projects.update({ id: project.id, rev: 1, name: 'Square' }));
  expect(unwrap(await projects.list(undefined))).toEqual([changed]);
  const stale = await projects.update({ id: project.id, rev: 1, status: 'archived' });
  expect(stale).toMatchObject({ ok: false, error: { code: 'stale_revision' } });
});

test('every shipped ontology is valid and can be added as it is', async () => {
  const { id: projectId } = unwrap(await projects.create({ name: 'Plaza' }));
  const shipped = unwrap(await projects.shippedOntologies(undefined));
  expect(shipped.map(({ name }) => name)).toEqual(['dyad', 'plaza', 'street', 'table']);
  for (const { name, version, text, says } of shipped) {
    expect(says).not.toBe('');
    expect(unwrap(await projects.checkOntology({ text }))).toEqual([]);
    const added = unwrap(await projects.addOntology({ projectId, text }));
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(added).toMatchObject({ projectId, name, version, text, sha256 });
    const types = unwrap(await projects.eventTypes({ ontologyVersionId: added.id }));
    expect(types.length).toBeGreaterThan(0);
  }
  expect(unwrap(await projects.ontologies({ projectId }))).toHaveLength(shipped.length);
});

test('a broken ontology is refused at its file, line and column, and not stored', async () => {
  const { id: projectId } = unwrap(await projects.create({ name: 'Plaza' }));
  const text = (await tableText()).replace('0.18 body/s', '0.18 furlongs');
  const line = text.split('\n').findIndex((each) => each.includes('furlongs')) + 1;
  const found = unwrap(await projects.checkOntology({ text }));
  expect(found).toMatchObject([{ severity: 'error', line }]);
  const refused = await projects.addOntology({ projectId, text, file: 'mine.yaml' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'unknown_unit', file: 'mine.yaml', line } });
  expect(unwrap(await projects.ontologies({ projectId }))).toEqual([]);
});

test.each(['', '   ', '[]', 'just text', 'ontology: {', 'a: 1'])(
  '%j is refused as an ontology',
  async (text) => {
    const { id: projectId } = unwrap(await projects.create({ name: 'Plaza' }));
    expect((await projects.addOntology({ projectId, text })).ok).toBe(false);
  },
);

test('a version never gets other content, and the same content is no change', async () => {
  const { id: projectId } = unwrap(await projects.create({ name: 'Plaza' }));
  const text = await tableText();
  const added = unwrap(await projects.addOntology({ projectId, text }));
  expect(unwrap(await projects.addOntology({ projectId, text }))).toEqual(added);
  const other = await projects.addOntology({ projectId, text: `${text}\n# more\n` });
  expect(other).toMatchObject({ ok: false, error: { code: 'already_exists' } });
});

test('a summary is what the contract says, with kinds and order of the ontology', async () => {
  const { job, seeded } = seedReview(context, 2);
  const { projectId } = seeded;
  const text = await tableText();
  const { id } = unwrap(await projects.addOntology({ projectId, text }));
  const types = unwrap(await projects.eventTypes({ ontologyVersionId: id })).map(({ type }) => type);
  const candidates = types.toReversed().map((type) => buildCandidate(context, { seeded, job }, { type }));
  insertJobCandidates(context, { job, candidates: candidates.map(packCandidate) });
  const summary = unwrap(await projects.summary({ id: projectId }));
  expect(projectSummarySchema.parse(summary)).toEqual(summary);
  expect(summary.types.map(({ type }) => type)).toEqual([...types, 'walks']);
  expect(summary.types.at(-1)?.kind).toBe('unknown');
  expect(summary.types[0]?.kind).not.toBe('unknown');
});

test('an unknown project is a refusal', async () => {
  const refused = await projects.summary({ id: context.newId() });
  expect(refused).toMatchObject({ ok: false, error: { code: 'not_found' } });
});

describe('a version that stands on others', () => {
  const mine = (version: string, extended: string, more = ''): string =>
    `ontology: mine\nversion: ${version}\nextends: ${extended}\n${more}`;

  test('is stored with them, and its hash covers them', async () => {
    const { id: projectId } = unwrap(await projects.create({ name: 'Plaza' }));
    const text = mine('1.0.0', 'table 1.0.0');
    const added = unwrap(await projects.addOntology({ projectId, text }));
    expect(added.dependencies).toEqual([{ name: 'table', version: '1.0.0', text: await tableText() }]);
    const sha256 = createHash('sha256')
      .update(JSON.stringify([text, ['table', '1.0.0', await tableText()]]))
      .digest('hex');
    expect(added.sha256).toBe(sha256);
    const read = unwrap(await projects.ontologies({ projectId }));
    expect(read).toEqual([added]);
    expect(
      unwrap(await projects.eventTypes({ ontologyVersionId: added.id })).map(({ type }) => type),
    ).toEqual(['stands_at_table', 'enters_and_approaches_table', 'turns_and_leaves']);
  });

  test('may stand on versions of its project, and is compared by what it is', async () => {
    const { id: projectId } = unwrap(await projects.create({ name: 'Plaza' }));
    const first = mine('1.0.0', 'table 1.0.0', 'params: { stay: { value: 2 s } }\n');
    unwrap(await projects.addOntology({ projectId, text: first }));
    const yours = 'ontology: yours\nversion: 1.0.0\nextends: mine 1.0.0\n';
    const added = unwrap(await projects.addOntology({ projectId, text: yours }));
    expect(added.dependencies?.map(({ name }) => name)).toEqual(['mine', 'table']);
    const less = mine('1.0.1', 'table 1.0.0', 'remove: { events: [turns_and_leaves] }\n');
    const refused = await projects.addOntology({ projectId, text: less });
    expect(refused.ok ? '' : refused.error.message).toContain('this must be 2.0.0 at least, it is 1.0.1');
    const unknown = unwrap(await projects.checkOntology({ text: yours }));
    expect(unknown).toMatchObject([{ line: 3, column: 10, code: 'unknown_symbol' }]);
    expect(unwrap(await projects.checkOntology({ text: yours, projectId }))).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import { ok, refuse, unwrap } from '#contract/errors';
import type { DatasetJobs } from '#main/datasets/dataset-jobs';
import { memoryStore } from '../store/testing/memory-store.ts';
import { openMemory } from '../store/testing/open-memory.ts';
import { run } from '../store/testing/run.ts';
import { ada, seedReview } from '../store/testing/seed-review.ts';
import { createOntologyLoader } from './ontology-loader.ts';
import { createOntologyService } from './ontology-service.ts';
import { createProjectsService } from './projects-service.ts';

const defaultsFolder = fileURLToPath(new URL('../../ontology/defaults', import.meta.url));
const table = readFileSync(`${defaultsFolder}/table.yaml`, 'utf8');

function setUp(lineage: DatasetJobs = () => Promise.resolve(ok(new Map()))) {
  const context = openMemory();
  const store = memoryStore(context);
  const ontologies = createOntologyLoader({ defaultsFolder });
  const projects = createProjectsService({ store, ontologies, reviewer: ada });
  return { context, projects, ontology: createOntologyService({ store, projects, lineage }) };
}

test('a draft outlives the window, and is gone when it is discarded', async () => {
  const { projects, ontology } = setUp();
  const { id: projectId } = unwrap(await projects.create({ name: 'Plaza' }));
  expect(unwrap(await ontology.draft({ projectId }))).toEqual({ draft: undefined });
  const draft = unwrap(await ontology.saveDraft({ projectId, text: 'ontology: [', rev: 0 }));
  expect(unwrap(await ontology.draft({ projectId }))).toEqual({ draft });
  unwrap(await ontology.discardDraft({ projectId }));
  expect(unwrap(await ontology.draft({ projectId }))).toEqual({ draft: undefined });
});

test('rolling back adds a version with the old text, and rolling back again undoes that', async () => {
  const { projects, ontology } = setUp();
  const { id: projectId } = unwrap(await projects.create({ name: 'Plaza' }));
  const first = unwrap(await projects.addOntology({ projectId, text: table }));
  const changed = table.replace('version: 1.0.0', 'version: 1.0.1').replace('0.18 body/s', '0.2 body/s');
  const second = unwrap(await projects.addOntology({ projectId, text: changed }));
  const back = unwrap(await ontology.rollBack({ ontologyVersionId: first.id }));
  expect(back.version).toBe('1.0.2');
  expect(back.text).toBe(table.replace('version: 1.0.0', 'version: 1.0.2'));
  const undone = unwrap(await ontology.rollBack({ ontologyVersionId: second.id }));
  expect(undone.text).toBe(changed.replace('version: 1.0.1', 'version: 1.0.3'));
  expect(unwrap(await projects.ontologies({ projectId }))).toHaveLength(4);
  expect(await ontology.rollBack({ ontologyVersionId: undone.id })).toMatchObject({
    ok: false,
    error: { code: 'invalid_state' },
  });
});

test('a version tells the dataset versions that publish what its jobs found', async () => {
  const jobRows = new Map<string, number>();
  const { context, ontology } = setUp(({ semver }) =>
    Promise.resolve(semver === '2.0.0' ? refuse('missing_file', 'The folder is gone.') : ok(jobRows)),
  );
  const { job, seeded } = seedReview(context, 2);
  jobRows.set(job.id, 2).set(context.newId(), 5);
  const { projectId } = seeded;
  const dataset = (semver: string): DatasetVersion => ({
    id: context.newId(),
    projectId,
    semver,
    folder: semver,
    manifestSha256: 'f'.repeat(64),
    rows: 7,
    sizeBytes: 1,
    rowsBySplit: { train: 7, validation: 0, test: 0 },
    rowsByType: { walks: 7 },
    files: [],
    publishedBy: 'ada',
    createdAt: context.now(),
  });
  const published = run(context, 'datasets.insert', { version: dataset('1.0.0') });
  run(context, 'datasets.insert', { version: dataset('2.0.0') });
  expect(unwrap(await ontology.uses({ projectId }))).toMatchObject({
    versions: [
      {
        ontologyVersionId: seeded.ontology.id,
        jobs: [{ id: job.id, status: 'done', sourceName: 'Clip 1' }],
        datasets: [{ id: published.id, semver: '1.0.0', rows: 2 }],
      },
    ],
    unread: [{ semver: '2.0.0', reason: 'The folder is gone.' }],
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '#contract/entities/job';
import { newId } from '#contract/ids';
import type { Engine } from '../engine/engine.ts';
import { buildWorkspace, type TestWorkspace } from '../engine/testing/build-workspace.ts';
import { crowd } from '../engine/testing/crowd.ts';
import { createFeatureReader, type FeatureReader } from '../engine/feature-reader.ts';
import { testEngine } from '../engine/testing/run-one.ts';
import { openStore, type Store } from '../store/store.ts';
import { createJobsService } from './jobs-service.ts';
import type { Services } from './services.ts';

let workspace: TestWorkspace;
let store: Store;
let engine: Engine;
let reader: FeatureReader;
let jobs: Services['jobs'];

beforeAll(async () => {
  workspace = await buildWorkspace(crowd(3, 300));
  store = await openStore({ folder: workspace.folder });
  engine = testEngine(store, workspace.folder, { windowFrames: 100 });
  reader = createFeatureReader({ store, workspaceFolder: workspace.folder });
  jobs = createJobsService({ store, engine, features: reader, codeVersion: 'aftertrack test' });
});
afterAll(async () => {
  await engine.stop();
  await reader.close();
  await store.close();
  await workspace.dispose();
});

function startInput(): { readonly sourceId: string; readonly ontologyVersionId: string } {
  return { sourceId: workspace.seeded.source.id, ontologyVersionId: workspace.seeded.ontology.id };
}

/** Collects what a watch of the project yields until `isLast`. */
async function watchUntil(isLast: (job: Job) => boolean): Promise<readonly Job[]> {
  const controller = new AbortController();
  const seen: Job[] = [];
  for await (const job of jobs.watch({ projectId: workspace.seeded.projectId }, controller.signal)) {
    seen.push(job);
    if (isLast(job)) controller.abort();
  }
  return seen;
}

describe('the jobs service', () => {
  it('queues under its code version and refuses what does not exist', async () => {
    const started = await jobs.start(startInput());
    expect(started).toMatchObject({ ok: true, value: { status: 'queued', codeVersion: 'aftertrack test' } });
    const lost = await jobs.start({ ...startInput(), sourceId: newId() });
    expect(lost).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(await jobs.get({ id: newId() })).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('finds no change points before a job has computed its features', async () => {
    const { projectId } = workspace.seeded;
    const queued = await jobs.list({ projectId });
    const job = queued.ok ? (queued.value[0]?.id ?? '') : '';
    expect(await jobs.changePoints({ job, feature: 'speed', a: 'p00' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_state' },
    });
  });

  it('shows a watcher the present state first, then what changes, until it is told to end', async () => {
    const present = await watchUntil(() => true);
    expect(present.map(({ status }) => status)).toEqual(['queued']);
    const watching = watchUntil(({ status }) => status === 'cancelled');
    await jobs.cancel({ id: present[0]?.id ?? '' });
    expect((await watching).at(-1)?.status).toBe('cancelled');
  });

  it('resumes a cancelled job, which then runs to its end', async () => {
    const listed = await jobs.list({ projectId: workspace.seeded.projectId });
    const id = listed.ok ? (listed.value[0]?.id ?? '') : '';
    const watching = watchUntil(({ status }) => status === 'done');
    engine.start();
    expect(await jobs.resume({ id })).toMatchObject({ ok: true, value: { status: 'queued' } });
    expect((await watching).at(-1)).toMatchObject({ id, status: 'done', progress: 1 });
    expect(await jobs.cancel({ id })).toMatchObject({ ok: false, error: { code: 'invalid_state' } });
  });
});

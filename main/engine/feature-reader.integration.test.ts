import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '#contract/entities/job';
import { newId } from '#contract/ids';
import { openStore, type Store } from '../store/store.ts';
import { createFeatureReader, type FeatureReader } from './feature-reader.ts';
import { buildWorkspace, type TestWorkspace } from './testing/build-workspace.ts';
import { crowd } from './testing/crowd.ts';
import { ended, testEngine } from './testing/run-one.ts';

let workspace: TestWorkspace;
let store: Store;
let reader: FeatureReader;
let job: Job;

beforeAll(async () => {
  workspace = await buildWorkspace(crowd(3, 300));
  store = await openStore({ folder: workspace.folder });
  reader = createFeatureReader({ store, workspaceFolder: workspace.folder });
  const { source, ontology } = workspace.seeded;
  job = await store.run('jobs.create', {
    sourceId: source.id,
    ontologyVersionId: ontology.id,
    codeVersion: 'test',
  });
});
afterAll(async () => {
  await reader.close();
  await store.close();
  await workspace.dispose();
});

function speedOf(a: string) {
  return reader.readTrace({ job: job.id, feature: 'speed', a, from: 90, to: 120, width: 400 });
}

describe('the features of a job', () => {
  it('are refused before they are computed, and for a job that does not exist', async () => {
    expect(await speedOf('p00')).toMatchObject({ ok: false, error: { code: 'invalid_state' } });
    const lost = await reader.findChanges({ job: newId(), feature: 'speed', a: 'p00' });
    expect(lost).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('are read across windows once they are', async () => {
    const engine = testEngine(store, workspace.folder, { windowFrames: 100 });
    engine.start();
    await ended(store, engine, job.id);
    await engine.stop();
    const trace = await speedOf('p00');
    expect(trace).toMatchObject({ ok: true, value: { unit: 'body/s', bucketFrames: 1 } });
    expect(trace.ok ? trace.value.frame[0] : undefined).toBe(90);
    const values = trace.ok ? [...trace.value.min] : [];
    expect(values).toHaveLength(30);
    // A walk on an ellipse of 40 by 30 px at 25/60 rad per second, by a person of 60 px.
    for (const value of values) {
      expect(value).toBeGreaterThan(((30 * 25) / 60 / 60) * 0.95);
      expect(value).toBeLessThan(((40 * 25) / 60 / 60) * 1.05);
    }
  });

  it('are refused for a track that the job does not have', async () => {
    expect(await speedOf('nobody')).toMatchObject({ ok: false, error: { code: 'not_found', field: 'a' } });
  });

  it('are searched for change points, but not where the job has no such feature', async () => {
    const subject = { job: job.id, feature: 'speed', a: 'p00' };
    const found = await reader.findChanges(subject);
    const frames = found.ok ? found.value : [];
    expect(frames).toEqual([...frames].toSorted((a, b) => a - b));
    expect(await reader.findChanges(subject)).toEqual(found);
    expect(await reader.findChanges({ ...subject, feature: 'pose_entropy' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_state' },
    });
  });
});

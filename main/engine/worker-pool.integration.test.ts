import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlanWork } from './plan-job.ts';
import { buildWorkspace, type TestWorkspace } from './testing/build-workspace.ts';
import { crowd } from './testing/crowd.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

let workspace: TestWorkspace;
let pool: WorkerPool;

beforeEach(async () => {
  workspace = await buildWorkspace(crowd(2, 120));
  pool = createWorkerPool(workspace.folder, 1);
});
afterEach(async () => {
  await pool.close();
  await workspace.dispose();
});

function asked(): PlanWork {
  const { source, ontology } = workspace.seeded;
  const input = { source, ontology, codeVersion: 'test', windowFrames: 100 };
  return { input, bounds: { threads: 1, memoryBytes: 1e9 } };
}

describe('a pool of one worker', () => {
  it('answers tasks and says why one failed, and goes on', async () => {
    const { input, bounds } = asked();
    const lost = { ...input, source: { ...input.source, tracksSha256: '0'.repeat(64) } };
    await expect(pool.ask('plan', { input: lost, bounds })).rejects.toMatchObject({
      problem: { code: 'missing_file' },
    });
    expect((await pool.ask('plan', asked())).plan.steps).toHaveLength(6);
  });

  it('drops a task at once when it is cancelled, waiting or running, and goes on', async () => {
    const controller = new AbortController();
    const running = pool.ask('plan', asked(), { signal: controller.signal });
    const waiting = pool.ask('plan', asked(), { signal: controller.signal });
    controller.abort();
    const cancelled = { problem: { code: 'cancelled' } };
    await expect(running).rejects.toMatchObject(cancelled);
    await expect(waiting).rejects.toMatchObject(cancelled);
    await expect(pool.ask('plan', asked(), { signal: controller.signal })).rejects.toMatchObject(cancelled);
    expect((await pool.ask('plan', asked())).plan.steps).toHaveLength(6);
  });

  it('refuses what is asked once it is closed', async () => {
    const early = pool.ask('plan', asked());
    const late = pool.ask('plan', asked());
    await Promise.allSettled([early, late, pool.close()]);
    await expect(late).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    await expect(pool.ask('plan', asked())).rejects.toMatchObject({
      problem: { code: 'cancelled' },
    });
  });
});

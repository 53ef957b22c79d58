import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobInput } from './job-steps.ts';
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

function input(): JobInput {
  const { source, ontology } = workspace.seeded;
  return { source, ontology, codeVersion: 'test', windowFrames: 100 };
}

describe('a pool of one worker', () => {
  it('answers tasks and says why one failed, and goes on', async () => {
    await expect(pool.ask('bytes', { sha256: '0'.repeat(64) })).rejects.toMatchObject({
      problem: { code: 'missing_file' },
    });
    expect((await pool.ask('plan', { input: input() })).plan.steps).toHaveLength(6);
  });

  it('drops a task at once when it is cancelled, waiting or running, and goes on', async () => {
    const controller = new AbortController();
    const running = pool.ask('plan', { input: input() }, { signal: controller.signal });
    const waiting = pool.ask('plan', { input: input() }, { signal: controller.signal });
    controller.abort();
    const cancelled = { problem: { code: 'cancelled' } };
    await expect(running).rejects.toMatchObject(cancelled);
    await expect(waiting).rejects.toMatchObject(cancelled);
    await expect(pool.ask('plan', { input: input() }, { signal: controller.signal })).rejects.toMatchObject(
      cancelled,
    );
    expect((await pool.ask('plan', { input: input() })).plan.steps).toHaveLength(6);
  });

  it('refuses what is asked once it is closed', async () => {
    const asked = pool.ask('plan', { input: input() });
    const late = pool.ask('plan', { input: input() });
    await Promise.allSettled([asked, late, pool.close()]);
    await expect(late).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    await expect(pool.ask('plan', { input: input() })).rejects.toMatchObject({
      problem: { code: 'cancelled' },
    });
  });
});

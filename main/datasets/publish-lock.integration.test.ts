import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '#contract/errors';
import { withPublishLock } from './publish-lock.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-lock-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('a second publish is refused while the first one runs, and leaves its lock alone', async () => {
  const first = Promise.withResolvers<void>();
  const running = withPublishLock(folder, async () => {
    await first.promise;
    return ok('first');
  });
  // The lock is there as soon as the first one's work has begun.
  while ((await readdir(folder)).join() !== '.publishing') await new Promise(setImmediate);
  expect(await withPublishLock(folder, async () => ok('second'))).toMatchObject({
    ok: false,
    error: { code: 'busy' },
  });
  first.resolve();
  expect(await running).toEqual(ok('first'));
  expect(await withPublishLock(folder, async () => ok('third'))).toEqual(ok('third'));
  expect(await readdir(folder)).toEqual([]);
});

test('the lock of a process that is gone is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(join(folder, '.publishing'), String(pid));
  expect(await withPublishLock(folder, async () => ok('published'))).toEqual(ok('published'));
});

test('the lock of another living process is respected', async () => {
  await writeFile(join(folder, '.publishing'), String(process.ppid));
  expect(await withPublishLock(folder, async () => ok('published'))).toMatchObject({ ok: false });
});

test('the lock is let go when the work throws', async () => {
  const failing = withPublishLock(folder, () => Promise.reject(new Error('disk')));
  await expect(failing).rejects.toThrow('disk');
  expect(await readdir(folder)).toEqual([]);
});

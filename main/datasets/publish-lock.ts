import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { refuse } from '#contract/errors';
import type { Result } from '#contract/errors';
import { isProcessAlive } from './process-alive.ts';

const lockName = '.publishing';
/** Locks that this process holds, because its own number says nothing about who in it. */
const held = new Set<string>();

/** Takes the lock at `path` in one step: a link either appears with its owner's number inside, or it does not. */
async function take(path: string): Promise<boolean> {
  const own = `${path}-${process.pid}-${randomUUID()}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, path);
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false;
    throw thrown;
  } finally {
    await rm(own, { force: true });
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const owner = Number(await readFile(path, 'utf8').catch(() => '0'));
  return owner === process.pid ? !held.has(path) : !isProcessAlive(owner);
}

/**
 * Runs `work` while no other process publishes into `folder`; refuses with `busy` where one does. The lock of a process that
 * was killed is taken over.
 */
export async function withPublishLock<T>(folder: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const path = join(folder, lockName);
  if (!(await take(path))) {
    if (await isAbandoned(path)) await rm(path, { force: true });
    if (!(await take(path)))
      return refuse('busy', 'This project is being published right now. Try again when that is done.');
  }
  held.add(path);
  try {
    return await work();
  } finally {
    held.delete(path);
    await rm(path, { force: true });
  }
}

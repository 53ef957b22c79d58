import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessAlive } from './process-alive.ts';

const prefix = '.writing-';
/** Names that this process is filling. */
const own = new Set<string>();

/** True for a folder whose writer died; a process number may have been given to this process since. */
function isAbandoned(name: string): boolean {
  if (!name.startsWith(prefix) || own.has(name)) return false;
  const pid = Number(name.slice(prefix.length).split('-')[0]);
  return !Number.isSafeInteger(pid) || pid === process.pid || !isProcessAlive(pid);
}

/**
 * Runs `work` with the path of a folder inside `parent` that is not there yet and that nobody else uses. Afterwards nothing is
 * left under that name, and what processes that were killed left in `parent` is gone too.
 */
export async function withTempFolder<T>(parent: string, work: (temp: string) => Promise<T>): Promise<T> {
  const name = `${prefix}${process.pid}-${randomUUID()}`;
  own.add(name);
  try {
    return await work(join(parent, name));
  } finally {
    own.delete(name);
    const left = (await readdir(parent)).filter(isAbandoned);
    for (const abandoned of left) await rm(join(parent, abandoned), { recursive: true, force: true });
  }
}

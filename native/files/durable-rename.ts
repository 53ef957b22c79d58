import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Flushes what was written to the file at `path` down to the disk. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes a folder's entries, so that a rename in it survives a power cut; a no-op on Windows, which has no such call. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves a finished file to its final name on the same disk: flushed, renamed, folder flushed. It is there whole or not at all. */
export async function durableRename(tempPath: string, path: string): Promise<void> {
  await syncFile(tempPath);
  await rename(tempPath, path);
  await syncFolder(dirname(path));
}

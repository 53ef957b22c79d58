import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok, problem, toProblem, type Problem, type Result } from '#contract/errors';
import type { Sha256 } from '#contract/ids';

/** Large parts, because each costs a turn of the loop. */
const partBytes = 1 << 19;

export interface HashedFile {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
}

/** Follows the reading of a file that may be large. */
export interface FileWatch {
  /** Aborted to stop it, which is then told as `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** The problem of a file system call on `path`, naming the file. */
export function pathProblem(path: string, thrown: unknown): Problem {
  const fault = toProblem(thrown);
  if (fault.code === 'missing_file')
    return problem('missing_file', `There is no file ${basename(path)}.`, { file: path });
  if (fault.code === 'disk_full')
    return problem('disk_full', `There is no space left on the disk of the workspace.`, { file: path });
  return { ...fault, file: path };
}

/** SHA-256 and size of a file, read once in a stream. */
export async function hashFile(path: string, watch: FileWatch = {}): Promise<Result<HashedFile>> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    const file = await open(path);
    try {
      await passParts(file, watch, async (part) => {
        hash.update(part);
        sizeBytes += part.length;
      });
    } finally {
      await file.close();
    }
    return ok({ sha256: hash.digest('hex'), sizeBytes });
  } catch (thrown) {
    return err(pathProblem(path, thrown));
  }
}

/** SHA-256 and size of parts that follow each other. */
export function hashBytes(parts: readonly Uint8Array[]): HashedFile {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return { sha256: hash.digest('hex'), sizeBytes: parts.reduce((sum, { length }) => sum + length, 0) };
}

/** Passes a file's bytes on part by part, all in the same memory; throws where the watch's signal is aborted. */
async function passParts(
  file: FileHandle,
  { signal, onBytes }: FileWatch,
  take: (part: Uint8Array) => Promise<void>,
): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(partBytes);
  while (true) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, partBytes, null);
    if (bytesRead === 0) return;
    await take(buffer.subarray(0, bytesRead));
    onBytes?.(bytesRead);
  }
}

/** Copies a file to a new one and hashes what passes; throws system errors, also where `to` exists. */
export async function copyHashing(from: string, to: string, watch: FileWatch = {}): Promise<HashedFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const source = await open(from);
  try {
    const target = await open(to, 'wx');
    try {
      await passParts(source, watch, async (part) => {
        hash.update(part);
        sizeBytes += part.length;
        await target.writeFile(part);
      });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

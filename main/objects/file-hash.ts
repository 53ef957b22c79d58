import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { err, ok, problem, toProblem, type Problem, type Result } from '#contract/errors';
import type { Sha256 } from '#contract/ids';

/** Large parts, because each costs a turn of the loop. */
const partBytes = 1 << 18;

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
export async function hashFile(
  path: string,
  { signal, onBytes }: FileWatch = {},
): Promise<Result<HashedFile>> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const part of createReadStream(path, { highWaterMark: partBytes, signal })) {
      if (!(part instanceof Uint8Array)) continue;
      hash.update(part);
      onBytes?.(part.length);
      sizeBytes += part.length;
    }
    return ok({ sha256: hash.digest('hex'), sizeBytes });
  } catch (thrown) {
    return err(pathProblem(path, thrown));
  }
}

/** Copies a file to a new one and hashes what passes; throws system errors, also where `to` exists. */
export async function copyHashing(
  from: string,
  to: string,
  { signal, onBytes }: FileWatch = {},
): Promise<HashedFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const tap = new Transform({
    transform(part: Buffer, _encoding, done) {
      hash.update(part);
      sizeBytes += part.length;
      onBytes?.(part.length);
      done(undefined, part);
    },
  });
  const source = createReadStream(from, { highWaterMark: partBytes });
  await pipeline(source, tap, createWriteStream(to, { flags: 'wx' }), signal === undefined ? {} : { signal });
  return { sha256: hash.digest('hex'), sizeBytes };
}

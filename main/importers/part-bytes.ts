import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import { openBytes, refuseGzip } from './formats/open-file.ts';
import type { InputPart } from './input-part.ts';

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The first `most` bytes of a file as they lie in it. */
async function readFirst(path: string, most: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(most);
    const { bytesRead } = await handle.read(bytes, 0, most, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The first `most` bytes of a file, unzipped where it is a gzip file. */
export async function readHeadBytes(path: string, most: number): Promise<Buffer> {
  const first = await readFirst(path, most);
  if (!isGzip(first)) return first;
  try {
    return gunzipSync(first, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, most);
  } catch (thrown) {
    return refuseGzip(path, thrown);
  }
}

/** A file's bytes part by part, unzipped where it is a gzip file; a part's watch is told and may stop it. Each is valid until the next is asked for. */
export async function* readBytes(source: string | InputPart): AsyncGenerator<Uint8Array> {
  const watch = typeof source === 'string' ? undefined : source.watch;
  const limit = watch?.limitBytes ?? Number.POSITIVE_INFINITY;
  let given = 0;
  for await (const part of openBytes(source)) {
    const room = limit - given;
    given += part.length;
    if (part.length < room) yield part;
    else {
      const end = part.lastIndexOf(newline, Math.max(0, room - 1));
      // A line that is longer than what is left of the limit is given whole, with the rest of the part.
      yield end < 0 ? part : part.subarray(0, end + 1);
      watch?.onLimit?.();
      return;
    }
  }
}

const newline = 10;

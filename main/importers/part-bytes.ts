import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, gunzipSync, constants } from 'node:zlib';
import { problem, raise } from '#contract/errors';
import type { InputPart } from './input-part.ts';

const partBytes = 1 << 19;

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
  return gunzipSync(first, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, most);
}

async function* counted(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const part of createReadStream(path, { highWaterMark: partBytes })) {
    if (!(part instanceof Uint8Array)) continue;
    onBytes(part.length);
    yield part;
  }
}

async function* unzipped(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: partBytes });
  pipeline(Readable.from(counted(path, onBytes)), gunzip, () => undefined);
  try {
    for await (const part of gunzip) if (part instanceof Uint8Array) yield part;
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (typeof code !== 'string' || !code.startsWith('Z_')) throw thrown;
    const cut = code === 'Z_BUF_ERROR';
    const says = cut ? 'The gzip file is cut off.' : 'The gzip file is damaged and cannot be unzipped.';
    raise(problem(cut ? 'truncated_file' : 'unreadable_file', says, { file: path }), thrown);
  }
}

/** A file's bytes part by part, unzipped where it is a gzip file; a part's watch is told and may stop it. */
export async function* readBytes(source: string | InputPart): AsyncGenerator<Uint8Array> {
  const { path, watch } = typeof source === 'string' ? { path: source, watch: undefined } : source;
  const onBytes = watch?.onBytes ?? (() => undefined);
  const parts = isGzip(await readFirst(path, 2)) ? unzipped(path, onBytes) : counted(path, onBytes);
  const limit = watch?.limitBytes ?? Number.POSITIVE_INFINITY;
  let given = 0;
  for await (const part of parts) {
    const room = limit - given;
    given += part.length;
    if (part.length < room) yield part;
    else {
      const end = part.lastIndexOf(newline, Math.max(0, room - 1));
      // A line that is longer than what is left of the limit is given whole, with the rest of the part.
      yield end < 0 ? part : part.subarray(0, end + 1);
      return;
    }
  }
}

const newline = 10;

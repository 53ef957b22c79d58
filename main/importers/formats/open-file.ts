import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import { enoughRead } from '#main/importers/read-watch';

/** How far a gzip file may unfold before it is taken for a bomb. */
export interface UnzipLimits {
  readonly largestBytes: number;
  /** Bytes out per byte in; tables and XML seldom reach 200. */
  readonly largestRatio: number;
}

const usualLimits: UnzipLimits = { largestBytes: 50e9, largestRatio: 1000 };
/** Below this many bytes no ratio is judged. */
const harmlessBytes = 16_000_000;
const partBytes = 1 << 19;

type OnBytes = (bytes: number) => void;

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

function checkUnfolding(path: string, bytesIn: number, bytesOut: number, limits: UnzipLimits): void {
  const tooLarge = bytesOut > limits.largestBytes;
  const tooDense = bytesOut > harmlessBytes && bytesOut > bytesIn * limits.largestRatio;
  if (!tooLarge && !tooDense) return;
  const why = tooLarge
    ? `more than ${Math.round(limits.largestBytes / 1e9)} GB`
    : `more than ${limits.largestRatio} times its size`;
  raise(
    problem('unsupported_format', `Unzipping was stopped: the file unfolds to ${why}.`, {
      file: path,
      line: 1,
      field: 'file',
      hint: 'If it is what you mean to import, unzip it yourself and give the unzipped file, in parts if need be.',
    }),
  );
}

/** Throws what went wrong with a gzip file as a problem that names it; anything else as it is. */
export function refuseGzip(path: string, thrown: unknown): never {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (typeof code !== 'string' || !code.startsWith('Z_')) throw thrown;
  const cut = code === 'Z_BUF_ERROR';
  const message = cut ? 'The gzip file ends too early.' : 'The gzip file is damaged.';
  return raise(
    problem(cut ? 'truncated_file' : 'bad_value', message, { file: path, line: 1, field: 'file' }),
    thrown,
  );
}

async function* unzip(path: string, limits: UnzipLimits, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  const [source, gunzip] = [
    createReadStream(path, { highWaterMark: partBytes }),
    createGunzip({ chunkSize: partBytes }),
  ];
  // What goes wrong also ends the loop below, which tells it.
  pipeline(source, gunzip, () => undefined);
  let [bytesIn, bytesOut] = [0, 0];
  try {
    for await (const part of gunzip) {
      if (!(part instanceof Uint8Array)) continue;
      onBytes(source.bytesRead - bytesIn);
      bytesIn = source.bytesRead;
      bytesOut += part.length;
      checkUnfolding(path, source.bytesRead, bytesOut, limits);
      yield part;
    }
  } catch (thrown) {
    refuseGzip(path, thrown);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** The bytes of a file in order, all parts in the same memory: touching new memory for each costs more than reading. */
async function* readPlain(path: string, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(partBytes);
    while (true) {
      const { bytesRead } = await file.read(buffer, 0, partBytes, null);
      if (bytesRead === 0) return;
      onBytes(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/**
 * The bytes of a file in order, unzipped where it begins as gzip does; stops a file that unfolds beyond `limits`. A part's watch
 * is told. A part is valid until the next is asked for.
 */
export async function* openBytes(
  given: string | InputPart,
  limits = usualLimits,
): AsyncGenerator<Uint8Array> {
  const { path, watch } = typeof given === 'string' ? { path: given } : given;
  const onBytes = watch?.onBytes ?? (() => undefined);
  if (await isGzip(path)) {
    yield* unzip(path, limits, onBytes);
    return;
  }
  yield* readPlain(path, onBytes);
}

function decoderFor(head: Uint8Array): TextDecoder {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  return new TextDecoder('utf-8');
}

/** The bytes of a part up to the limit of its watch: such text has no place where it may be cut, so its reader is stopped. */
async function* openLimited(given: string | InputPart): AsyncGenerator<Uint8Array> {
  const limit = typeof given === 'string' ? undefined : given.watch?.limitBytes;
  let bytes = 0;
  for await (const part of openBytes(given)) {
    if (limit !== undefined && bytes > limit) raise(enoughRead);
    bytes += part.length;
    yield part;
  }
}

/** The text of a file in pieces (UTF-8, or UTF-16 with its mark), unzipped; bytes that are no text become U+FFFD. */
export async function* openText(given: string | InputPart): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const part of openLimited(given)) {
    decoder ??= decoderFor(part);
    const text = decoder.decode(part, { stream: true });
    if (text !== '') yield text;
  }
  const last = decoder?.decode() ?? '';
  if (last !== '') yield last;
}

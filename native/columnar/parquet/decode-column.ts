import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { problem, raise } from '#contract/errors';
import { codecs, encodings, pageTypes, valueBytes } from './format.ts';
import { decodeHybrid, isOneRunOf } from './hybrid.ts';
import type { ChunkMeta } from './read-meta.ts';
import { decodeThrift, numberAt, structAt, type DecodedStruct } from './thrift-read.ts';

/** A page without its header, unpacked. */
export interface Page {
  readonly type: number;
  readonly values: number;
  readonly encoding: number;
  readonly bytes: Uint8Array;
}

/** Where decoded values go; `missing` is told the first row of the group that has none. */
export interface NumberTarget {
  readonly type: keyof typeof valueBytes;
  readonly values: Int32Array | Float32Array | Float64Array;
  readonly from: number;
}

function damaged(what: string): never {
  return raise(problem('bad_value', `A Parquet page is damaged: ${what}.`));
}

function headerFields(header: DecodedStruct): DecodedStruct | undefined {
  return numberAt(header, 1, -1) === pageTypes.dictionary ? structAt(header, 7) : structAt(header, 5);
}

const decompress = promisify(zstdDecompress);

/** Unpacks in another thread, so that several columns are unpacked at once. */
async function unpack(chunk: ChunkMeta, packed: Uint8Array, rawBytes: number): Promise<Uint8Array> {
  if (chunk.codec === codecs.none) return packed;
  // One buffer of the whole size: the default makes many small ones and joins them.
  const chunkSize = Math.max(64, rawBytes);
  const bytes = await decompress(packed, { maxOutputLength: chunkSize, chunkSize });
  return bytes.length === rawBytes ? bytes : damaged('it unpacks to another size');
}

/** The pages of a column chunk, in order. */
export async function readPages(chunk: ChunkMeta, bytes: Uint8Array): Promise<readonly Page[]> {
  const pages: Promise<Page>[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { value: header, end } = decodeThrift(bytes, at);
    const packedBytes = numberAt(header, 3, -1);
    const fields = headerFields(header);
    if (packedBytes < 0 || end + packedBytes > bytes.length || fields === undefined)
      damaged('its header does not fit');
    const raw = unpack(chunk, bytes.subarray(end, end + packedBytes), numberAt(header, 2, 0));
    const [type, values, encoding] = [
      numberAt(header, 1, -1),
      numberAt(fields, 1, 0),
      numberAt(fields, 2, -1),
    ];
    pages.push(raw.then((unpacked) => ({ type, values, encoding, bytes: unpacked })));
    at = end + packedBytes;
  }
  return Promise.all(pages);
}

/** A page's values behind its levels; `levels` is undefined where every row has a value. */
interface Body {
  readonly levels: Uint8Array | undefined;
  readonly known: number;
  readonly bytes: Uint8Array;
}

function bodyOf(page: Page, nullable: boolean): Body {
  if (!nullable) return { levels: undefined, known: page.values, bytes: page.bytes };
  const view = new DataView(page.bytes.buffer, page.bytes.byteOffset, page.bytes.byteLength);
  if (page.bytes.length < 4) damaged('its levels are missing');
  const length = view.getUint32(0, true);
  const bytes = page.bytes.subarray(4 + length);
  const packed = page.bytes.subarray(4, 4 + length);
  if (isOneRunOf(packed, 1, page.values)) return { levels: undefined, known: page.values, bytes };
  const levels = new Uint8Array(page.values);
  decodeHybrid(packed, 1, levels);
  let known = 0;
  for (let row = 0; row < levels.length; row += 1) known += levels[row] ?? 0;
  return { levels: known === page.values ? undefined : levels, known, bytes };
}

/** The values as an array of their own type, copied where they do not lie on its boundary. */
function valuesOf(
  type: NumberTarget['type'],
  bytes: Uint8Array,
  count: number,
): Int32Array | Float32Array | Float64Array {
  const size = count * valueBytes[type];
  if (bytes.length < size) damaged('it holds fewer values than it says');
  const aligned = bytes.byteOffset % valueBytes[type] === 0 ? bytes : new Uint8Array(bytes.subarray(0, size));
  const { buffer, byteOffset } = aligned;
  if (type === 'f32') return new Float32Array(buffer, byteOffset, count);
  if (type === 'f64') return new Float64Array(buffer, byteOffset, count);
  return new Int32Array(buffer, byteOffset, type === 'i64' ? 2 * count : count);
}

function valueAt(type: NumberTarget['type'], values: ArrayLike<number>, at: number): number {
  if (type !== 'i64') return values[at] ?? Number.NaN;
  return ((values[2 * at] ?? 0) >>> 0) + (values[2 * at + 1] ?? 0) * 4_294_967_296;
}

function fillPage(target: NumberTarget, row: number, body: Body, count: number): void {
  const { type, values: out } = target;
  const values = valuesOf(type, body.bytes, body.known);
  if (body.levels === undefined && type !== 'i64') {
    out.set(values, row);
    return;
  }
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const known = body.levels === undefined || body.levels[i] === 1;
    out[row + i] = known ? valueAt(type, values, at) : Number.NaN;
    if (known) at += 1;
  }
}

/** Decodes a plain column of numbers; answers the first row of the group without a value, or -1. */
export function decodeNumbers(
  chunk: ChunkMeta,
  pages: readonly Page[],
  nullable: boolean,
  target: NumberTarget,
): number {
  let row = 0;
  let missing = -1;
  for (const page of pages) {
    if (page.type !== pageTypes.data || page.encoding !== encodings.plain) damaged('it is not plain');
    const body = bodyOf(page, nullable);
    if (target.from + row + page.values > target.values.length) damaged('it holds too many values');
    fillPage(target, target.from + row, body, page.values);
    if (missing < 0 && body.levels !== undefined) missing = row + body.levels.indexOf(0);
    row += page.values;
  }
  if (row !== chunk.values) damaged('values are missing');
  return missing;
}

function plainTexts(page: Page): readonly string[] {
  const { bytes } = page;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  const texts: string[] = [];
  for (let at = 0; texts.length < page.values; ) {
    const length = at + 4 <= bytes.length ? view.getUint32(at, true) : damaged('a text is cut off');
    if (at + 4 + length > bytes.length) damaged('a text is cut off');
    texts.push(decoder.decode(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return texts;
}

/** Codes of a whole page, from those of the file to those of the column. */
function renumber(codes: Int32Array, numbers: Int32Array): void {
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    if (code < 0 || code >= numbers.length) damaged('a text is not listed');
    codes[row] = numbers[code] ?? -1;
  }
}

/** Fills the codes of one page's rows; answers the first of them without a text, or -1. */
function fillTexts(page: Page, nullable: boolean, numbers: Int32Array, out: Int32Array): number {
  const { levels, known, bytes } = bodyOf(page, nullable);
  const own = levels === undefined ? out : new Int32Array(known);
  if (known > 0) decodeHybrid(bytes.subarray(1), bytes[0] ?? 0, own);
  renumber(own, numbers);
  if (levels === undefined) return -1;
  let at = 0;
  for (let row = 0; row < out.length; row += 1) {
    const isKnown = levels[row] === 1;
    out[row] = isKnown ? (own[at] ?? -1) : -1;
    if (isKnown) at += 1;
  }
  return levels.indexOf(0);
}

/** Decodes a column of dictionary texts into `codes` from row `from` on, numbered as `numberOf` says; -1 is missing. */
export function decodeTexts(
  chunk: ChunkMeta,
  pages: readonly Page[],
  nullable: boolean,
  numberOf: (text: string) => number,
  codes: Int32Array,
  from: number,
): number {
  let numbers = new Int32Array(0);
  let row = 0;
  let missing = -1;
  for (const page of pages) {
    if (page.type === pageTypes.dictionary) {
      numbers = Int32Array.from(plainTexts(page), numberOf);
      continue;
    }
    const end = row + page.values;
    if (from + end > codes.length) damaged('it holds too many values');
    const gap = fillTexts(page, nullable, numbers, codes.subarray(from + row, from + end));
    if (missing < 0 && gap >= 0) missing = row + gap;
    row = end;
  }
  if (row !== chunk.values) damaged('values are missing');
  return missing;
}

import { zstdDecompressSync } from 'node:zlib';
import { problem, raise } from '#contract/errors';
import { codecs, encodings, pageTypes, valueBytes } from './format.ts';
import { decodeHybrid } from './hybrid.ts';
import type { ChunkMeta } from './read-meta.ts';
import { decodeThrift, numberAt, structAt, type DecodedStruct } from './thrift-read.ts';

/** A page without its header, unpacked. */
interface Page {
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

function unpack(chunk: ChunkMeta, packed: Uint8Array, rawBytes: number): Uint8Array {
  if (chunk.codec === codecs.none) return packed;
  const bytes = zstdDecompressSync(packed, { maxOutputLength: Math.max(1, rawBytes) });
  return bytes.length === rawBytes ? bytes : damaged('it unpacks to another size');
}

/** The pages of a column chunk, in order. */
export function* readPages(chunk: ChunkMeta, bytes: Uint8Array): Generator<Page> {
  for (let at = 0; at < bytes.length; ) {
    const { value: header, end } = decodeThrift(bytes, at);
    const packedBytes = numberAt(header, 3, -1);
    const fields = headerFields(header);
    if (packedBytes < 0 || end + packedBytes > bytes.length || fields === undefined)
      damaged('its header does not fit');
    yield {
      type: numberAt(header, 1, -1),
      values: numberAt(fields, 1, 0),
      encoding: numberAt(fields, 2, -1),
      bytes: unpack(chunk, bytes.subarray(end, end + packedBytes), numberAt(header, 2, 0)),
    };
    at = end + packedBytes;
  }
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
  const levels = new Uint8Array(page.values);
  decodeHybrid(page.bytes.subarray(4, 4 + length), 1, levels);
  let known = 0;
  for (let row = 0; row < levels.length; row += 1) known += levels[row] ?? 0;
  const bytes = page.bytes.subarray(4 + length);
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
  bytes: Uint8Array,
  nullable: boolean,
  target: NumberTarget,
): number {
  let row = 0;
  let missing = -1;
  for (const page of readPages(chunk, bytes)) {
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

/** Fills the codes of one page's rows; answers the first of them without a text, or -1. */
function fillTexts(page: Page, nullable: boolean, numbers: readonly number[], out: Int32Array): number {
  const body = bodyOf(page, nullable);
  const own = new Int32Array(body.known);
  if (body.known > 0) decodeHybrid(body.bytes.subarray(1), body.bytes[0] ?? 0, own);
  let at = 0;
  for (let row = 0; row < out.length; row += 1) {
    const known = body.levels === undefined || body.levels[row] === 1;
    out[row] = known ? (numbers[own[at] ?? -1] ?? damaged('a text is not listed')) : -1;
    if (known) at += 1;
  }
  return body.levels === undefined ? -1 : body.levels.indexOf(0);
}

/** Decodes a column of dictionary texts into `codes` from row `from` on, numbered as `numberOf` says; -1 is missing. */
export function decodeTexts(
  chunk: ChunkMeta,
  bytes: Uint8Array,
  nullable: boolean,
  numberOf: (text: string) => number,
  codes: Int32Array,
  from: number,
): number {
  let numbers: readonly number[] = [];
  let row = 0;
  let missing = -1;
  for (const page of readPages(chunk, bytes)) {
    if (page.type === pageTypes.dictionary) {
      numbers = plainTexts(page).map(numberOf);
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

import { constants, zstdCompressSync } from 'node:zlib';
import type { CategoryColumn, PlainColumn, PlainSpec } from '#contract/ports/columnar';
import { encodings, codecs, pageTypes, valueBytes } from './format.ts';
import { bitsFor, encodeHybrid } from './hybrid.ts';
import { encodeThrift, i32, struct, type ThriftField } from './thrift-write.ts';

export type Numbers = Int32Array | Float32Array | Float64Array;

/** The bytes of one column of one row group: its pages with their headers, and where the data page begins. */
export interface EncodedColumn {
  readonly parts: readonly Uint8Array[];
  readonly sizeBytes: number;
  /** With headers, before compression. */
  readonly rawBytes: number;
  readonly codec: number;
  readonly encodings: readonly number[];
  readonly dictionaryAt: number | undefined;
  readonly dataAt: number;
}

const level = { params: { [constants.ZSTD_c_compressionLevel]: 1 } } as const;

function bytesOf(values: Numbers): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function putWhole64(target: Int32Array, at: number, value: number): void {
  const high = Math.floor(value / 4_294_967_296);
  target[2 * at] = value - high * 4_294_967_296;
  target[2 * at + 1] = high;
}

function emptyValues(type: keyof typeof valueBytes, bytes: ArrayBuffer): Numbers {
  if (type === 'f32') return new Float32Array(bytes);
  return type === 'f64' ? new Float64Array(bytes) : new Int32Array(bytes);
}

function isPlain(type: keyof typeof valueBytes, values: Numbers, count: number): boolean {
  if (type === 'i32') return values instanceof Int32Array;
  return type === 'f32' && values instanceof Float32Array && count === values.length;
}

/** The values that are there, in the file's own type. */
function plainValues(type: keyof typeof valueBytes, values: Numbers, count: number): Uint8Array {
  if (isPlain(type, values, count)) return bytesOf(values);
  const out = new ArrayBuffer(count * valueBytes[type]);
  if (count === 0) return new Uint8Array(out);
  const numbers = emptyValues(type, out);
  let at = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (type === 'i64' && numbers instanceof Int32Array) putWhole64(numbers, at, value);
    else numbers[at] = value;
    at += 1;
  }
  return new Uint8Array(out);
}

function knownCount(values: Numbers): number {
  if (values instanceof Int32Array) return values.length;
  let known = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (value === value) known += 1;
  }
  return known;
}

/** Definition levels: 1 where there is a value. All alike is one run, so that a full column costs nothing. */
function levelBytes(rows: number, known: number, isKnown: (row: number) => boolean): Uint8Array {
  const one = known === rows || known === 0;
  const levels = one
    ? { length: rows, 0: known === 0 ? 0 : 1 }
    : Uint8Array.from({ length: rows }, (_, row) => (isKnown(row) ? 1 : 0));
  const runs = one ? encodeRun(rows, known === 0 ? 0 : 1) : encodeHybrid(levels, 1);
  const out = new Uint8Array(4 + runs.length);
  new DataView(out.buffer).setUint32(0, runs.length, true);
  out.set(runs, 4);
  return out;
}

function encodeRun(count: number, value: number): Uint8Array {
  const out: number[] = [];
  let rest = count * 2;
  while (rest >= 0x80) {
    out.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  out.push(rest, value);
  return Uint8Array.from(out);
}

interface Page {
  readonly header: Uint8Array;
  readonly body: readonly Uint8Array[];
  readonly rawBytes: number;
}

function total(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function page(type: number, fields: ThriftField, parts: readonly Uint8Array[], codec: number): Page {
  const raw = total(parts);
  const body = codec === codecs.zstd ? [zstdCompressSync(Buffer.concat(parts), level)] : parts;
  const sizes: readonly ThriftField[] = [
    [1, i32(type)],
    [2, i32(raw)],
    [3, i32(total(body))],
  ];
  const header = encodeThrift(struct(...sizes, fields));
  return { header, body, rawBytes: header.length + raw };
}

function dataPage(rows: number, encoding: number, parts: readonly Uint8Array[], codec: number): Page {
  const fields = struct([1, i32(rows)], [2, i32(encoding)], [3, i32(encodings.rle)], [4, i32(encodings.rle)]);
  return page(pageTypes.data, [5, fields], parts, codec);
}

function chunk(pages: readonly Page[], codec: number, used: readonly number[]): EncodedColumn {
  const [first] = pages;
  const dictionaryBytes =
    pages.length > 1 && first !== undefined ? first.header.length + total(first.body) : 0;
  const parts = pages.flatMap(({ header, body }) => [header, ...body]);
  return {
    parts,
    sizeBytes: total(parts),
    rawBytes: pages.reduce((sum, { rawBytes }) => sum + rawBytes, 0),
    codec,
    encodings: used,
    dictionaryAt: pages.length > 1 ? 0 : undefined,
    dataAt: dictionaryBytes,
  };
}

function encodeNumbers(spec: PlainSpec, values: Numbers, codec: number): EncodedColumn {
  const type = spec.type === 'utf8' || spec.type === 'category' ? 'f64' : spec.type;
  const asNulls = spec.nullable && spec.nan !== true;
  const known = asNulls ? knownCount(values) : values.length;
  const isKnown = (row: number) => !Number.isNaN(values[row]);
  const levels = asNulls ? [levelBytes(values.length, known, isKnown)] : [];
  // Whole numbers are frames and indices, which shrink to almost nothing; measured floats hardly do.
  const used = spec.type === 'i32' ? codecs.zstd : codec;
  const parts = [...levels, plainValues(type, values, known)];
  return chunk([dataPage(values.length, encodings.plain, parts, used)], used, [
    encodings.plain,
    encodings.rle,
  ]);
}

function plainTexts(texts: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const coded = texts.map((text) => encoder.encode(text));
  const out = new Uint8Array(coded.reduce((sum, { length }) => sum + 4 + length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const bytes of coded) {
    view.setUint32(at, bytes.length, true);
    out.set(bytes, at + 4);
    at += 4 + bytes.length;
  }
  return out;
}

function encodeTexts(spec: PlainSpec, { texts, codes }: CategoryColumn): EncodedColumn {
  const bits = bitsFor(texts.length);
  const present = codes.some((code) => code < 0) ? codes.filter((code) => code >= 0) : codes;
  const isKnown = (row: number) => (codes[row] ?? -1) >= 0;
  const levels = spec.nullable ? [levelBytes(codes.length, present.length, isKnown)] : [];
  const indices = present.length === 0 ? new Uint8Array(0) : encodeHybrid(present, bits);
  const body = [...levels, Uint8Array.of(bits), indices];
  const fields = struct([1, i32(texts.length)], [2, i32(encodings.plain)]);
  const dictionary = page(pageTypes.dictionary, [7, fields], [plainTexts(texts)], codecs.zstd);
  const data = dataPage(codes.length, encodings.dictionary, body, codecs.zstd);
  return chunk([dictionary, data], codecs.zstd, [encodings.plain, encodings.rle, encodings.dictionary]);
}

/** Texts as numbers into the list of those that occur, in the order in which they first do; -1 where there is none. */
export function toCategory(column: readonly (string | undefined)[]): CategoryColumn {
  const numbers = new Map<string, number>();
  const codes = Int32Array.from(column, (value) => {
    if (value === undefined) return -1;
    const known = numbers.get(value) ?? numbers.size;
    numbers.set(value, known);
    return known;
  });
  return { texts: [...numbers.keys()], codes };
}

/** Whether a column holds numbers. */
export function isNumbers(data: PlainColumn): data is Numbers {
  return data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array;
}

/** One column of a row group. Dictionaries hold the texts of this row group alone, so that groups stand for themselves. */
export function encodeColumn(spec: PlainSpec, data: Numbers | CategoryColumn, codec: number): EncodedColumn {
  return 'codes' in data ? encodeTexts(spec, data) : encodeNumbers(spec, data, codec);
}

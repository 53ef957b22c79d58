import { constants, zstdCompressSync } from 'node:zlib';
import type { ColumnSpec, ColumnType } from '#contract/ports/columnar';
import { thriftStruct, varint } from './thrift-compact.ts';

/** Numbers of the format's own lists (apache/parquet-format, parquet.thrift). */
export const physicalTypes: Readonly<Record<ColumnType, number>> = { i32: 1, i64: 2, f32: 4, f64: 5, utf8: 6 };
export const encodings = { plain: 0, rle: 3, dictionary: 8 } as const;
export const zstdCodec = 6;
const pageTypes = { data: 0, dictionary: 2 } as const;

/** Rows of one column of a row group: numbers, or texts as numbers into `texts`, -1 where missing. */
export interface ColumnRows {
  readonly values: Int32Array | Float32Array | Float64Array;
  readonly texts?: readonly string[];
}

/** The encoded pages of one column of a row group. */
export interface ColumnChunk {
  readonly pages: readonly Uint8Array[];
  readonly dictionaryBytes: number;
  readonly uncompressedBytes: number;
}

function compress(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
}

/** Runs of equal values: the run-length half of Parquet's hybrid encoding. */
function runs(values: ArrayLike<number>, valueBytes: number): Uint8Array {
  const bytes: number[] = [];
  for (let from = 0; from < values.length; ) {
    const value = values[from] ?? 0;
    let to = from + 1;
    while (to < values.length && values[to] === value) to += 1;
    const length = (to - from) * 2;
    if (length < 128) bytes.push(length);
    else bytes.push(...varint(length));
    for (let byte = 0; byte < valueBytes; byte++) bytes.push((value >>> (8 * byte)) & 255);
    from = to;
  }
  return Uint8Array.from(bytes);
}

function page(type: number, body: Uint8Array, head: (struct: Parameters<Parameters<typeof thriftStruct>[0]>[0]) => void) {
  const zipped = compress(body);
  const header = thriftStruct((struct) => {
    struct.i32(1, type);
    struct.i32(2, body.length);
    struct.i32(3, zipped.length);
    head(struct);
  });
  return { bytes: Buffer.concat([header, zipped]), uncompressedBytes: header.length + body.length };
}

function dataPage(rows: number, encoding: number, body: Uint8Array) {
  return page(pageTypes.data, body, (struct) =>
    struct.struct(5, (inner) => {
      inner.i32(1, rows);
      inner.i32(2, encoding);
      inner.i32(3, encodings.rle);
      inner.i32(4, encodings.rle);
    }),
  );
}

function dictionaryPage(texts: readonly string[]) {
  const pieces = texts.flatMap((text) => {
    const encoded = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(encoded.length);
    return [length, encoded];
  });
  return page(pageTypes.dictionary, Buffer.concat(pieces), (struct) =>
    struct.struct(7, (inner) => {
      inner.i32(1, texts.length);
      inner.i32(2, encodings.plain);
    }),
  );
}

function withLength(bytes: Uint8Array): readonly Uint8Array[] {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return [length, bytes];
}

/** 1 for each row with a value, 0 for each without, where a column may lack values. */
function levels(present: Uint8Array, spec: ColumnSpec): readonly Uint8Array[] {
  return spec.nullable ? withLength(runs(present, 1)) : [];
}

function presence({ values, texts }: ColumnRows): Uint8Array {
  const present = new Uint8Array(values.length);
  for (let row = 0; row < present.length; row++) {
    const value = values[row] ?? Number.NaN;
    present[row] = (texts === undefined ? Number.isNaN(value) : value < 0) ? 0 : 1;
  }
  return present;
}

function plainBytes(values: ColumnRows['values'], present: Uint8Array, type: ColumnType): Uint8Array {
  const kept = present.includes(0) ? values.filter((_, row) => present[row] === 1) : values;
  const asType = type === 'i64' ? BigInt64Array.from(kept, BigInt) : asOwnType(kept, type);
  return new Uint8Array(asType.buffer, asType.byteOffset, asType.byteLength);
}

function asOwnType(values: ColumnRows['values'], type: ColumnType): ColumnRows['values'] {
  if (type === 'i32') return values instanceof Int32Array ? values : Int32Array.from(values);
  if (type === 'f32') return values instanceof Float32Array ? values : Float32Array.from(values);
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

function textChunk(spec: ColumnSpec, codes: ColumnRows['values'], texts: readonly string[]): ColumnChunk {
  const present = presence({ values: codes, texts });
  const places = new Map<number, number>();
  const used: string[] = [];
  const local = new Int32Array(codes.length);
  let kept = 0;
  for (const code of codes) {
    if (code < 0) continue;
    let place = places.get(code);
    if (place === undefined) {
      place = used.length;
      places.set(code, place);
      used.push(texts[code] ?? '');
    }
    local[kept] = place;
    kept += 1;
  }
  const width = Math.max(1, 32 - Math.clz32(Math.max(0, used.length - 1)));
  const dictionary = dictionaryPage(used);
  const body = [
    ...levels(present, spec),
    Uint8Array.of(width),
    runs(local.subarray(0, kept), Math.ceil(width / 8)),
  ];
  const data = dataPage(codes.length, encodings.dictionary, Buffer.concat(body));
  return {
    pages: [dictionary.bytes, data.bytes],
    dictionaryBytes: dictionary.bytes.length,
    uncompressedBytes: dictionary.uncompressedBytes + data.uncompressedBytes,
  };
}

/** Encodes one column of a row group: numbers plainly, texts by a dictionary, both under zstd. */
export function columnChunk(spec: ColumnSpec, rows: ColumnRows): ColumnChunk {
  if (rows.texts !== undefined) return textChunk(spec, rows.values, rows.texts);
  const present = spec.nullable ? presence(rows) : new Uint8Array(0);
  const body = Buffer.concat([...levels(present, spec), plainBytes(rows.values, present, spec.type)]);
  const data = dataPage(rows.values.length, encodings.plain, body);
  return { pages: [data.bytes], dictionaryBytes: 0, uncompressedBytes: data.uncompressedBytes };
}

import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok, refuse, type Result } from '#contract/errors';
import type { PlainColumn, PlainSpec, PlainTable, PlainReadOptions } from '#contract/ports/columnar';
import { engineProblem } from '../parquet-file.ts';
import { decodeNumbers, decodeTexts, readPages, type Page } from './decode-column.ts';
import { codecs, encodings, physicalTypes, valueBytes } from './format.ts';
import { readBytes, withParquet, type ChunkMeta, type ParquetMeta } from './read-meta.ts';

type NumberType = keyof typeof valueBytes;

function isNumberType(type: PlainSpec['type']): type is NumberType {
  return type in valueBytes;
}

function isReadable(spec: PlainSpec, chunk: ChunkMeta | undefined): boolean {
  if (chunk === undefined || chunk.type !== physicalTypes[spec.type]) return false;
  if (chunk.codec !== codecs.none && chunk.codec !== codecs.zstd) return false;
  const known: readonly number[] = isNumberType(spec.type)
    ? [encodings.plain, encodings.rle]
    : [encodings.plain, encodings.rle, encodings.dictionary, encodings.plainDictionary];
  const dictionary = chunk.encodings.includes(encodings.dictionary);
  return (
    chunk.encodings.every((encoding) => known.includes(encoding)) && isNumberType(spec.type) !== dictionary
  );
}

function chunkOf(chunks: readonly ChunkMeta[], name: string): ChunkMeta | undefined {
  return chunks.find((chunk) => chunk.name === name);
}

/** Whether every wanted column is stored the plain way in which we write. */
function isPlain(meta: ParquetMeta, specs: readonly PlainSpec[]): boolean {
  return meta.groups.every(({ chunks }) =>
    specs.every((spec) => isReadable(spec, chunkOf(chunks, spec.name))),
  );
}

/** Nullable whole numbers come as doubles, so that NaN can stand for null. */
function makeNumbers(spec: PlainSpec, rows: number, shared: boolean) {
  const whole = spec.type === 'i32' && !spec.nullable;
  const single = spec.type === 'f32' || whole;
  const bytes = rows * (single ? 4 : 8);
  const buffer = shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  if (whole) return new Int32Array(buffer);
  return single ? new Float32Array(buffer) : new Float64Array(buffer);
}

interface Reading {
  readonly handle: FileHandle;
  readonly meta: ParquetMeta;
  readonly path: string;
}

async function eachChunk(
  { handle, meta }: Reading,
  spec: PlainSpec,
  decode: (chunk: ChunkMeta, pages: readonly Page[], nullable: boolean, from: number) => number,
): Promise<number> {
  let from = 0;
  for (const group of meta.groups) {
    const chunk = chunkOf(group.chunks, spec.name);
    if (chunk === undefined) continue;
    const bytes = await readBytes(handle, chunk.at, chunk.sizeBytes);
    const missing = decode(chunk, await readPages(chunk, bytes), meta.nullable.get(spec.name) === true, from);
    if (missing >= 0 && !spec.nullable) return from + missing;
    from += group.rows;
  }
  return -1;
}

async function readColumn(reading: Reading, spec: PlainSpec, shared: boolean): Promise<Result<PlainColumn>> {
  const { rows } = reading.meta;
  const { type } = spec;
  let column: PlainColumn;
  let missing: number;
  if (isNumberType(type)) {
    const values = makeNumbers(spec, rows, shared);
    column = values;
    missing = await eachChunk(reading, spec, (chunk, pages, nullable, from) =>
      decodeNumbers(chunk, pages, nullable, { type, values, from }),
    );
  } else {
    const numbers = new Map<string, number>();
    const codes = new Int32Array(shared ? new SharedArrayBuffer(4 * rows) : new ArrayBuffer(4 * rows));
    const numberOf = (text: string): number => {
      const known = numbers.get(text) ?? numbers.size;
      numbers.set(text, known);
      return known;
    };
    missing = await eachChunk(reading, spec, (chunk, pages, nullable, from) =>
      decodeTexts(chunk, pages, nullable, numberOf, codes, from),
    );
    const texts = [...numbers.keys()];
    column = type === 'category' ? { texts, codes } : Array.from(codes, (code) => texts[code]);
  }
  if (missing < 0) return ok(column);
  const name = basename(reading.path);
  return refuse('bad_value', `Column ${spec.name} of ${name} has no value in row ${missing + 1}.`, {
    file: reading.path,
    field: spec.name,
  });
}

/**
 * Reads the named columns of a file that is stored the plain way in which we write; undefined for any other file, which a
 * full Parquet engine must read. Nullable whole numbers come as Float64Array, so that NaN can stand for null.
 */
export async function readPlainParquet(
  path: string,
  specs: readonly PlainSpec[],
  { shared = false }: PlainReadOptions,
): Promise<Result<PlainTable> | undefined> {
  try {
    return await withParquet(path, async (handle, meta) => {
      if (!isPlain(meta, specs)) return undefined;
      const read = await Promise.all(specs.map((spec) => readColumn({ handle, meta, path }, spec, shared)));
      const columns: [string, PlainColumn][] = [];
      for (const [index, column] of read.entries()) {
        if (!column.ok) return column;
        columns.push([specs[index]?.name ?? '', column.value]);
      }
      return ok({ rows: meta.rows, columns: Object.fromEntries(columns) });
    });
  } catch (thrown) {
    return err(engineProblem(path, 'read', thrown));
  }
}

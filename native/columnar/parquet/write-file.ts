import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { err, ok, refuse, type Result } from '#contract/errors';
import type {
  CategoryColumn,
  PlainSpec,
  PlainTable,
  PlainWriteOptions,
  ParquetWritten,
} from '#contract/ports/columnar';
import { durableRename } from '#native/files/durable-rename';
import { engineProblem } from '../parquet-file.ts';
import { encodeColumn, isNumbers, toCategory, type EncodedColumn, type Numbers } from './encode-column.ts';
import { codecs, magic, physicalTypes, repetition, rowGroupRows, utf8Converted } from './format.ts';
import { encodeThrift, i32, i64, list, struct, text, type ThriftValue } from './thrift-write.ts';

type Checked = Numbers | CategoryColumn;

function hasGap(data: Checked): number {
  if ('codes' in data) return data.codes.findIndex((code) => code < 0);
  if (data instanceof Int32Array) return -1;
  for (let row = 0; row < data.length; row += 1) if (Number.isNaN(data[row])) return row;
  return -1;
}

/** The first row whose value is missing though it must be there, or -1. */
function forbiddenGap(spec: PlainSpec, data: Checked): number {
  return spec.nullable || spec.nan === true ? -1 : hasGap(data);
}

function checkColumn(spec: PlainSpec, table: PlainTable): Result<Checked> {
  const data = table.columns[spec.name];
  const place = { field: spec.name };
  if (data === undefined) return refuse('missing_column', `Column ${spec.name} was not given.`, place);
  const isText = spec.type === 'utf8' || spec.type === 'category';
  if (isNumbers(data) === isText)
    return refuse('bad_value', `Column ${spec.name} does not hold values of type ${spec.type}.`, place);
  const checked = isNumbers(data) || 'codes' in data ? data : toCategory(data);
  const length = 'codes' in checked ? checked.codes.length : checked.length;
  if (length !== table.rows)
    return refuse('bad_value', `Column ${spec.name} has ${length} values for ${table.rows} rows.`, place);
  const gap = forbiddenGap(spec, checked);
  if (gap >= 0) return refuse('bad_value', `Column ${spec.name} has no value in row ${gap + 1}.`, place);
  return ok(checked);
}

/** The rows `[from, to)`; texts are numbered anew, so that a row group holds only its own. */
function cut(data: Checked, from: number, to: number): Checked {
  if (!('codes' in data)) return data.subarray(from, to);
  const codes = data.codes.subarray(from, to);
  const numbers = new Map<number, number>();
  const own = Int32Array.from(codes, (code) => {
    if (code < 0) return -1;
    const known = numbers.get(code) ?? numbers.size;
    numbers.set(code, known);
    return known;
  });
  return { texts: [...numbers.keys()].map((code) => data.texts[code] ?? ''), codes: own };
}

function columnMeta(spec: PlainSpec, encoded: EncodedColumn, rows: number, at: number): ThriftValue {
  const { dictionaryAt } = encoded;
  const meta = struct(
    [1, i32(physicalTypes[spec.type])],
    [2, list(encoded.encodings.map(i32))],
    [3, list([text(spec.name)])],
    [4, i32(encoded.codec)],
    [5, i64(rows)],
    [6, i64(encoded.rawBytes)],
    [7, i64(encoded.sizeBytes)],
    [9, i64(at + encoded.dataAt)],
    dictionaryAt === undefined ? undefined : [11, i64(at + dictionaryAt)],
  );
  return struct([2, i64(at)], [3, meta]);
}

function schemaOf(specs: readonly PlainSpec[]): ThriftValue {
  const root = struct([4, text('schema')], [5, i32(specs.length)]);
  const columns = specs.map(({ name, type, nullable, nan }) =>
    struct(
      [1, i32(physicalTypes[type])],
      [3, i32(nullable && nan !== true ? repetition.optional : repetition.required)],
      [4, text(name)],
      type === 'utf8' || type === 'category' ? [6, i32(utf8Converted)] : undefined,
    ),
  );
  return list([root, ...columns]);
}

function footer(specs: readonly PlainSpec[], rows: number, groups: readonly ThriftValue[]): Uint8Array {
  const bytes = encodeThrift(
    struct([1, i32(1)], [2, schemaOf(specs)], [3, i64(rows)], [4, list(groups)], [6, text('aftertrack')]),
  );
  const out = new Uint8Array(bytes.length + 8);
  out.set(bytes);
  new DataView(out.buffer).setUint32(bytes.length, bytes.length, true);
  out.set(Buffer.from(magic), bytes.length + 4);
  return out;
}

/** Writes all of the parts; the file grows behind its end. */
async function append(handle: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  let rest = parts
    .filter(({ length }) => length > 0)
    .map((part) => Buffer.from(part.buffer, part.byteOffset, part.length));
  while (rest.length > 0) {
    let { bytesWritten } = await handle.writev(rest);
    const next: Buffer[] = [];
    for (const part of rest) {
      if (bytesWritten < part.length) next.push(part.subarray(bytesWritten));
      bytesWritten = Math.max(0, bytesWritten - part.length);
    }
    rest = next;
  }
}

/** The parts of a file, one after the other, row group by row group. */
function* partsOf(
  specs: readonly PlainSpec[],
  columns: readonly Checked[],
  rows: number,
  codec: number,
): Generator<readonly Uint8Array[]> {
  yield [Buffer.from(magic)];
  const groups: ThriftValue[] = [];
  let at = magic.length;
  for (let from = 0; from < rows; from += rowGroupRows) {
    const to = Math.min(rows, from + rowGroupRows);
    const metas: ThriftValue[] = [];
    let groupBytes = 0;
    for (const [index, spec] of specs.entries()) {
      const data = columns[index];
      if (data === undefined) continue;
      const encoded = encodeColumn(spec, cut(data, from, to), codec);
      metas.push(columnMeta(spec, encoded, to - from, at));
      yield encoded.parts;
      at += encoded.sizeBytes;
      groupBytes += encoded.rawBytes;
    }
    groups.push(struct([1, list(metas)], [2, i64(groupBytes)], [3, i64(to - from)]));
  }
  yield [footer(specs, rows, groups)];
}

function checkColumns(specs: readonly PlainSpec[], table: PlainTable): Result<readonly Checked[]> {
  const columns: Checked[] = [];
  for (const spec of specs) {
    const column = checkColumn(spec, table);
    if (!column.ok) return column;
    columns.push(column.value);
  }
  return ok(columns);
}

/** The bytes of `table` as one Parquet file, in parts; parts of plain columns are views of the table's own memory. */
export function packPlainParquet(
  specs: readonly PlainSpec[],
  table: PlainTable,
  { compression = 'zstd' }: Pick<PlainWriteOptions, 'compression'>,
): Result<readonly Uint8Array[]> {
  const columns = checkColumns(specs, table);
  if (!columns.ok) return columns;
  return ok([...partsOf(specs, columns.value, table.rows, codecs[compression])].flat());
}

/** Writes `table` as one Parquet file; it appears whole or not at all, and the same table gives the same bytes. */
export async function writePlainParquet(
  path: string,
  specs: readonly PlainSpec[],
  table: PlainTable,
  { compression = 'zstd', durable = true }: PlainWriteOptions,
): Promise<Result<ParquetWritten>> {
  const columns = checkColumns(specs, table);
  if (!columns.ok) return err({ ...columns.error, file: path });
  const tempPath = `${path}.${randomUUID()}.tmp`;
  try {
    const handle = await open(tempPath, 'wx');
    try {
      for (const parts of partsOf(specs, columns.value, table.rows, codecs[compression]))
        await append(handle, parts);
    } finally {
      await handle.close();
    }
    const { size } = await stat(tempPath);
    await (durable ? durableRename(tempPath, path) : rename(tempPath, path));
    return ok({ rows: table.rows, sizeBytes: size });
  } catch (thrown) {
    await rm(tempPath, { force: true });
    return err(engineProblem(path, 'write', thrown));
  }
}

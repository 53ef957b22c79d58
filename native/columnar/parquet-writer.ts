import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { err, ok, problem, raise } from '#contract/errors';
import type { CodedTexts, ColumnPiece, ColumnSpec, ParquetWriter } from '#contract/ports/columnar';
import { durableRename } from '#native/files/durable-rename';
import { engineProblem } from './parquet-file.ts';
import { columnChunk, encodings, physicalTypes, zstdCodec, type ColumnRows } from './parquet-pages.ts';
import { thriftStruct, type ThriftStruct } from './thrift-compact.ts';

/** Fixed, because row group borders are part of the bytes that must repeat. */
const rowGroupRows = 122_880;
const magic = Buffer.from('PAR1');

interface WrittenChunk {
  readonly spec: ColumnSpec;
  readonly offset: number;
  readonly dictionaryBytes: number;
  readonly compressedBytes: number;
  readonly uncompressedBytes: number;
}

interface WrittenGroup {
  readonly rows: number;
  readonly chunks: readonly WrittenChunk[];
}

function writeChunk(struct: ThriftStruct, chunk: WrittenChunk, rows: number): void {
  const { spec, offset, dictionaryBytes, compressedBytes, uncompressedBytes } = chunk;
  const coded = dictionaryBytes > 0;
  struct.i64(2, offset);
  struct.struct(3, (meta) => {
    meta.i32(1, physicalTypes[spec.type]);
    meta.i32s(2, [coded ? encodings.dictionary : encodings.plain, encodings.rle, ...(coded ? [encodings.plain] : [])]);
    meta.texts(3, [spec.name]);
    meta.i32(4, zstdCodec);
    meta.i64(5, rows);
    meta.i64(6, uncompressedBytes);
    meta.i64(7, compressedBytes);
    meta.i64(9, offset + dictionaryBytes);
    if (coded) meta.i64(11, offset);
  });
}

function writeColumn(struct: ThriftStruct, spec: ColumnSpec): void {
  struct.i32(1, physicalTypes[spec.type]);
  struct.i32(3, spec.nullable ? 1 : 0);
  struct.text(4, spec.name);
  if (spec.type === 'utf8') struct.i32(6, 0);
}

function footerOf(specs: readonly ColumnSpec[], groups: readonly WrittenGroup[], rows: number): Uint8Array {
  return thriftStruct((file) => {
    file.i32(1, 1);
    file.structs(2, [undefined, ...specs], (struct, spec) => {
      if (spec !== undefined) return writeColumn(struct, spec);
      struct.text(4, 'schema');
      struct.i32(5, specs.length);
    });
    file.i64(3, rows);
    file.structs(4, groups, (struct, group) => {
      struct.structs(1, group.chunks, (inner, chunk) => writeChunk(inner, chunk, group.rows));
      struct.i64(2, group.chunks.reduce((sum, chunk) => sum + chunk.uncompressedBytes, 0));
      struct.i64(3, group.rows);
    });
    file.text(6, 'aftertrack');
  });
}

function emptyValues(spec: ColumnSpec): ColumnRows['values'] {
  if (spec.type === 'i32' || spec.type === 'utf8') return new Int32Array(rowGroupRows);
  return spec.type === 'f32' ? new Float32Array(rowGroupRows) : new Float64Array(rowGroupRows);
}

function isCoded(data: ColumnPiece['columns'][string]): data is CodedTexts {
  return 'codes' in data;
}

/** Gathers rows into row groups. Texts of every piece must be the same list, or one that only grew. */
function createGroup(specs: readonly ColumnSpec[]) {
  const values = specs.map(emptyValues);
  const texts: (readonly string[] | undefined)[] = specs.map(() => undefined);
  let filled = 0;
  return {
    rows: () => filled,
    /** Takes rows of the piece from row `from` on, as many as there is room for; answers how many. */
    take(piece: ColumnPiece, from: number): number {
      const taken = Math.min(piece.rows - from, rowGroupRows - filled);
      for (const [at, spec] of specs.entries()) {
        const data = piece.columns[spec.name];
        if (data === undefined || isCoded(data) !== (spec.type === 'utf8'))
          return raise(problem('internal', `Column ${spec.name} was not given as ${spec.type}.`));
        if (isCoded(data)) texts[at] = data.texts;
        const source = isCoded(data) ? data.codes : data;
        values[at]?.set(source.subarray(from, from + taken), filled);
      }
      filled += taken;
      return taken;
    },
    columns: (): readonly ColumnRows[] =>
      values.map((column, at) => {
        const named = texts[at];
        return { values: column.subarray(0, filled), ...(named === undefined ? {} : { texts: named }) };
      }),
    clear: () => {
      filled = 0;
    },
  };
}

/** Opens a Parquet file to be written in pieces: flat columns, zstd, row groups of a fixed size. */
export function openParquetWriter(path: string, specs: readonly ColumnSpec[]): ParquetWriter {
  const tempPath = `${path}.${randomUUID()}.tmp`;
  const group = createGroup(specs);
  const groups: WrittenGroup[] = [];
  let file: number | undefined;
  let [offset, rows] = [0, 0];

  function append(bytes: Uint8Array): void {
    file ??= openSync(tempPath, 'wx');
    for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
    offset += bytes.length;
  }

  function writeGroup(): void {
    if (offset === 0) append(magic);
    const chunks = group.columns().map((column, at): WrittenChunk => {
      const spec = specs[at] ?? raise(problem('internal', 'A column has no specification.'));
      const { pages, dictionaryBytes, uncompressedBytes } = columnChunk(spec, column);
      const from = offset;
      for (const page of pages) append(page);
      return { spec, offset: from, dictionaryBytes, uncompressedBytes, compressedBytes: offset - from };
    });
    groups.push({ rows: group.rows(), chunks });
    rows += group.rows();
    group.clear();
  }

  function close(): void {
    if (file !== undefined) closeSync(file);
    file = undefined;
  }

  function drop(): void {
    close();
    rmSync(tempPath, { force: true });
  }

  async function finish() {
    if (group.rows() > 0) writeGroup();
    if (offset === 0) append(magic);
    const footer = footerOf(specs, groups, rows);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    for (const part of [footer, length, magic]) append(part);
    if (file !== undefined) fsyncSync(file);
    close();
    const { size } = await stat(tempPath);
    await durableRename(tempPath, path);
    return ok({ rows, sizeBytes: size });
  }

  return {
    write(piece) {
      try {
        for (let from = 0; from < piece.rows; ) {
          from += group.take(piece, from);
          if (group.rows() === rowGroupRows) writeGroup();
        }
      } catch (thrown) {
        drop();
        raise(engineProblem(path, 'write', thrown), thrown);
      }
    },
    async finish() {
      try {
        return await finish();
      } catch (thrown) {
        drop();
        return err(engineProblem(path, 'write', thrown));
      }
    },
    abort() {
      drop();
      return Promise.resolve();
    },
  };
}

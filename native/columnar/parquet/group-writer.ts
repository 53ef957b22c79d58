import type { FileHandle } from 'node:fs/promises';
import type { CategoryColumn, PlainSpec } from '#contract/ports/columnar';
import { encodeColumn, type EncodedColumn, type Numbers } from './encode-column.ts';
import { magic, physicalTypes, repetition, utf8Converted } from './format.ts';
import { encodeThrift, i32, i64, list, struct, text, type ThriftValue } from './thrift-write.ts';

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
  const columns = specs.map(({ name, type, nullable }) =>
    struct(
      [1, i32(physicalTypes[type])],
      [3, i32(nullable ? repetition.optional : repetition.required)],
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

/** Writes row groups one after another. */
export interface GroupWriter {
  /** Columns in the order of the specs, `rows` rows each; a category's texts are those that the group has. */
  add(columns: readonly (Numbers | CategoryColumn)[], rows: number): Promise<void>;
  /** Writes the footer, and returns how many rows there are. */
  finish(): Promise<number>;
}

/** Begins a Parquet file in an empty one. */
export async function createGroupWriter(
  handle: FileHandle,
  specs: readonly PlainSpec[],
  codec: number,
): Promise<GroupWriter> {
  await append(handle, [Buffer.from(magic)]);
  const groups: ThriftValue[] = [];
  let at = magic.length;
  let total = 0;
  return {
    async add(columns, rows) {
      const metas: ThriftValue[] = [];
      let groupBytes = 0;
      for (const [index, spec] of specs.entries()) {
        const data = columns[index];
        if (data === undefined) continue;
        const encoded = encodeColumn(spec, data, codec);
        metas.push(columnMeta(spec, encoded, rows, at));
        await append(handle, encoded.parts);
        at += encoded.sizeBytes;
        groupBytes += encoded.rawBytes;
      }
      groups.push(struct([1, list(metas)], [2, i64(groupBytes)], [3, i64(rows)]));
      total += rows;
    },
    async finish() {
      await append(handle, [footer(specs, total, groups)]);
      return total;
    },
  };
}

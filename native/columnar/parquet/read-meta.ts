import { open, type FileHandle } from 'node:fs/promises';
import { problem, raise } from '#contract/errors';
import { magic } from './format.ts';
import {
  decodeThrift,
  listAt,
  numberAt,
  structAt,
  structsAt,
  textAt,
  type DecodedStruct,
} from './thrift-read.ts';

/** A column of a row group as the footer tells it. Places are bytes in the file. */
export interface ChunkMeta {
  readonly name: string;
  readonly type: number;
  readonly codec: number;
  readonly encodings: readonly number[];
  readonly values: number;
  readonly at: number;
  readonly sizeBytes: number;
}

/** What a file holds, as far as a flat table needs to be known. */
export interface ParquetMeta {
  readonly rows: number;
  /** By name; false where a column must have values. */
  readonly nullable: ReadonlyMap<string, boolean>;
  readonly groups: readonly { readonly rows: number; readonly chunks: readonly ChunkMeta[] }[];
}

/** A footer larger than this is none of ours. */
const largestFooterBytes = 64_000_000;

function chunkOf(column: DecodedStruct): ChunkMeta {
  const meta = structAt(column, 3);
  const dataAt = numberAt(meta, 9, -1);
  const dictionaryAt = numberAt(meta, 11, dataAt);
  return {
    name: listAt(meta, 3)
      .filter((part) => typeof part === 'string')
      .join('.'),
    type: numberAt(meta, 1, -1),
    codec: numberAt(meta, 4, -1),
    encodings: listAt(meta, 2).map(Number),
    values: numberAt(meta, 5, 0),
    at: dictionaryAt > 0 ? Math.min(dictionaryAt, dataAt) : dataAt,
    sizeBytes: numberAt(meta, 7, 0),
  };
}

function metaOf(footer: DecodedStruct): ParquetMeta {
  const columns = structsAt(footer, 2).slice(1);
  return {
    rows: numberAt(footer, 3, 0),
    nullable: new Map(columns.map((column) => [textAt(column, 4), numberAt(column, 3, 0) !== 0])),
    groups: structsAt(footer, 4).map((group) => ({
      rows: numberAt(group, 3, 0),
      chunks: structsAt(group, 1).map(chunkOf),
    })),
  };
}

/** `length` bytes from `at` on; throws `truncated_file` where the file ends before. */
export async function readBytes(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) raise(problem('truncated_file', 'The Parquet file ends too early.'));
    done += bytesRead;
  }
  return bytes;
}

async function readFooter(handle: FileHandle): Promise<ParquetMeta> {
  const { size } = await handle.stat();
  const tail = await readBytes(handle, Math.max(0, size - 8), Math.min(8, size));
  const length = tail.length === 8 ? tail.readUInt32LE(0) : 0;
  if (tail.toString('latin1', 4) !== magic || length > Math.min(size - 12, largestFooterBytes))
    raise(problem('truncated_file', 'The Parquet footer is missing.'));
  const footer = await readBytes(handle, size - 8 - length, length);
  return metaOf(decodeThrift(footer, 0).value);
}

/** Opens the file at `path` for the time of `work`, which gets its footer. Throws. */
export async function withParquet<T>(
  path: string,
  work: (handle: FileHandle, meta: ParquetMeta) => Promise<T>,
): Promise<T> {
  const handle = await open(path, 'r');
  try {
    return await work(handle, await readFooter(handle));
  } finally {
    await handle.close();
  }
}

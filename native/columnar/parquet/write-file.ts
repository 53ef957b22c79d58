import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { err, ok, raise, unwrap, type Result } from '#contract/errors';
import type {
  ParquetWritten,
  PlainSpec,
  PlainTable,
  PlainWriteOptions,
  PlainWriter,
} from '#contract/ports/columnar';
import { durableRename } from '#native/files/durable-rename';
import { engineProblem } from '../parquet-file.ts';
import { checkTable, type Checked } from './check-table.ts';
import { codecs, rowGroupRows } from './format.ts';
import { createGroupBuffer } from './group-buffer.ts';
import { createGroupWriter, type GroupWriter } from './group-writer.ts';

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

interface OpenFile {
  readonly handle: FileHandle;
  readonly groups: GroupWriter;
}

/** A file under a passing name beside `path`, opened at the first write. */
function createTempFile(path: string, specs: readonly PlainSpec[], options: PlainWriteOptions) {
  const { compression = 'zstd', durable = true } = options;
  const tempPath = `${path}.${randomUUID()}.tmp`;
  let file: OpenFile | undefined;

  async function begin(): Promise<OpenFile> {
    const handle = await open(tempPath, 'wx');
    try {
      return { handle, groups: await createGroupWriter(handle, specs, codecs[compression]) };
    } catch (thrown) {
      await handle.close();
      throw thrown;
    }
  }

  async function groups(): Promise<GroupWriter> {
    file ??= await begin();
    return file.groups;
  }

  async function close(): Promise<void> {
    const open = file;
    file = undefined;
    await open?.handle.close();
  }

  return {
    groups,
    async finish(): Promise<ParquetWritten> {
      const rows = await (await groups()).finish();
      await close();
      const { size } = await stat(tempPath);
      await (durable ? durableRename(tempPath, path) : rename(tempPath, path));
      return { rows, sizeBytes: size };
    },
    async abort(): Promise<void> {
      await close();
      await rm(tempPath, { force: true });
    },
  };
}

/** Writes `table` as one Parquet file; it appears whole or not at all, and the same table gives the same bytes. */
export async function writePlainParquet(
  path: string,
  specs: readonly PlainSpec[],
  table: PlainTable,
  options: PlainWriteOptions,
): Promise<Result<ParquetWritten>> {
  const checked = checkTable(path, specs, table);
  if (!checked.ok) return checked;
  const file = createTempFile(path, specs, options);
  try {
    const groups = await file.groups();
    for (let from = 0; from < table.rows; from += rowGroupRows) {
      const to = Math.min(table.rows, from + rowGroupRows);
      const columns = checked.value.map((column) => cut(column, from, to));
      await groups.add(columns, to - from);
    }
    return ok(await file.finish());
  } catch (thrown) {
    await file.abort();
    return err(engineProblem(path, 'write', thrown));
  }
}

/** Opens a Parquet file to be written in pieces; the bytes are those of `writePlainParquet` with all rows at once. */
export function openPlainParquet(
  path: string,
  specs: readonly PlainSpec[],
  options: PlainWriteOptions,
): PlainWriter {
  const file = createTempFile(path, specs, options);
  const buffer = createGroupBuffer(specs);

  async function flush(): Promise<void> {
    if (buffer.rows() === 0) return;
    await (await file.groups()).add(buffer.columns(), buffer.rows());
    buffer.clear();
  }

  return {
    async add(piece) {
      const columns = unwrap(checkTable(path, specs, piece));
      try {
        for (let from = 0; from < piece.rows; ) {
          from += buffer.take(columns, from, piece.rows);
          if (buffer.rows() === rowGroupRows) await flush();
        }
      } catch (thrown) {
        raise(engineProblem(path, 'write', thrown), thrown);
      }
    },
    async finish() {
      try {
        await flush();
        return ok(await file.finish());
      } catch (thrown) {
        await file.abort();
        return err(engineProblem(path, 'write', thrown));
      }
    },
    abort: () => file.abort(),
  };
}

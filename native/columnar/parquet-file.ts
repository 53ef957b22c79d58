import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { ok, problem, refuse, toProblem, type Problem, type Result } from '#contract/errors';

const magic = 'PAR1';
/** Magic at both ends and the footer's length. */
const smallestBytes = 12;

async function endsOf(handle: FileHandle, sizeBytes: number): Promise<{ head: string; tail: string }> {
  const bytes = Buffer.alloc(8);
  await handle.read(bytes, 0, 4, 0);
  await handle.read(bytes, 4, 4, Math.max(0, sizeBytes - 4));
  return { head: bytes.toString('latin1', 0, 4), tail: bytes.toString('latin1', 4, 8) };
}

/** Refuses what is not a whole Parquet file by its first and last bytes, before any reader meets it. */
export async function checkParquetEnds(path: string): Promise<Result<void>> {
  const name = basename(path);
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size === 0) return refuse('truncated_file', `${name} is empty.`, { file: path });
      const { head, tail } = await endsOf(handle, size);
      if (head !== magic)
        return refuse(
          'unsupported_format',
          `${name} is not a Parquet file: it does not begin with ${magic}.`,
          {
            file: path,
          },
        );
      if (tail !== magic || size < smallestBytes)
        return refuse('truncated_file', `${name} is cut off: its Parquet footer is missing.`, { file: path });
      return ok(undefined);
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    return { ok: false, error: fileProblem(path, thrown) };
  }
}

/** A system error about the file at `path`, in words that name it. */
export function fileProblem(path: string, thrown: unknown): Problem {
  const fault = toProblem(thrown);
  const name = basename(path);
  if (fault.code === 'missing_file')
    return problem('missing_file', `There is no file ${name}.`, { file: path });
  return { ...fault, file: path };
}

/** What a columnar engine threw while it read or wrote the file at `path`; its own first sentence is kept. */
export function engineProblem(path: string, doing: 'read' | 'write', thrown: unknown): Problem {
  const fault = toProblem(thrown);
  if (fault.code !== 'internal') return { ...fault, file: path };
  const words = fault.message.split('\n')[0] ?? fault.message;
  const name = basename(path);
  if (/no space left|disk is full/i.test(words))
    return problem('disk_full', `There is no space left to write ${name}.`, { file: path });
  if (doing === 'write') return problem('internal', `${name} could not be written: ${words}`, { file: path });
  return problem('unreadable_file', `${name} is damaged and cannot be read: ${words}`, { file: path });
}

/** A path as an SQL string. */
export function quotePath(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}

/** A path as an SQL string for a reader that would take `*`, `?` and `[` in it as a pattern. */
export function quotePattern(path: string): string {
  return quotePath(path.replaceAll(/[*?[]/g, '[$&]'));
}

/** A column name as an SQL identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

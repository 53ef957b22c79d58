import { tableFromIPC, type Table } from 'apache-arrow';
import type { z } from 'zod';
import { problem, problemSchema, raise } from '#contract/errors';

/** What an Arrow stream carries: its columns and the object under `meta` of its schema. */
export interface ArrowAnswer<Meta> {
  readonly table: Table;
  readonly meta: Meta;
}

async function refusalOf(answer: Response): Promise<never> {
  const text = await answer.text();
  try {
    return raise(problemSchema.parse(JSON.parse(text)));
  } catch (thrown) {
    const parsed = problemSchema.safeParse(
      thrown instanceof Object && 'problem' in thrown ? thrown.problem : thrown,
    );
    return raise(
      parsed.success ? parsed.data : problem('internal', `The workstation answered ${answer.status}.`),
    );
  }
}

/** Fetches Arrow bytes and checks the metadata; throws the workstation's own problem where it refuses. */
export async function fetchArrow<Meta>(
  path: string,
  schema: z.ZodType<Meta>,
  signal: AbortSignal,
): Promise<ArrowAnswer<Meta>> {
  const answer = await fetch(path, { signal });
  if (!answer.ok) return refusalOf(answer);
  const table = tableFromIPC(new Uint8Array(await answer.arrayBuffer()));
  const text = table.schema.metadata.get('meta');
  if (text === undefined) return raise(problem('bad_value', 'The data came without a description.'));
  return { table, meta: schema.parse(JSON.parse(text)) };
}

/** A column as 64-bit floats; missing values become NaN. */
export function floats(table: Table, name: string): Float64Array {
  const column = table.getChild(name);
  if (column === null) return raise(problem('missing_column', `The data has no column ${name}.`));
  const out = new Float64Array(table.numRows);
  for (let row = 0; row < out.length; row += 1) {
    const value: unknown = column.get(row);
    out[row] = value === null || value === undefined ? Number.NaN : Number(value);
  }
  return out;
}

/** A column of whole numbers without gaps. */
export function wholes(table: Table, name: string): Int32Array {
  return Int32Array.from(floats(table, name));
}

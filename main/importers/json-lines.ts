import { z } from 'zod';
import type { CellFault } from '#pipeline/normalize/cell';

const objectSchema = z.record(z.string(), z.unknown());

/** One line of JSON Lines as an object, or why it is none. */
export function parseJsonObject(
  text: string,
): { readonly row: Readonly<Record<string, unknown>> } | CellFault {
  try {
    const parsed = objectSchema.safeParse(JSON.parse(text));
    if (parsed.success && !Array.isArray(parsed.data)) return { row: parsed.data };
    return { field: '', message: 'The line is not a JSON object.' };
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    return { field: '', message: `The line is not JSON: ${words}` };
  }
}

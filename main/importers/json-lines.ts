import type { CellFault } from '#pipeline/normalize/cell';

export type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line of JSON Lines as an object, or why it is none. */
export function parseJsonObject(text: string): { readonly row: JsonObject } | CellFault {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { row: value } : { field: '', message: 'The line is not a JSON object.' };
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    return { field: '', message: `The line is not JSON: ${words}` };
  }
}

import type { z } from 'zod';
import { fieldName } from '#main/importers/json-file';
import type { CellFault } from '#pipeline/normalize/cell';
import type { JsonPiece } from './json-scan.ts';
import { placeWithin, type TextPlace } from './text-place.ts';

/** A record that cannot be used: what is wrong, and where. */
export interface RecordFault extends TextPlace {
  readonly fault: CellFault;
}

export type ReadRecord<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & RecordFault);

/** About where a field of the record stands: at the last of the path's names that is found, each after the one before. */
function placeOfField(piece: JsonPiece, path: readonly PropertyKey[]): TextPlace {
  let at = 0;
  for (const name of path) {
    if (typeof name !== 'string') continue;
    const found = piece.text.indexOf(JSON.stringify(name), at);
    if (found < 0) break;
    at = found;
  }
  return placeWithin(piece, piece.text, at);
}

/** Parses one record by its schema; what is wrong is told with the field and its place in the file. */
export function readRecord<T>(piece: JsonPiece, schema: z.ZodType<T>): ReadRecord<T> {
  let value: unknown;
  try {
    value = JSON.parse(piece.text);
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message.slice(0, 200) : 'it cannot be read';
    const fault = { field: '', message: `The record is not JSON: ${words}.` };
    return { ok: false, fault, line: piece.line, column: piece.column };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const field = fieldName(path);
  const message = `${field === '' ? 'The record' : field}: ${issue?.message ?? 'it has not the expected form'}.`;
  return { ok: false, fault: { field, message }, ...placeOfField(piece, path) };
}

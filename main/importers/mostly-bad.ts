import { ok, refuse, type Result } from '#contract/errors';
import type { InputPart } from './input-part.ts';
import type { Quarantine } from './quarantine.ts';

/** Refuses a file of which more than half the rows were put aside, with the place of the first one. */
export function refuseMostlyBad(part: InputPart, quarantine: Quarantine, rowsGiven: number): Result<void> {
  const bad = quarantine.countOf(part.label);
  const first = quarantine.firstOf(part.label);
  if (bad * 2 <= rowsGiven || first === undefined) return ok(undefined);
  const { line, column, field } = first;
  return refuse('bad_value', `${bad} of ${rowsGiven} rows cannot be used. The first: ${first.message}`, {
    file: part.label,
    line,
    ...(column === undefined ? {} : { column }),
    field: field ?? 'row',
  });
}

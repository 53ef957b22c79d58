import { problem, raise } from '#contract/errors';
import type { InputPart } from './input-part.ts';

/** Refuses a file that tells of several clips: compares each row's sequence with the first. */
export function createSequenceCheck(part: InputPart): (sequence: string | undefined, line: number) => void {
  let first: string | undefined;
  return (sequence, line) => {
    if (sequence === undefined || sequence === '') return;
    first ??= sequence;
    if (sequence !== first)
      raise(
        problem('bad_value', `The file holds several sequences: ${first} and ${sequence}.`, {
          file: part.label,
          line,
          field: 'sequence',
          hint: 'Give one file per clip.',
        }),
      );
  };
}

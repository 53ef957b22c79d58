import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import type { Quarantine } from '#main/importers/quarantine';
import { readLines } from '#main/importers/text-lines';

/** A line of a text file that is not blank. */
export interface LineRow {
  readonly line: number;
  readonly text: string;
  /** Puts the line aside, or what stands at `column` (from 1) of it. */
  readonly refuse: (message: string, column: number, field?: string) => void;
}

/** A word of a line and the column, from 1, at which it begins. */
export interface Word {
  readonly text: string;
  readonly column: number;
}

/** The words of a line, with any white space between. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/\S+/g)].map((found) => ({ text: found[0], column: found.index + 1 }));
}

/** Streams the lines of a text file that are not blank, and counts them; throws where the file is empty or no text. */
export async function readRows(
  part: InputPart,
  quarantine: Quarantine,
  take: (row: LineRow) => void,
): Promise<number> {
  let rows = 0;
  for await (const batch of readLines(part))
    for (const [offset, text] of batch.lines.entries()) {
      if (text.trim() === '') continue;
      const line = batch.firstLine + offset;
      if (rows === 0 && text.includes('\0'))
        raise(problem('unsupported_format', 'This file is not text.', { file: part.label, line }));
      rows += 1;
      const refuse: LineRow['refuse'] = (message, column, field) =>
        quarantine.add({
          file: part.label,
          line,
          column,
          message,
          text,
          ...(field === undefined ? {} : { field }),
        });
      take({ line, text, refuse });
    }
  if (rows === 0) raise(problem('truncated_file', 'The file is empty.', { file: part.label, line: 1 }));
  return rows;
}

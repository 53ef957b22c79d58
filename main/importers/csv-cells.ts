import { CsvError, parse } from 'csv-parse/sync';

const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A row's cells, or why the line is no row, at a column that counts from 1. */
export type Cells =
  | { readonly kind: 'cells'; readonly cells: readonly string[] }
  | { readonly kind: 'broken'; readonly message: string; readonly column: number };

/** The delimiter that cuts the header into most columns; a comma where none does. */
export function guessDelimiter(header: string): Delimiter {
  const counts = delimiters.map((delimiter) => header.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

function firstCells(parsed: unknown): readonly string[] {
  const first: unknown = Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : [];
  return Array.isArray(first) ? first.map(String) : [];
}

function parseQuoted(line: string, delimiter: Delimiter): Cells {
  try {
    const parsed: unknown = parse(line, { delimiter, relax_column_count: true, record_delimiter: '\n' });
    return { kind: 'cells', cells: firstCells(parsed) };
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const message =
      thrown.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A quotation mark is opened and not closed on its line.'
        : 'A quotation mark stands inside a value that does not begin with one.';
    return { kind: 'broken', message, column: line.indexOf('"') + 1 };
  }
}

/** Cuts one line into cells. A value never spans lines, so that every line stays a row of its own. */
export function splitCells(line: string, delimiter: Delimiter): Cells {
  if (!line.includes('"')) return { kind: 'cells', cells: line.split(delimiter) };
  return parseQuoted(line, delimiter);
}

/** Column, from 1, at which cell number `at` begins in the line; past its end for a cell it lacks. */
export function cellColumn(line: string, delimiter: Delimiter, at: number): number {
  let quoted = false;
  let cell = 0;
  for (let letter = 0; letter < line.length; letter++) {
    if (cell === at) return letter + 1;
    if (line[letter] === '"') quoted = !quoted;
    else if (line[letter] === delimiter && !quoted) cell += 1;
  }
  return line.length + 1;
}

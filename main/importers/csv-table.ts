import { problem, raise } from '#contract/errors';
import type { CellFault } from '#pipeline/normalize/cell';
import { mapColumns, missingColumns, type ColumnMap, type Synonyms } from '#pipeline/normalize/column-map';
import { cellColumn, guessDelimiter, splitCells, type Delimiter } from './csv-cells.ts';
import type { InputPart } from './input-part.ts';
import type { Quarantine } from './quarantine.ts';
import { readLines } from './text-lines.ts';

/** A column as the file has it, what it becomes, and its first values. */
export interface SeenColumn {
  readonly name: string;
  readonly becomes?: string;
  readonly samples: readonly string[];
}

export interface CsvFormat<Field extends string> {
  readonly synonyms: Synonyms<Field>;
  readonly required: readonly Field[];
}

/** A row's value of a canonical column; undefined where the file lacks the column. */
export type CellOf<Field extends string> = (field: Field) => string | undefined;

export interface CsvRead {
  readonly columns: readonly SeenColumn[];
  /** Lines after the header that are not blank. */
  readonly rowsGiven: number;
}

interface Header<Field extends string> {
  readonly names: readonly string[];
  readonly delimiter: Delimiter;
  readonly map: ColumnMap<Field>;
  readonly line: number;
}

const sampleRows = 3;

function readHeader<Field extends string>(
  part: InputPart,
  text: string,
  line: number,
  format: CsvFormat<Field>,
): Header<Field> {
  const place = { file: part.label, line };
  if (text.includes('\0')) raise(problem('unsupported_format', 'This file is not text.', place));
  const delimiter = guessDelimiter(text);
  const split = splitCells(text, delimiter);
  if (split.kind === 'broken') raise(problem('bad_value', split.message, { ...place, column: split.column }));
  const names = split.cells.map((name) => name.trim());
  const map = mapColumns(names, format.synonyms);
  const missing = missingColumns(map, format.required);
  const [field] = missing;
  if (field !== undefined)
    raise(
      problem('missing_column', `The header has no column ${missing.join(', ')}.`, {
        ...place,
        field,
        hint: `It has ${names.join(', ').slice(0, 300)}. ${field} may also be called ${format.synonyms[field].slice(1, 4).join(', ')}.`,
      }),
    );
  return { names, delimiter, map, line };
}

function seenColumns<Field extends string>(
  header: Header<Field>,
  samples: readonly (readonly string[])[],
): readonly SeenColumn[] {
  const fields = new Map([...header.map].map(([field, at]) => [at, field]));
  return header.names.map((name, at) => {
    const becomes = fields.get(at);
    const values = samples.map((cells) => cells[at] ?? '');
    return { name, samples: values, ...(becomes === undefined ? {} : { becomes }) };
  });
}

function wrongCount(cells: readonly string[], expected: number): string {
  return `The row has ${cells.length} ${cells.length === 1 ? 'value' : 'values'}, the header ${expected}.`;
}

/**
 * Streams a CSV file with a header (comma, semicolon or tab) through `take`, which judges each row; rows that cannot be cut into
 * the header's columns, or that `take` refuses, go to the quarantine with their place. Throws when the file as a whole is unfit.
 */
export async function readCsv<Field extends string>(
  part: InputPart,
  format: CsvFormat<Field>,
  quarantine: Quarantine,
  take: (cell: CellOf<Field>, line: number) => CellFault | undefined,
): Promise<CsvRead> {
  let header: Header<Field> | undefined;
  let rowsGiven = 0;
  const samples: (readonly string[])[] = [];

  function takeRow({ map, delimiter, names }: Header<Field>, text: string, line: number): void {
    rowsGiven += 1;
    const refuseRow = (message: string, column: number, field?: string): void =>
      quarantine.add({
        file: part.label,
        line,
        column,
        message,
        text,
        ...(field === undefined ? {} : { field }),
      });
    const split = splitCells(text, delimiter);
    if (split.kind === 'broken') return refuseRow(split.message, split.column);
    const { cells } = split;
    if (samples.length < sampleRows) samples.push(cells);
    if (cells.length !== names.length) {
      const column = cellColumn(text, delimiter, Math.min(cells.length, names.length));
      return refuseRow(wrongCount(cells, names.length), column);
    }
    const fault = take((field) => cells[map.get(field) ?? -1], line);
    if (fault === undefined) return undefined;
    const at = [...map].find(([field]) => field === fault.field)?.[1] ?? 0;
    return refuseRow(fault.message, cellColumn(text, delimiter, at), fault.field);
  }

  for await (const batch of readLines(part.path))
    for (const [offset, text] of batch.lines.entries()) {
      if (text.trim() === '') continue;
      const line = batch.firstLine + offset;
      if (header === undefined) header = readHeader(part, text, line, format);
      else takeRow(header, text, line);
    }
  if (header === undefined)
    return raise(problem('truncated_file', 'The file is empty.', { file: part.label, line: 1 }));
  if (rowsGiven === 0)
    raise(
      problem('truncated_file', 'The file has a header and no rows.', {
        file: part.label,
        line: header.line,
      }),
    );
  return { columns: seenColumns(header, samples), rowsGiven };
}

import { problem, raise } from '#contract/errors';
import type { CellFault } from '#pipeline/normalize/cell';
import { mapColumns, missingColumns, type ColumnMap, type Synonyms } from '#pipeline/normalize/column-map';
import { cellColumn, guessDelimiter, splitCells, type Delimiter } from './csv-cells.ts';
import type { InputPart } from './input-part.ts';
import type { Quarantine } from './quarantine.ts';
import { readLineBytes } from './text-lines.ts';

/** A column as the file has it, what it becomes, and its first values. */
export interface SeenColumn {
  readonly name: string;
  readonly becomes?: string;
  readonly samples: readonly string[];
}

/** Where the header stands, for messages. */
export interface HeaderPlace {
  readonly file: string;
  readonly line: number;
}

/**
 * Takes the row in the bytes `[from, to)` at once and says true, or leaves everything as it was and says false, where the
 * row is in any way unusual: then it is read again as text.
 */
export type FastRow = (bytes: Buffer, from: number, to: number, line: number) => boolean;

export interface CsvFormat<Field extends string> {
  /** What the header's columns mean; throws where one that is needed is missing. */
  readonly mapHeader: (names: readonly string[], place: HeaderPlace) => ColumnMap<Field>;
  /** Column to which a fault of `field` points; the field's own unless told. */
  readonly columnOf?: (map: ColumnMap<Field>, field: string) => number;
  readonly fast?: (map: ColumnMap<Field>, columns: number, delimiter: Delimiter) => FastRow;
}

/** Maps a header by the names that columns may have; throws where a required one is missing. */
export function mapBySynonyms<Field extends string>(synonyms: Synonyms<Field>, required: readonly Field[]) {
  return (names: readonly string[], place: HeaderPlace): ColumnMap<Field> => {
    const map = mapColumns(names, synonyms);
    const missing = missingColumns(map, required);
    const [field] = missing;
    if (field !== undefined)
      raise(
        problem('missing_column', `The header has no column ${missing.join(', ')}.`, {
          ...place,
          field,
          hint: `It has ${names.join(', ').slice(0, 300)}. ${field} may also be called ${synonyms[field].slice(1, 4).join(', ')}.`,
        }),
      );
    return map;
  };
}

/** A row's value of a canonical column; undefined where the file lacks the column. */
export type CellOf<Field extends string> = (field: Field) => string | undefined;

export interface CsvRead {
  readonly columns: readonly SeenColumn[];
  /** Lines after the header that are not blank. */
  readonly rowsGiven: number;
  /** Numbers of the rows, from 1, whose values the columns show. */
  readonly sampleRows: readonly number[];
}

interface Header<Field extends string> {
  readonly names: readonly string[];
  readonly delimiter: Delimiter;
  readonly map: ColumnMap<Field>;
  readonly line: number;
  readonly fast?: FastRow;
}

/** Rows, from 0, whose values a person is shown; the last row stands for those that a file lacks. */
const sampleRows: ReadonlySet<number> = new Set([0, 1, 20_000]);

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
  const map = format.mapHeader(names, place);
  const fast = format.fast?.(map, names.length, delimiter);
  return { names, delimiter, map, line, ...(fast === undefined ? {} : { fast }) };
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

/** Reads the rows of one file as text, each judged by `take`. */
function createRowTaker<Field extends string>(
  part: InputPart,
  header: Header<Field>,
  format: CsvFormat<Field>,
  quarantine: Quarantine,
  take: (cell: CellOf<Field>, line: number) => CellFault | undefined,
) {
  const { map, delimiter, names } = header;
  const columnOf = format.columnOf ?? ((of, field) => [...of].find(([name]) => name === field)?.[1] ?? 0);
  return (text: string, line: number): void => {
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
    if (cells.length !== names.length) {
      const column = cellColumn(text, delimiter, Math.min(cells.length, names.length));
      return refuseRow(wrongCount(cells, names.length), column);
    }
    const fault = take((field) => cells[map.get(field) ?? -1], line);
    if (fault === undefined) return undefined;
    return refuseRow(fault.message, cellColumn(text, delimiter, columnOf(map, fault.field)), fault.field);
  };
}

/** Keeps the rows that are shown to a person, and the last one for those that never come. */
function createSamples(delimiter: Delimiter) {
  const samples: { readonly row: number; readonly cells: readonly string[] }[] = [];
  const cut = (text: string): readonly string[] => {
    const split = splitCells(text, delimiter);
    return split.kind === 'cells' ? split.cells : [];
  };
  return {
    wants: (row: number): boolean => sampleRows.has(row),
    keep(row: number, text: string): void {
      if (samples.every((sample) => sample.row !== row + 1)) samples.push({ row: row + 1, cells: cut(text) });
    },
    rows: () => samples,
  };
}

const [newline, carriageReturn] = [10, 13];

/** Where the line that begins at `from` ends. A loop, because the search of the runtime costs as much as a short line. */
export function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== newline) at += 1;
  return at;
}

/** The line in the bytes `[from, to)` without its carriage return. */
export function textOf(bytes: Buffer, from: number, to: number): string {
  const end = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to;
  return bytes.toString('utf8', from, end);
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
  let takeRow: ((text: string, line: number) => void) | undefined;
  let samples = createSamples(',');
  let rowsGiven = 0;
  let last = '';

  function begin(text: string, line: number): void {
    header = readHeader(part, text, line, format);
    samples = createSamples(header.delimiter);
    takeRow = createRowTaker(part, header, format, quarantine, take);
  }

  function takeLine(bytes: Buffer, from: number, to: number, line: number): void {
    if (!samples.wants(rowsGiven) && header?.fast?.(bytes, from, to, line) === true) rowsGiven += 1;
    else takeText(textOf(bytes, from, to), line);
  }

  function takeText(text: string, line: number): void {
    if (text.trim() === '') return;
    if (takeRow === undefined) return begin(text, line);
    if (samples.wants(rowsGiven)) samples.keep(rowsGiven, text);
    rowsGiven += 1;
    return takeRow(text, line);
  }

  for await (const { bytes, firstLine } of readLineBytes(part)) {
    let line = firstLine;
    let from = 0;
    while (from < bytes.length) {
      const to = lineEnd(bytes, from);
      takeLine(bytes, from, to, line);
      [from, line] = [to + 1, line + 1];
    }
    last = lastLine(bytes);
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
  if (rowsGiven > 2 && rowsGiven <= 20_000) samples.keep(rowsGiven - 1, last);
  const shown = samples.rows();
  const cells = shown.map((sample) => sample.cells);
  return { columns: seenColumns(header, cells), rowsGiven, sampleRows: shown.map(({ row }) => row) };
}

/** The last line of a block that is not blank. */
function lastLine(bytes: Buffer): string {
  let to = bytes.length;
  while (to > 0) {
    const from = bytes.lastIndexOf(newline, to - 1) + 1;
    const text = textOf(bytes, from, to);
    if (text.trim() !== '') return text;
    to = from - 1;
  }
  return '';
}

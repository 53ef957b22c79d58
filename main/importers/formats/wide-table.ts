import { problem, raise } from '#contract/errors';
import { cellColumn, guessDelimiter, splitCells, type Delimiter } from '#main/importers/csv-cells';
import type { SeenColumn } from '#main/importers/csv-table';
import type { InputPart } from '#main/importers/input-part';
import type { Quarantine } from '#main/importers/quarantine';
import { readLines } from '#main/importers/text-lines';
import { createSamples, type NamedColumn } from './seen-samples.ts';

/** A line of the header, cut into cells. */
export interface HeaderLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A line below the header. */
export interface WideRow extends HeaderLine {
  readonly text: string;
  /** Puts the row, or what stands in its cell number `at`, aside. */
  readonly refuse: (message: string, at: number, field?: string) => void;
}

export interface WideRead {
  readonly columns: readonly SeenColumn[];
  readonly rowsGiven: number;
}

/** How a table whose header has several lines is read. */
export interface WideReader<Layout extends { readonly columns: readonly NamedColumn[] }> {
  /** The layout once the header is complete; throws where it is none. */
  layoutOf(header: readonly HeaderLine[]): Layout | undefined;
  /** Takes one row and returns how many records it holds, good and bad. */
  take(layout: Layout, row: WideRow): number;
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'value' : 'values'}`;
}

function cutHeader(part: InputPart, text: string, line: number, delimiter: Delimiter): HeaderLine {
  const place = { file: part.label, line };
  if (text.includes('\0')) raise(problem('unsupported_format', 'This file is not text.', place));
  const split = splitCells(text, delimiter);
  if (split.kind === 'broken')
    return raise(problem('bad_value', split.message, { ...place, column: split.column }));
  return { line, cells: split.cells.map((cell) => cell.trim()) };
}

function refuseEmpty(part: InputPart, header: readonly HeaderLine[], complete: boolean): never {
  const line = header.at(-1)?.line ?? 1;
  const cut = header.length === 0 ? 'The file is empty.' : 'The file ends inside its header.';
  const says = complete ? 'The file has a header and no rows.' : cut;
  return raise(problem('truncated_file', says, { file: part.label, line }));
}

/** Streams a table whose header has several lines. Rows that cannot be cut into its columns go to the quarantine. */
export async function readWide<Layout extends { readonly columns: readonly NamedColumn[] }>(
  part: InputPart,
  quarantine: Quarantine,
  reader: WideReader<Layout>,
): Promise<WideRead> {
  const header: HeaderLine[] = [];
  const samples = createSamples();
  let delimiter: Delimiter | undefined;
  let layout: Layout | undefined;
  let [rows, rowsGiven] = [0, 0];

  function takeRow(of: Layout, cut: Delimiter, text: string, line: number): number {
    const add = (message: string, column: number, field?: string): void => {
      const named = field === undefined ? {} : { field };
      quarantine.add({ file: part.label, line, column, message, text, ...named });
    };
    const split = splitCells(text, cut);
    if (split.kind === 'broken') {
      add(split.message, split.column);
      return 1;
    }
    const { cells } = split;
    samples.take(cells);
    const expected = of.columns.length;
    if (cells.length !== expected) {
      const says = `The row has ${counted(cells.length)}, the header ${expected}.`;
      add(says, cellColumn(text, cut, Math.min(cells.length, expected)));
      return 1;
    }
    const refuse: WideRow['refuse'] = (message, at, field) => add(message, cellColumn(text, cut, at), field);
    return reader.take(of, { line, cells, text, refuse });
  }

  for await (const batch of readLines(part))
    for (const [offset, text] of batch.lines.entries()) {
      if (text.trim() === '') continue;
      const line = batch.firstLine + offset;
      delimiter ??= guessDelimiter(text);
      if (layout === undefined) {
        header.push(cutHeader(part, text, line, delimiter));
        layout = reader.layoutOf(header);
        continue;
      }
      rows += 1;
      rowsGiven += takeRow(layout, delimiter, text, line);
    }
  if (layout === undefined || rows === 0) return refuseEmpty(part, header, layout !== undefined);
  return { columns: samples.columns(layout.columns), rowsGiven };
}

import type { SeenColumn } from '#main/importers/csv-table';

/** A column of a file, and the canonical name of what is read from it. */
export interface NamedColumn {
  readonly name: string;
  readonly becomes?: string;
}

const sampleRows = 3;

/** Keeps the first rows of a table, and gives them as samples of its columns. */
export function createSamples() {
  const rows: (readonly string[])[] = [];
  return {
    take(cells: readonly string[]): void {
      if (rows.length < sampleRows) rows.push(cells);
    },
    columns: (named: readonly NamedColumn[]): readonly SeenColumn[] =>
      named.map((column, at) => ({ ...column, samples: rows.map((cells) => cells[at] ?? '') })),
  };
}

import type { Columnar } from '#contract/ports/columnar';
import { unwrap } from '#contract/errors';
import { isFault } from '#pipeline/normalize/cell';
import type { SeenColumn } from './csv-table.ts';
import { guessDelimiter, splitCells } from './csv-cells.ts';
import { readHead } from './formats.ts';
import { filledLines } from './head-lines.ts';
import type { InputPart } from './input-part.ts';
import { parseJsonObject } from './json-lines.ts';
import { cellText } from './json-cell.ts';
import type { TrackFormat } from './track-format.ts';

/** Formats of tables whose columns a person may map. */
export const tableFormats: ReadonlySet<string> = new Set([
  'tracks_csv',
  'tracks_jsonl',
  'tracks_parquet',
  'ground_csv',
]);

const shownLines = 3;

function ofCsv(text: string): readonly SeenColumn[] {
  const lines = filledLines(text, shownLines);
  const delimiter = guessDelimiter(lines[0] ?? '');
  const [names = [], ...rows] = lines.map((line) => {
    const split = splitCells(line, delimiter);
    return split.kind === 'cells' ? split.cells : [];
  });
  return names.map((name, at) => ({ name: name.trim(), samples: rows.map((cells) => cells[at] ?? '') }));
}

function ofJsonLines(text: string): readonly SeenColumn[] {
  const rows = filledLines(text, shownLines).flatMap((line) => {
    const parsed = parseJsonObject(line);
    return isFault(parsed) ? [] : [parsed.row];
  });
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => ({ name, samples: rows.map((row) => cellText(row[name])) }));
}

/** The columns of a table as its beginning shows them, with the values of the first rows; none for a format that is no table. */
export async function readTableHeader(
  part: InputPart,
  format: TrackFormat,
  columnar: Columnar,
): Promise<readonly SeenColumn[]> {
  if (!tableFormats.has(format.id)) return [];
  if (format.id === 'tracks_parquet') {
    const columns = unwrap(await columnar.describeParquet(part.path));
    return columns.map(({ name }) => ({ name, samples: [] }));
  }
  const { text = '' } = await readHead(part);
  return format.id === 'tracks_jsonl' ? ofJsonLines(text) : ofCsv(text);
}

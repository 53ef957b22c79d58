import { problem, raise } from '#contract/errors';
import { isFault, type CellFault } from '#pipeline/normalize/cell';
import type { TrackField } from '#pipeline/normalize/column-map';
import { cellColumn } from './csv-cells.ts';
import { readLines } from './text-lines.ts';
import { rowFromCells, type TracksReader } from './tracks-read.ts';

/** Places of the values in a MOTChallenge row: frame, id, left, top, width, height, confidence, then fields that differ by year. */
const places: ReadonlyMap<TrackField, number> = new Map([
  ['frame', 0],
  ['track_id', 1],
  ['x', 2],
  ['y', 3],
  ['w', 4],
  ['h', 5],
  ['conf', 6],
]);
const fewestValues = 6;
const mostValues = 10;

/** Whether a first line is a MOTChallenge row: six to ten numbers and no header. */
export function looksLikeMot(line: string): boolean {
  const cells = line.split(',');
  const numbers = cells.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)));
  return numbers && cells.length >= fewestValues && cells.length <= mostValues;
}

function readRow(text: string) {
  const cells = text.split(',');
  if (cells.length < fewestValues || cells.length > mostValues)
    return { field: '', message: `The row has ${cells.length} values; MOTChallenge rows have 6 to 10.` };
  const row = rowFromCells((field) => cells[places.get(field) ?? -1]);
  if (isFault(row)) return row;
  if (row.frame < 1)
    return { field: 'frame', message: `frame is ${row.frame}; MOTChallenge counts frames from 1.` };
  return { ...row, frame: row.frame - 1 };
}

/** Tracks in MOTChallenge's text format: no header, frames from 1, which become frames from 0. */
export const readTracksMot: TracksReader = async (part, collector, quarantine) => {
  let rowsGiven = 0;
  const refuseRow = (fault: CellFault, line: number, text: string): void => {
    const at = [...places].find(([field]) => field === fault.field)?.[1] ?? 0;
    const field = fault.field === '' ? {} : { field: fault.field };
    const column = cellColumn(text, ',', at);
    quarantine.add({ file: part.label, line, column, message: fault.message, text, ...field });
  };
  for await (const batch of readLines(part.path))
    for (const [offset, text] of batch.lines.entries()) {
      if (text.trim() === '') continue;
      const line = batch.firstLine + offset;
      rowsGiven += 1;
      const row = readRow(text);
      const fault = isFault(row) ? row : collector.add(row, line);
      if (fault !== undefined) refuseRow(fault, line, text);
    }
  if (rowsGiven === 0) raise(problem('truncated_file', 'The file is empty.', { file: part.label, line: 1 }));
  const columns = [...places.keys()].map((name) => ({ name, becomes: name, samples: [] }));
  return { format: 'Tracks, MOTChallenge', columns, rowsGiven };
};

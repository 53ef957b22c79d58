import { problem, raise } from '#contract/errors';
import { isFault, type CellFault } from '#pipeline/normalize/cell';
import type { TrackField } from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { cellColumn } from './csv-cells.ts';
import { firstFilledLine } from './head-lines.ts';
import { readLines } from './text-lines.ts';
import { createRowMaker, rowFromCells } from './track-cells.ts';
import type { FormatSinks, TrackFormat } from './track-format.ts';

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
/** Id of a box that belongs to no track. */
const noTrack = '-1';

function looksLikeMot(line: string): boolean {
  const cells = line.split(',');
  const numbers = cells.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)));
  return numbers && cells.length >= fewestValues && cells.length <= mostValues;
}

function addRow(row: TrackRow, line: number, sinks: FormatSinks): CellFault | undefined {
  return row.trackId === noTrack
    ? sinks.detections.add({ ...row, trackId: '' }, line)
    : sinks.tracks.add(row, line);
}

function takeRow(text: string, line: number, sinks: FormatSinks): CellFault | undefined {
  const cells = text.split(',');
  if (cells.length < fewestValues || cells.length > mostValues)
    return { field: '', message: `The row has ${cells.length} values; MOTChallenge rows have 6 to 10.` };
  const row = rowFromCells(maker, (field) => cells[places.get(field) ?? -1]);
  if (isFault(row)) return row;
  if (row.frame < 1)
    return { field: 'frame', message: `frame is ${row.frame}; MOTChallenge counts frames from 1.` };
  return addRow({ ...row, frame: row.frame - 1 }, line, sinks);
}

const maker = createRowMaker(places, {});

/** Tracks in MOTChallenge's text format: no header, frames from 1, which become frames from 0. Boxes of track -1 are detections. */
export const tracksMotFormat: TrackFormat = {
  id: 'mot',
  name: 'Tracks, MOTChallenge',
  gives: 'tracks',
  detect({ ending, text }) {
    const known = ['csv', 'tsv', 'txt'].includes(ending);
    if (!known || text === undefined || !looksLikeMot(firstFilledLine(text))) return { sure: 0, because: '' };
    return { sure: 0.85, because: 'its first line is six to ten numbers without a header' };
  },
  async read(part, sinks, quarantine) {
    let rowsGiven = 0;
    const samples: (readonly string[])[] = [];
    const refuseRow = (fault: CellFault, line: number, text: string): void => {
      const at = [...places].find(([field]) => field === fault.field)?.[1] ?? 0;
      const field = fault.field === '' ? {} : { field: fault.field };
      const column = cellColumn(text, ',', at);
      quarantine.add({ file: part.label, line, column, message: fault.message, text, ...field });
    };
    for await (const batch of readLines(part))
      for (const [offset, text] of batch.lines.entries()) {
        if (text.trim() === '') continue;
        const line = batch.firstLine + offset;
        rowsGiven += 1;
        if (samples.length < 2) samples.push(text.split(','));
        const fault = takeRow(text, line, sinks);
        if (fault !== undefined) refuseRow(fault, line, text);
      }
    if (rowsGiven === 0)
      raise(problem('truncated_file', 'The file is empty.', { file: part.label, line: 1 }));
    const columns = [...places].map(([name, at]) => ({
      name,
      becomes: name,
      samples: samples.map((cells) => cells[at] ?? ''),
    }));
    return { columns, rowsGiven };
  },
};

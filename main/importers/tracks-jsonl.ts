import { problem, raise } from '#contract/errors';
import { isFault, type CellFault } from '#pipeline/normalize/cell';
import {
  mapColumns,
  missingColumns,
  requiredTrackFields,
  trackSynonyms,
  type TrackField,
} from '#pipeline/normalize/column-map';
import type { TrackCollector } from '#pipeline/normalize/track-collector';
import { parseJsonObject } from './json-lines.ts';
import { readLines } from './text-lines.ts';
import { createSequenceCheck, rowFromCells, type TracksReader } from './tracks-read.ts';

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

type Cell = (field: TrackField) => string | undefined;

/** An object's values by canonical name, whatever the order of its keys. */
function cellsOf(row: Readonly<Record<string, unknown>>): Cell {
  const names = Object.keys(row);
  const map = mapColumns(names, trackSynonyms);
  return (field) => {
    const at = map.get(field);
    return at === undefined ? undefined : cellText(row[names[at] ?? '']);
  };
}

function takeRow(
  text: string,
  line: number,
  collector: TrackCollector,
  checkSequence: (sequence: string | undefined, line: number) => void,
): CellFault | undefined {
  const parsed = parseJsonObject(text);
  if (isFault(parsed)) return parsed;
  const cell = cellsOf(parsed.row);
  checkSequence(cell('sequence'), line);
  const row = rowFromCells(cell);
  return isFault(row) ? row : collector.add(row, line);
}

function seenColumns(first: Readonly<Record<string, unknown>>, label: string, line: number) {
  const names = Object.keys(first);
  const map = mapColumns(names, trackSynonyms);
  const missing = missingColumns(map, requiredTrackFields);
  const [field] = missing;
  if (field !== undefined)
    raise(
      problem('missing_column', `The first row has no ${missing.join(', ')}.`, {
        file: label,
        line,
        field,
        hint: `It has ${names.join(', ').slice(0, 300)}.`,
      }),
    );
  const fields = new Map([...map].map(([of, at]) => [at, of]));
  return names.map((name, at) => {
    const becomes = fields.get(at);
    return { name, samples: [cellText(first[name])], ...(becomes === undefined ? {} : { becomes }) };
  });
}

/** Tracks as JSON Lines: one object per row, keys as in `trackSynonyms`. */
export const readTracksJsonl: TracksReader = async (part, collector, quarantine) => {
  const checkSequence = createSequenceCheck(part);
  let columns: ReturnType<typeof seenColumns> | undefined;
  let rowsGiven = 0;
  for await (const batch of readLines(part.path))
    for (const [offset, text] of batch.lines.entries()) {
      if (text.trim() === '') continue;
      const line = batch.firstLine + offset;
      rowsGiven += 1;
      if (columns === undefined) {
        const first = parseJsonObject(text);
        if (!isFault(first)) columns = seenColumns(first.row, part.label, line);
      }
      const fault = takeRow(text, line, collector, checkSequence);
      if (fault === undefined) continue;
      const field = fault.field === '' ? {} : { field: fault.field };
      quarantine.add({ file: part.label, line, column: 1, message: fault.message, text, ...field });
    }
  if (rowsGiven === 0) raise(problem('truncated_file', 'The file is empty.', { file: part.label, line: 1 }));
  return { format: 'Tracks, JSON Lines', columns: columns ?? [], rowsGiven };
};

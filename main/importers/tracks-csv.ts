import { isFault } from '#pipeline/normalize/cell';
import type { TrackField } from '#pipeline/normalize/column-map';
import { createFastRow } from './csv-fast-row.ts';
import { readCsv, type CsvFormat } from './csv-table.ts';
import { firstFilledLine, numberShare } from './head-lines.ts';
import { createSequenceCheck } from './sequence-check.ts';
import {
  columnOfFault,
  createRowMaker,
  mapTrackColumns,
  requireTrackColumns,
  rowFromCells,
  type RowMaker,
} from './track-cells.ts';
import { mapColumns, missingTrackFields, trackSynonyms } from '#pipeline/normalize/column-map';
import { guessDelimiter, splitCells } from './csv-cells.ts';
import type { FileHead, TrackFormat } from './track-format.ts';

const textEndings = ['csv', 'tsv', 'txt'];

function detect({ ending, text }: FileHead): { readonly sure: number; readonly because: string } {
  if (!textEndings.includes(ending)) return { sure: 0, because: '' };
  const header = text === undefined ? '' : firstFilledLine(text);
  const split = splitCells(header, guessDelimiter(header));
  const names = split.kind === 'cells' ? split.cells : [];
  if (numberShare(names) > 0.5) return { sure: 0.1, because: `it ends in .${ending}` };
  const map = mapColumns(names, trackSynonyms);
  const known = names.filter((_, at) => [...map.values()].includes(at));
  if (missingTrackFields(map).length > 0) return { sure: 0.3, because: `it ends in .${ending}` };
  return { sure: map.has('track_id') ? 0.9 : 0.7, because: `its header has ${known.slice(0, 6).join(', ')}` };
}

/** Tracks as CSV with a header; columns as in `trackSynonyms`, or as a person maps them. */
export const tracksCsvFormat: TrackFormat = {
  id: 'tracks_csv',
  name: 'Tracks, CSV',
  gives: 'tracks',
  detect,
  async read(part, sinks, quarantine, options) {
    const checkSequence = createSequenceCheck(part);
    let maker: RowMaker | undefined;
    let sink = sinks.tracks;
    const format: CsvFormat<TrackField> = {
      mapHeader(names, place) {
        const map = mapTrackColumns(names, options.columns);
        requireTrackColumns(map, names, (missing) => `The header has no column ${missing}.`, place);
        maker = createRowMaker(map, options);
        if (!map.has('track_id')) sink = sinks.detections;
        return map;
      },
      columnOf: columnOfFault,
      fast: (map, columns, delimiter) =>
        createFastRow(map, columns, delimiter, maker ?? createRowMaker(map, options), sink),
    };
    return readCsv(part, format, quarantine, (cell, line) => {
      checkSequence(cell('sequence'), line);
      const row = maker === undefined ? undefined : rowFromCells(maker, cell);
      return row === undefined || isFault(row) ? row : sink.add(row, line);
    });
  },
};

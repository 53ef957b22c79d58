import { isFault } from '#pipeline/normalize/cell';
import { requiredTrackFields, trackSynonyms } from '#pipeline/normalize/column-map';
import { readCsv } from './csv-table.ts';
import { createSequenceCheck, rowFromCells, type TracksReader } from './tracks-read.ts';

/** Tracks as CSV with a header; columns as in `trackSynonyms`. */
export const readTracksCsv: TracksReader = async (part, collector, quarantine) => {
  const checkSequence = createSequenceCheck(part);
  const format = { synonyms: trackSynonyms, required: requiredTrackFields };
  const read = await readCsv(part, format, quarantine, (cell, line) => {
    checkSequence(cell('sequence'), line);
    const row = rowFromCells(cell);
    return isFault(row) ? row : collector.add(row, line);
  });
  return { format: 'Tracks, CSV', ...read };
};

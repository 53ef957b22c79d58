import { mapBySynonyms, readCsv, type CellOf } from '#main/importers/csv-table';
import type { ReadOptions, TrackFormat } from '#main/importers/track-format';
import { createSequenceCheck } from '#main/importers/sequence-check';
import { isFault, readNumber, readOptionalNumber, readWhole, type CellFault } from '#pipeline/normalize/cell';
import { mapColumns, missingColumns, trackSynonyms } from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { groundRow } from './ground-row.ts';
import { headLines } from './head-lines.ts';

const { frame, track_id: trackId, xw, yw, t_s: timeS, conf, occlusion, sequence } = trackSynonyms;
const synonyms = {
  frame,
  track_id: trackId,
  xw,
  yw,
  t_s: timeS,
  class: trackSynonyms.class,
  conf,
  occlusion,
  sequence,
};
type Field = keyof typeof synonyms;
const required: readonly Field[] = ['frame', 'track_id', 'xw', 'yw'];
const fields = Object.keys(synonyms).filter((name): name is Field => name in synonyms);
const box = { x: trackSynonyms.x, y: trackSynonyms.y, w: trackSynonyms.w, h: trackSynonyms.h };

/** A name as the table of columns compares it. */
function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_');
}

/** The synonyms, with the columns that a person has named in their place; a field whose name is empty is not read. */
function synonymsFor({ columns = {} }: ReadOptions): Record<Field, readonly string[]> {
  const chosen = (field: Field): readonly string[] => {
    const name = columns[field];
    if (name === undefined) return synonyms[field];
    return name === '' ? [] : [plain(name)];
  };
  const of: Record<Field, readonly string[]> = { ...synonyms };
  for (const field of fields) of[field] = chosen(field);
  return of;
}

const numbers = ['xw', 'yw', 't_s', 'conf', 'occlusion'] as const;
type Numbers = Record<(typeof numbers)[number], number>;

function numbersOf(cell: CellOf<Field>): Numbers | CellFault {
  const values: Numbers = { xw: 0, yw: 0, t_s: 0, conf: 0, occlusion: 0 };
  for (const field of numbers) {
    const read = required.includes(field) ? readNumber : readOptionalNumber;
    const value = read(field, cell(field) ?? '');
    if (isFault(value)) return value;
    values[field] = value;
  }
  return values;
}

function rowOf(cell: CellOf<Field>, firstFrame: number, metresPerUnit: number): TrackRow | CellFault {
  const at = readWhole('frame', cell('frame') ?? '');
  if (isFault(at)) return at;
  const values = numbersOf(cell);
  if (isFault(values)) return values;
  return groundRow({
    frame: at - firstFrame,
    trackId: cell('track_id')?.trim() ?? '',
    className: cell('class')?.trim() ?? '',
    xw: values.xw * metresPerUnit,
    yw: values.yw * metresPerUnit,
    timeS: values.t_s,
    conf: values.conf,
    occlusion: values.occlusion,
  });
}

/**
 * Tracks as CSV with places on the ground (m) and no boxes: `frame` (from 0), `track_id`, `x_m`, `y_m`, optionally `t_s`,
 * `class`, `conf`, `occlusion`, under any of the names in `trackSynonyms`. A format of our own.
 */
export const groundCsvFormat: TrackFormat = {
  id: 'ground_csv',
  name: 'Tracks on the ground, CSV',
  gives: 'tracks',
  detect(head) {
    const [header = ''] = headLines(head);
    const names = header.split(/[,;\t]/);
    const missing = missingColumns(mapColumns(names, synonyms), required);
    if (missing.length > 0) return { sure: 0, because: `its header has no ${missing.join(', ')}` };
    const boxed = missingColumns(mapColumns(names, box), ['x', 'y', 'w', 'h']).length === 0;
    return boxed
      ? { sure: 0.2, because: 'its header has places on the ground, and boxes too' }
      : { sure: 0.95, because: 'its header has frame, track and a place on the ground, and no box' };
  },
  async read(part, sinks, quarantine, options) {
    const checkSequence = createSequenceCheck(part);
    const { firstFrame = 0, metresPerUnit = 1 } = options;
    const format = { mapHeader: mapBySynonyms(synonymsFor(options), required) };
    return readCsv(part, format, quarantine, (cell, line) => {
      checkSequence(cell('sequence'), line);
      const row = rowOf(cell, firstFrame, metresPerUnit);
      return isFault(row) ? row : sinks.tracks.add(row, line);
    });
  },
};

import { problem, raise } from '#contract/errors';
import { isFault, readNumber, readOptionalNumber, type CellFault } from '#pipeline/normalize/cell';
import type { TrackField } from '#pipeline/normalize/column-map';
import type { TrackCollector, TrackRow } from '#pipeline/normalize/track-collector';
import type { SeenColumn } from './csv-table.ts';
import type { InputPart } from './input-part.ts';
import type { Quarantine } from './quarantine.ts';

/** What a reader of tracks found beside the rows it gave to the collector. */
export interface TracksRead {
  readonly format: string;
  readonly columns: readonly SeenColumn[];
  readonly rowsGiven: number;
}

/** Reads one format of tracks: rows go to the collector, bad ones to the quarantine; throws when the file as a whole is unfit. */
export type TracksReader = (
  part: InputPart,
  collector: TrackCollector,
  quarantine: Quarantine,
) => Promise<TracksRead>;

type NumberField = Exclude<TrackField, 'track_id' | 'class' | 'sequence'>;
const requiredNumbers = ['frame', 'x', 'y', 'w', 'h'] as const satisfies readonly NumberField[];
const optionalNumbers = ['t_s', 'xw', 'yw', 'conf', 'occlusion'] as const satisfies readonly NumberField[];

/** A row from the texts of its cells, or the first cell that cannot be read. */
export function rowFromCells(cell: (field: TrackField) => string | undefined): TrackRow | CellFault {
  const numbers = new Map<NumberField, number>();
  for (const field of requiredNumbers) {
    const value = readNumber(field, cell(field) ?? '');
    if (isFault(value)) return value;
    numbers.set(field, value);
  }
  for (const field of optionalNumbers) {
    const value = readOptionalNumber(field, cell(field));
    if (isFault(value)) return value;
    numbers.set(field, value);
  }
  const of = (field: NumberField): number => numbers.get(field) ?? Number.NaN;
  return {
    frame: of('frame'),
    trackId: cell('track_id')?.trim() ?? '',
    x: of('x'),
    y: of('y'),
    w: of('w'),
    h: of('h'),
    timeS: of('t_s'),
    className: cell('class')?.trim() ?? '',
    xw: of('xw'),
    yw: of('yw'),
    conf: of('conf'),
    occlusion: of('occlusion'),
  };
}

/** Refuses a file that tells of several clips: compares each row's sequence with the first. */
export function createSequenceCheck(part: InputPart): (sequence: string | undefined, line: number) => void {
  let first: string | undefined;
  return (sequence, line) => {
    if (sequence === undefined || sequence === '') return;
    first ??= sequence;
    if (sequence !== first)
      raise(
        problem('bad_value', `The file holds several sequences: ${first} and ${sequence}.`, {
          file: part.label,
          line,
          field: 'sequence',
          hint: 'Give one file per clip.',
        }),
      );
  };
}

import type { InputPart } from '#main/importers/input-part';
import type { Quarantine } from '#main/importers/quarantine';
import type { FormatSinks, PoseRow } from '#main/importers/track-format';
import type { CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';
import type { TextPlace } from './text-place.ts';

/** Where a record stands, and its text. */
export interface RecordPlace extends TextPlace {
  readonly text: string;
}

/** Where the records of one file go: rows by kind, what is wrong to the quarantine, one entry per record. */
export interface Intake {
  /** Counts one record of the file. */
  given(): void;
  rowsGiven(): number;
  /** Takes a row of a track, or of a detection where its track is empty; says whether it was taken. */
  row(row: TrackRow, place: RecordPlace): boolean;
  /** Takes a row that no record stands for, such as an interpolated one, and says why it cannot. */
  extraRow(row: TrackRow, line: number): CellFault | undefined;
  /** Takes keypoints of one row; the first that cannot be taken is told, and the others are still tried. */
  poses(poses: readonly PoseRow[], place: RecordPlace): void;
  refuse(fault: CellFault, place: RecordPlace): void;
}

export function createIntake(part: InputPart, sinks: FormatSinks, quarantine: Quarantine): Intake {
  let records = 0;
  const refuse = (fault: CellFault, { line, column, text }: RecordPlace): void => {
    const field = fault.field === '' ? {} : { field: fault.field };
    quarantine.add({ file: part.label, line, column, message: fault.message, text, ...field });
  };
  const add = (row: TrackRow, line: number): CellFault | undefined =>
    (row.trackId === '' ? sinks.detections : sinks.tracks).add(row, line);
  return {
    given() {
      records += 1;
    },
    rowsGiven: () => records,
    extraRow: add,
    row(row, place) {
      const fault = add(row, place.line);
      if (fault !== undefined) refuse(fault, place);
      return fault === undefined;
    },
    poses(poses, place) {
      const faults = poses.map((pose) => sinks.poses.add(pose, place.line));
      const first = faults.find((fault) => fault !== undefined);
      if (first !== undefined) refuse(first, place);
    },
    refuse,
  };
}

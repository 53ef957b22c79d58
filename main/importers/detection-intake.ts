import type { CellFault } from '#pipeline/normalize/cell';
import { createLinker, type LinkRules, type LooseBox } from '#pipeline/normalize/linking';
import { checkTrackRow, type TrackRow } from '#pipeline/normalize/track-row';
import { trackShape, type TrackBlock } from '#pipeline/normalize/track-shape';
import { createTextNumbers } from './number-texts.ts';
import { createRowSpool } from './row-spool.ts';
import { sortSpool, type SortedRows } from './sorted-rows.ts';
import type { IntakePlace } from './track-intake.ts';

/** Boxes without tracks, until they are linked. */
export interface DetectionIntake {
  /** Takes the box that stands at `line` (from 1), or says why not. */
  add(row: TrackRow, line: number): CellFault | undefined;
  /** Boxes that were taken, also after they are linked. */
  rows(): number;
  /** Gives each box its track, frame by frame; `nameOf` names a track by its number. */
  link(
    rules: LinkRules,
    nameOf: (track: number) => string,
    take: (row: TrackRow, line: number) => void,
  ): void;
  drop(): void;
}

const numberColumns = ['frame', 'x', 'y', 'w', 'h', 'xw', 'yw', 'conf', 'occlusion', 'timeS'] as const;
/** Stands for the track that a detection does not have yet while its row is checked. */
const anyTrack = 'detection';

interface Waiting {
  readonly row: TrackRow;
  readonly line: number;
}

/** Gathers the rows of one frame from pieces that are sorted by frame. */
function* framesOf(
  pieces: Iterable<TrackBlock>,
  classNames: readonly string[],
): Generator<readonly Waiting[]> {
  let waiting: Waiting[] = [];
  for (const { rows, columns } of pieces)
    for (let at = 0; at < rows; at++) {
      const value = (name: (typeof numberColumns)[number]): number => columns[name][at] ?? Number.NaN;
      const frame = value('frame');
      if (waiting.length > 0 && waiting[0]?.row.frame !== frame) {
        yield waiting;
        waiting = [];
      }
      const row: TrackRow = {
        frame,
        trackId: '',
        className: classNames[columns.className[at] ?? -1] ?? '',
        x: value('x'),
        y: value('y'),
        w: value('w'),
        h: value('h'),
        xw: value('xw'),
        yw: value('yw'),
        conf: value('conf'),
        occlusion: value('occlusion'),
        timeS: value('timeS'),
      };
      waiting.push({ row, line: columns.line[at] ?? 1 });
    }
  if (waiting.length > 0) yield waiting;
}

/** Takes boxes without tracks in any order, in memory that does not grow with their number. */
export function createDetectionIntake(place: IntakePlace): DetectionIntake {
  const classes = createTextNumbers();
  const spool = createRowSpool(trackShape, place.filePath, place.sizes);
  let taken = 0;
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  let sorted: SortedRows<keyof typeof trackShape> | undefined;

  function sort(): SortedRows<keyof typeof trackShape> {
    const keys = {
      rows: Int32Array.of(spool.rows()),
      firstFrame: Int32Array.of(Number.isFinite(first) ? first : 0),
      lastFrame: Int32Array.of(last),
    };
    return sortSpool(trackShape, spool, { keys, keyOf: () => 0 }, place.sizes, place.filePath, place.pulse);
  }

  return {
    add(row, line) {
      const fault = checkTrackRow({ ...row, trackId: anyTrack }, place.frameLimit, place.limitedBy);
      if (fault !== undefined) return fault;
      if (Number.isNaN(row.x))
        return { field: 'track_id', message: 'track_id is empty, and there is no box to link.' };
      const columns = spool.open();
      const at = spool.rowsInOpen();
      columns.track[at] = 0;
      columns.line[at] = line;
      columns.className[at] = classes.of(row.className);
      for (const name of numberColumns) columns[name][at] = row[name];
      [first, last] = [Math.min(first, row.frame), Math.max(last, row.frame)];
      spool.push();
      taken += 1;
      return undefined;
    },
    rows: () => taken,
    link(rules, nameOf, take) {
      sorted = sort();
      const linker = createLinker(rules);
      for (const waiting of framesOf(sorted.pieces(), classes.texts())) {
        place.pulse.check();
        const boxes: readonly LooseBox[] = waiting.map(({ row }) => row);
        const tracks = linker.link(waiting[0]?.row.frame ?? 0, boxes);
        for (const [at, { row, line }] of waiting.entries())
          take({ ...row, trackId: nameOf(tracks[at] ?? 0) }, line);
      }
      sorted.remove();
      sorted = undefined;
    },
    drop() {
      spool.clear();
      sorted?.remove();
    },
  };
}

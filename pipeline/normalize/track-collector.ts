import type { TrackTable } from '#contract/entities/track';
import { checkWhole, isFault, type CellFault } from './cell.ts';
import { growableFloat32, growableFloat64, growableInt32 } from './growable.ts';
import { createRowOrderCheck } from './row-order.ts';
import { sortTracks, type TrackRows } from './track-sort.ts';

/** One row of tracks as read. Missing numbers are NaN; `className` is empty where unknown. */
export interface TrackRow {
  readonly frame: number;
  readonly trackId: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly timeS: number;
  readonly className: string;
  readonly xw: number;
  readonly yw: number;
  readonly conf: number;
  readonly occlusion: number;
}

export interface CollectedTracks {
  readonly table: TrackTable;
  /** Seconds of the time column, one per row of the table; all NaN where there was none. */
  readonly timeS: Float64Array;
  /** Line of the first row that goes back in its track's time. */
  readonly firstLateLine: number | undefined;
  readonly lateRows: number;
  /** Tracks whose rows name several classes; the table has the most frequent one. */
  readonly mixedClasses: readonly string[];
}

export interface TrackCollector {
  /** Takes the row that stands at `line` (from 1), or says why not. */
  add(row: TrackRow, line: number): CellFault | undefined;
  rows(): number;
  finish(): CollectedTracks;
}

const longestIdLetters = 200;
const largestPx = 1e6;

function checkBox(row: TrackRow): CellFault | undefined {
  for (const field of ['x', 'y', 'w', 'h'] as const) {
    const value = row[field];
    if (!Number.isFinite(value)) return { field, message: `${field} is ${value}, which is not a value.` };
    if (Math.abs(value) > largestPx)
      return { field, message: `${field} is ${value} px, which no picture has.` };
  }
  for (const field of ['w', 'h'] as const)
    if (row[field] <= 0) return { field, message: `${field} is ${row[field]}; a box's size is above 0.` };
  return undefined;
}

function checkFrame(frame: number, frameLimit: number, limitedBy: string): CellFault | undefined {
  const whole = checkWhole('frame', frame);
  if (isFault(whole)) return whole;
  return frame < frameLimit
    ? undefined
    : { field: 'frame', message: `Frame ${frame} lies beyond ${limitedBy}.` };
}

function checkOptional(row: TrackRow): CellFault | undefined {
  for (const field of ['xw', 'yw', 'conf', 'occlusion'] as const)
    if (Math.abs(row[field]) > largestPx)
      return { field, message: `${field} is ${row[field]}, out of range.` };
  if (Number.isNaN(row.xw) !== Number.isNaN(row.yw))
    return { field: Number.isNaN(row.xw) ? 'xw' : 'yw', message: 'Only one of xw and yw is given.' };
  return undefined;
}

function checkTrackId(trackId: string): CellFault | undefined {
  if (trackId === '') return { field: 'track_id', message: 'track_id is empty.' };
  if (trackId.length > longestIdLetters)
    return { field: 'track_id', message: `track_id is longer than ${longestIdLetters} letters.` };
  return undefined;
}

const numberColumns = ['frame', 'x', 'y', 'w', 'h', 'xw', 'yw', 'conf', 'occlusion', 'timeS'] as const;

function createColumns() {
  return {
    track: growableInt32(),
    line: growableInt32(),
    frame: growableInt32(),
    className: growableInt32(),
    x: growableFloat32(),
    y: growableFloat32(),
    w: growableFloat32(),
    h: growableFloat32(),
    xw: growableFloat32(),
    yw: growableFloat32(),
    conf: growableFloat32(),
    occlusion: growableFloat32(),
    timeS: growableFloat64(),
  };
}
type Columns = ReturnType<typeof createColumns>;

function valuesOf(columns: Columns): TrackRows['columns'] {
  return {
    track: columns.track.values(),
    frame: columns.frame.values(),
    className: columns.className.values(),
    x: columns.x.values(),
    y: columns.y.values(),
    w: columns.w.values(),
    h: columns.h.values(),
    xw: columns.xw.values(),
    yw: columns.yw.values(),
    conf: columns.conf.values(),
    occlusion: columns.occlusion.values(),
    timeS: columns.timeS.values(),
  };
}

function* placesOf(columns: Columns) {
  const [track, line] = [columns.track.values(), columns.line.values()];
  for (const [row, frame] of columns.frame.values().entries())
    yield { series: track[row] ?? 0, frame, line: line[row] ?? 0 };
}

/** Numbers texts in the order in which they first come. */
function createNumbering() {
  const numbers = new Map<string, number>();
  return {
    of(text: string): number {
      const known = numbers.get(text) ?? numbers.size;
      numbers.set(text, known);
      return known;
    },
    texts: (): readonly string[] => [...numbers.keys()],
  };
}

/** Gathers rows of tracks in any order. Frames reach up to `frameLimit` (exclusive), which `limitedBy` names ("the clip's 90 pictures"). */
export function createTrackCollector(frameLimit: number, limitedBy: string): TrackCollector {
  const columns = createColumns();
  const tracks = createNumbering();
  const classes = createNumbering();
  let rows = 0;
  let lateRows = 0;
  let firstLateLine: number | undefined;

  const order = createRowOrderCheck(() => placesOf(columns));

  function keep(row: TrackRow, track: number, line: number): void {
    columns.track.push(track);
    columns.line.push(line);
    columns.className.push(classes.of(row.className));
    for (const field of numberColumns) columns[field].push(row[field]);
    rows += 1;
  }

  return {
    add(row, line) {
      const fault =
        checkFrame(row.frame, frameLimit, limitedBy) ??
        checkTrackId(row.trackId) ??
        checkBox(row) ??
        checkOptional(row);
      if (fault !== undefined) return fault;
      const track = tracks.of(row.trackId);
      const place = order.add(track, row.frame, line);
      if (place.kind === 'duplicate')
        return {
          field: 'frame',
          message: `Track ${row.trackId} has frame ${row.frame} already, in line ${place.firstLine}.`,
        };
      if (place.kind === 'late') {
        lateRows += 1;
        firstLateLine ??= line;
      }
      keep(row, track, line);
      return undefined;
    },
    rows: () => rows,
    finish() {
      const gathered: TrackRows = {
        trackIds: tracks.texts(),
        classNames: classes.texts(),
        columns: valuesOf(columns),
      };
      return { ...sortTracks(gathered), firstLateLine, lateRows };
    },
  };
}

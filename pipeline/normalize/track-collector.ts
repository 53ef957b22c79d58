import type { TrackTable } from '#contract/entities/track';
import type { CellFault } from './cell.ts';
import { growableFloat32, growableFloat64, growableInt32 } from './growable.ts';
import { createRowOrderCheck } from './row-order.ts';
import { checkTrackRow, type TrackRow } from './track-row.ts';
import { sortTracks, type TrackRows } from './track-sort.ts';

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
      const fault = checkTrackRow(row, frameLimit, limitedBy);
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

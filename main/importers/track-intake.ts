import type { CellFault } from '#pipeline/normalize/cell';
import { createTrackLedger, type TrackLedger } from '#pipeline/normalize/track-ledger';
import { checkTrackRow, type TrackRow } from '#pipeline/normalize/track-row';
import { trackShape, type TrackBlock } from '#pipeline/normalize/track-shape';
import { createTrackStats, type TrackStats } from '#pipeline/normalize/track-stats';
import { createDuplicateFilter, type Duplicate } from './duplicate-filter.ts';
import { createTextNumbers, rankTexts } from './number-texts.ts';
import type { Pulse } from './read-watch.ts';
import { createRowSpool, type RowSpool, type SpoolSizes } from './row-spool.ts';
import { sortSpool, type SortedRows } from './sorted-rows.ts';

/** Where rows are kept while they are sorted. */
export interface SpoolPlace {
  /** A fresh path for a temporary file on a disk with room. */
  readonly filePath: () => string;
  readonly sizes: SpoolSizes;
  readonly pulse: Pulse;
}

/** The same, and what frames may be. */
export interface IntakePlace extends SpoolPlace {
  readonly frameLimit: number;
  /** What the limit comes from: `the clip's 90 pictures`. */
  readonly limitedBy: string;
}

/** All tracks of a source in order, rows piece by piece. */
export interface SortedTracks {
  /** Ids by the numbers that the pieces' `track` column holds, in the order in which they first came. */
  readonly ids: readonly string[];
  /** Class names by number. */
  readonly classNames: readonly string[];
  readonly stats: TrackStats;
  readonly trackCount: number;
  /** Rows that go back in their track's time, and the line of the first. */
  readonly lateRows: number;
  readonly firstLateLine: number | undefined;
  /** Rows that repeat a frame of their track and were found only when all rows were known: how many, and the first ones. */
  readonly duplicates: { readonly count: number; readonly first: readonly Duplicate[] };
  /** Ids of tracks that name several classes, in order. */
  readonly mixedClasses: readonly string[];
  /** Rows by track id (by letters) and frame, as often as wanted; a piece is valid until the next is asked for. */
  pieces(): Generator<TrackBlock>;
}

export interface TrackIntake {
  /** Takes the row that stands at `line` (from 1), or says why not. */
  add(row: TrackRow, line: number): CellFault | undefined;
  rows(): number;
  hasTrack(trackId: string): boolean;
  finish(): SortedTracks;
  /** Removes what lies on the disk. */
  drop(): void;
}

/** Numbers of tracks, put into the order of the tracks. */
export function inOrder(column: Int32Array, order: Int32Array): Int32Array {
  return order.map((number) => column[number] ?? 0);
}

type Sorted = SortedRows<keyof typeof trackShape>;

/** Sorts the rows of a spool by track id (by letters) and frame. */
function sortTracks(
  spool: RowSpool<keyof typeof trackShape>,
  ledger: TrackLedger,
  place: SpoolPlace,
): { readonly order: Int32Array; readonly rows: Sorted } {
  const { order, rankOf } = rankTexts(ledger.ids());
  const facts = ledger.facts();
  const keys = {
    rows: inOrder(facts.rows, order),
    firstFrame: inOrder(facts.firstFrame, order),
    lastFrame: inOrder(facts.lastFrame, order),
  };
  const by = {
    keyOf: (columns: TrackBlock['columns'], row: number) => rankOf[columns.track[row] ?? 0] ?? 0,
    keys,
  };
  return { order, rows: sortSpool(trackShape, spool, by, place.sizes, place.filePath, place.pulse) };
}

/** Rows of which some went back in time, without those that repeat a frame, and what is told of all of them. */
function withoutDuplicates(rows: Sorted, unnamed: () => number) {
  const filter = createDuplicateFilter();
  const stats = createTrackStats(unnamed);
  for (const piece of rows.pieces()) stats.add(filter.judge(piece));
  return {
    stats,
    found: filter.found(),
    *pieces() {
      for (const piece of rows.pieces()) yield filter.pass(piece);
    },
  };
}

function keepRow(
  spool: RowSpool<keyof typeof trackShape>,
  row: TrackRow,
  track: number,
  className: number,
  line: number,
): void {
  const columns = spool.open();
  const at = spool.rowsInOpen();
  columns.track[at] = track;
  columns.line[at] = line;
  columns.className[at] = className;
  // Name by name, because a loop over names looks each up, ten times a row.
  columns.frame[at] = row.frame;
  columns.x[at] = row.x;
  columns.y[at] = row.y;
  columns.w[at] = row.w;
  columns.h[at] = row.h;
  columns.xw[at] = row.xw;
  columns.yw[at] = row.yw;
  columns.conf[at] = row.conf;
  columns.occlusion[at] = row.occlusion;
  columns.timeS[at] = row.timeS;
  spool.push();
}

const noDuplicates = { count: 0, first: [], firstLateLine: undefined };

/** Takes rows of tracks in any order and gives them back sorted, in memory that does not grow with their number. */
export function createTrackIntake(place: IntakePlace): TrackIntake {
  const ledger = createTrackLedger();
  const classes = createTextNumbers();
  const unnamed = (): number => classes.find('');
  const passing = createTrackStats(unnamed);
  const spool = createRowSpool(trackShape, place.filePath, place.sizes, (block) => passing.add(block));
  let backRows = 0;
  let sorted: Sorted | undefined;

  return {
    add(row, line) {
      const fault = checkTrackRow(row, place.frameLimit, place.limitedBy);
      if (fault !== undefined) return fault;
      const track = ledger.numberOf(row.trackId);
      const judged = ledger.add(track, row.frame, line);
      if (judged.kind === 'repeat') return duplicateFault(row.trackId, row.frame, judged.firstLine);
      if (judged.kind === 'back') backRows += 1;
      const signed = judged.kind === 'back' ? -line : line;
      keepRow(spool, row, track, classes.of(row.className), signed);
      return undefined;
    },
    rows: () => spool.rows(),
    hasTrack: (trackId) => ledger.find(trackId) >= 0,
    finish() {
      passing.add(spool.openBlock());
      const { order, rows } = sortTracks(spool, ledger, place);
      sorted = rows;
      const judged =
        backRows > 0
          ? withoutDuplicates(rows, unnamed)
          : { stats: passing, found: noDuplicates, pieces: () => rows.pieces() };
      const ids = ledger.ids();
      const { stats, found } = judged;
      return {
        ids,
        classNames: classes.texts(),
        stats,
        trackCount: ids.length,
        lateRows: backRows - found.count,
        firstLateLine: found.firstLateLine,
        duplicates: found,
        mixedClasses: Array.from(order)
          .filter((number) => stats.isMixed(number))
          .map((number) => ids[number] ?? ''),
        pieces: () => judged.pieces(),
      };
    },
    drop() {
      spool.clear();
      sorted?.remove();
      sorted = undefined;
    },
  };
}

/** Why a row is refused whose track has its frame already. */
export function duplicateFault(trackId: string, frame: number, firstLine: number): CellFault {
  return { field: 'frame', message: `Track ${trackId} has frame ${frame} already, in line ${firstLine}.` };
}

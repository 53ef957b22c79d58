import type { CellFault } from '#pipeline/normalize/cell';
import { createTrackLedger } from '#pipeline/normalize/track-ledger';
import { checkTrackRow, type TrackRow } from '#pipeline/normalize/track-row';
import { trackShape, type TrackBlock } from '#pipeline/normalize/track-shape';
import { createTrackStats, type TrackStats } from '#pipeline/normalize/track-stats';
import { createDuplicateFilter, type Duplicate } from './duplicate-filter.ts';
import { createTextNumbers, rankTexts } from './number-texts.ts';
import type { Pulse } from './read-watch.ts';
import { createRowSpool, type SpoolSizes } from './row-spool.ts';
import { sortSpool } from './sorted-rows.ts';

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
  /** Rows by track id (by letters) and frame, as often as wanted. */
  pieces(): Generator<TrackBlock>;
  remove(): void;
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

const numberColumns = ['frame', 'x', 'y', 'w', 'h', 'xw', 'yw', 'conf', 'occlusion', 'timeS'] as const;

/** Numbers of tracks, put into the order of the tracks. */
export function inOrder(column: Int32Array, order: Int32Array): Int32Array {
  return order.map((number) => column[number] ?? 0);
}

/** Takes rows of tracks in any order and gives them back sorted, in memory that does not grow with their number. */
export function createTrackIntake(place: IntakePlace): TrackIntake {
  const ledger = createTrackLedger();
  const classes = createTextNumbers();
  const unnamed = (): number => classes.find('');
  let stats = createTrackStats(unnamed);
  const spool = createRowSpool(trackShape, place.filePath, place.sizes, (block) => stats.add(block));
  let [backRows, sorted]: [number, { remove(): void } | undefined] = [0, undefined];

  function keep(row: TrackRow, track: number, line: number): void {
    const columns = spool.open();
    const at = spool.rowsInOpen();
    columns.track[at] = track;
    columns.line[at] = line;
    columns.className[at] = classes.of(row.className);
    for (const name of numberColumns) columns[name][at] = row[name];
    spool.push();
  }

  function sort() {
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

  return {
    add(row, line) {
      const fault = checkTrackRow(row, place.frameLimit, place.limitedBy);
      if (fault !== undefined) return fault;
      const track = ledger.numberOf(row.trackId);
      const judged = ledger.add(track, row.frame, line);
      if (judged.kind === 'repeat') return duplicateFault(row.trackId, row.frame, judged.firstLine);
      if (judged.kind === 'back') backRows += 1;
      keep(row, track, judged.kind === 'back' ? -line : line);
      return undefined;
    },
    rows: () => spool.rows(),
    hasTrack: (trackId) => ledger.find(trackId) >= 0,
    finish() {
      stats.add(spool.openBlock());
      const { order, rows } = sort();
      sorted = rows;
      const filter = createDuplicateFilter();
      if (backRows > 0) {
        stats = createTrackStats(unnamed);
        for (const piece of rows.pieces()) stats.add(filter.judge(piece));
      }
      const ids = ledger.ids();
      const found = filter.found();
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
        *pieces() {
          for (const piece of rows.pieces()) yield backRows > 0 ? filter.pass(piece) : piece;
        },
        remove: rows.remove,
      };
    },
    drop() {
      spool.clear();
      sorted?.remove();
    },
  };
}

/** Why a row is refused whose track has its frame already. */
export function duplicateFault(trackId: string, frame: number, firstLine: number): CellFault {
  return { field: 'frame', message: `Track ${trackId} has frame ${frame} already, in line ${firstLine}.` };
}

import { createClassCounts } from './class-counts.ts';
import type { TrackBlock } from './track-shape.ts';

/** What whole columns would tell, gathered block by block. */
export interface TrackStats {
  add(block: TrackBlock): void;
  rows(): number;
  /** First and last frame; undefined without rows. */
  frames(): { readonly first: number; readonly last: number } | undefined;
  /** Right-most and lowest edge of all boxes in whole px, at least 1. */
  span(): { readonly widthPx: number; readonly heightPx: number };
  /** Whether any row has a ground point. */
  grounded(): boolean;
  timed(): boolean;
  /** Class of a track as a number of `classNames`: the most frequent one, of equal ones that with the earlier frame; -1 unknown. */
  classOf(track: number): number;
  /** Whether a track's rows name several classes. */
  isMixed(track: number): boolean;
}

/** Gathers what is told of a source from blocks of its rows; `unnamed` is the number of the empty class name, or -1. */
export function createTrackStats(unnamed: () => number): TrackStats {
  const classes = createClassCounts();
  let [rows, first, last] = [0, Number.POSITIVE_INFINITY, -1];
  let [right, bottom] = [1, 1];
  let [grounded, timed] = [false, false];

  function addClasses({ rows: count, columns }: TrackBlock): void {
    const nameless = unnamed();
    for (let row = 0; row < count; row++) {
      const name = columns.className[row] ?? 0;
      if (name !== nameless) classes.add(columns.track[row] ?? 0, name, columns.frame[row] ?? 0);
    }
  }

  function addEdges({ rows: count, columns }: TrackBlock): void {
    for (let row = 0; row < count; row++) {
      const frame = columns.frame[row] ?? 0;
      if (frame < first) first = frame;
      if (frame > last) last = frame;
      const x = Math.ceil((columns.x[row] ?? 0) + (columns.w[row] ?? 0));
      const y = Math.ceil((columns.y[row] ?? 0) + (columns.h[row] ?? 0));
      if (x > right) right = x;
      if (y > bottom) bottom = y;
      if (!grounded && !Number.isNaN(columns.xw[row])) grounded = true;
      if (!timed && !Number.isNaN(columns.timeS[row])) timed = true;
    }
  }

  return {
    add(block) {
      rows += block.rows;
      addEdges(block);
      addClasses(block);
    },
    rows: () => rows,
    frames: () => (rows === 0 ? undefined : { first, last }),
    span: () => ({ widthPx: right, heightPx: bottom }),
    grounded: () => grounded,
    timed: () => timed,
    classOf: (track) => classes.classOf(track),
    isMixed: (track) => classes.isMixed(track),
  };
}

import { createClassCounts } from './class-counts.ts';
import type { BlockColumn } from './row-block.ts';
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

/** The farthest edge (px, whole) of boxes that begin at `start`, or `before` where none is farther. */
function farthest(start: BlockColumn, size: BlockColumn, rows: number, before: number): number {
  let far = before;
  for (let row = 0; row < rows; row++) {
    const edge = Math.ceil((start[row] ?? 0) + (size[row] ?? 0));
    if (edge > far) far = edge;
  }
  return far;
}

function hasValue(column: BlockColumn, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (!Number.isNaN(column[row])) return true;
  return false;
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

  function addFrames({ rows: count, columns }: TrackBlock): void {
    for (let row = 0; row < count; row++) {
      const frame = columns.frame[row] ?? 0;
      if (frame < first) first = frame;
      if (frame > last) last = frame;
    }
  }

  function addEdges({ rows: count, columns }: TrackBlock): void {
    right = farthest(columns.x, columns.w, count, right);
    bottom = farthest(columns.y, columns.h, count, bottom);
  }

  return {
    add(block) {
      rows += block.rows;
      addFrames(block);
      addEdges(block);
      grounded ||= hasValue(block.columns.xw, block.rows);
      timed ||= hasValue(block.columns.timeS, block.rows);
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

import type { TrackBlock } from './track-shape.ts';
import { unknownClass } from './track-sort.ts';

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

interface ClassCount {
  rows: number;
  firstFrame: number;
}

function better(a: ClassCount, b: ClassCount): boolean {
  return a.rows > b.rows || (a.rows === b.rows && a.firstFrame < b.firstFrame);
}

/** Gathers what is told of a source from blocks of its rows; `unnamed` is the number of the empty class name, or -1. */
export function createTrackStats(unnamed: () => number): TrackStats {
  const perTrack = new Map<number, Map<number, ClassCount>>();
  let [rows, first, last] = [0, Number.POSITIVE_INFINITY, -1];
  let [right, bottom] = [1, 1];
  let [grounded, timed] = [false, false];

  function countClass(track: number, name: number, frame: number): void {
    let counts = perTrack.get(track);
    if (counts === undefined) {
      counts = new Map();
      perTrack.set(track, counts);
    }
    const count = counts.get(name);
    if (count === undefined) counts.set(name, { rows: 1, firstFrame: frame });
    else {
      count.rows += 1;
      if (frame < count.firstFrame) count.firstFrame = frame;
    }
  }

  function addClasses({ rows: count, columns }: TrackBlock): void {
    const nameless = unnamed();
    for (let row = 0; row < count; row++) {
      const name = columns.className[row] ?? 0;
      if (name !== nameless) countClass(columns.track[row] ?? 0, name, columns.frame[row] ?? 0);
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
    classOf(track) {
      let best: readonly [number, ClassCount] | undefined;
      for (const entry of perTrack.get(track) ?? [])
        if (best === undefined || better(entry[1], best[1])) best = entry;
      return best?.[0] ?? -1;
    },
    isMixed: (track) => (perTrack.get(track)?.size ?? 0) > 1,
  };
}

/** Name of a class by its number; `unknown` for -1. */
export function className(names: readonly string[], number: number): string {
  return names[number] ?? unknownClass;
}

import type { TrackTable } from '#contract/entities/track';

/** Rows `[from, to)` of a track. */
export function rowsOf(table: TrackTable, track: number): readonly [number, number] {
  return [table.rowStart[track] ?? 0, table.rowStart[track + 1] ?? 0];
}

/** First index of `[from, to)` whose frame is not before `frame`. */
export function firstRowAt(frames: Int32Array, from: number, to: number, frame: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle] ?? 0) < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows `[from, to)` of a track whose frames lie in `[startFrame, endFrame)`. */
export function rowsWithin(
  table: TrackTable,
  track: number,
  startFrame: number,
  endFrame: number,
): readonly [number, number] {
  const [from, to] = rowsOf(table, track);
  return [firstRowAt(table.frame, from, to, startFrame), firstRowAt(table.frame, from, to, endFrame)];
}

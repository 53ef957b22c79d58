import { toRow, type Bar, type BarRow } from './bars.ts';

/** One horizontal strip; a lane with overlapping bars takes several rows, the first of which carries the label. */
export interface LaneRow extends BarRow {
  readonly lane: string;
  /** 0 for the lane's first row. */
  readonly depth: number;
}

/** Puts bars, in order of start, on the first row where they touch nothing; returns the rows (first-fit packing). */
export function packRows(bars: readonly Bar[]): readonly (readonly Bar[])[] {
  const sorted = [...bars].sort((a, b) => a.startFrame - b.startFrame || b.endFrame - a.endFrame);
  const rows: Bar[][] = [];
  const ends: number[] = [];
  for (const bar of sorted) {
    const free = ends.findIndex((end) => end <= bar.startFrame);
    const row = free === -1 ? rows.length : free;
    (rows[row] ??= []).push(bar);
    ends[row] = bar.endFrame;
  }
  return rows;
}

/** Rows of every lane in the order of `lanes`; a lane without bars keeps one empty row. */
export function layLanes(bars: readonly Bar[], lanes: readonly string[]): readonly LaneRow[] {
  const byLane = new Map<string, Bar[]>(lanes.map((lane) => [lane, []]));
  for (const bar of bars) byLane.get(bar.lane)?.push(bar);
  return lanes.flatMap((lane) => {
    const packed = packRows(byLane.get(lane) ?? []);
    const rows = packed.length === 0 ? [[]] : packed;
    return rows.map((row, depth) => ({ ...toRow(row), lane, depth }));
  });
}

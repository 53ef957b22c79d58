import type { TrackTable } from '#contract/entities/track';
import type { Homography } from '#contract/entities/zone';

/** What ground points are read from. */
export interface GroundSource {
  readonly table: TrackTable;
  readonly space: 'metric' | 'body';
  readonly homography?: Homography | undefined;
  readonly scales: Float64Array;
}

export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A picture point (px) on the ground (m): x, y, and the homogeneous divisor, whose sign says the side of the horizon. */
export function toGround(
  homography: Homography,
  xPx: number,
  yPx: number,
): readonly [number, number, number] {
  const at = (row: number) =>
    (homography[row] ?? Number.NaN) * xPx +
    (homography[row + 1] ?? Number.NaN) * yPx +
    (homography[row + 2] ?? Number.NaN);
  const divisor = at(6);
  return [at(0) / divisor, at(3) / divisor, divisor];
}

function bottomCentresInto({ x, y }: Points, table: TrackTable, from: number, to: number): void {
  for (let row = from; row < to; row += 1) {
    x[row - from] = (table.xPx[row] ?? Number.NaN) + (table.wPx[row] ?? Number.NaN) / 2;
    y[row - from] = (table.yPx[row] ?? Number.NaN) + (table.hPx[row] ?? Number.NaN);
  }
}

/** Bottom centre of each box of the rows `[from, to)`, in pixels. */
export function bottomCentres(table: TrackTable, from: number, to: number): Points {
  const points = { x: new Float64Array(to - from), y: new Float64Array(to - from) };
  bottomCentresInto(points, table, from, to);
  return points;
}

function metresInto({ x, y }: Points, source: GroundSource, from: number, to: number): void {
  const { table, homography } = source;
  x.set(table.xM.subarray(from, to));
  y.set(table.yM.subarray(from, to));
  if (homography === undefined) return;
  const feet = bottomCentres(table, from, to);
  for (let i = 0; i < to - from; i += 1) {
    if (!Number.isNaN(x[i]) && !Number.isNaN(y[i])) continue;
    const [xM, yM] = toGround(homography, feet.x[i] ?? Number.NaN, feet.y[i] ?? Number.NaN);
    x[i] = xM;
    y[i] = yM;
  }
}

/**
 * Ground points of the rows `[from, to)` of one track, into the first entries of `into`. Metric: the table's metres, else the
 * bottom centre through the homography. Body: the bottom centre in the track's own body heights. NaN where unknown.
 */
export function groundPointsInto(
  into: Points,
  source: GroundSource,
  track: number,
  from: number,
  to: number,
): void {
  if (source.space === 'metric') return metresInto(into, source, from, to);
  bottomCentresInto(into, source.table, from, to);
  const scale = source.scales[track] ?? Number.NaN;
  for (let i = 0; i < to - from; i += 1) {
    into.x[i] = (into.x[i] ?? Number.NaN) / scale;
    into.y[i] = (into.y[i] ?? Number.NaN) / scale;
  }
}

/** The same as columns of their own. */
export function groundPoints(source: GroundSource, track: number, from: number, to: number): Points {
  const points = { x: new Float64Array(to - from), y: new Float64Array(to - from) };
  groundPointsInto(points, source, track, from, to);
  return points;
}

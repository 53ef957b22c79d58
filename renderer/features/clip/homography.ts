import type { Homography } from '#contract/entities/zone';

export type Point = readonly [number, number];

function minor(m: Homography, i: number, j: number, k: number, l: number): number {
  const at = (entry: number): number => m[entry] ?? 0;
  return at(i) * at(l) - at(j) * at(k);
}

/** The inverse of a 3x3 matrix by its adjugate; undefined where it has none. */
export function invert(m: Homography): Homography | undefined {
  const adjugate = [
    minor(m, 4, 5, 7, 8),
    minor(m, 2, 1, 8, 7),
    minor(m, 1, 2, 4, 5),
    minor(m, 5, 3, 8, 6),
    minor(m, 0, 2, 6, 8),
    minor(m, 2, 0, 5, 3),
    minor(m, 3, 4, 6, 7),
    minor(m, 1, 0, 7, 6),
    minor(m, 0, 1, 3, 4),
  ];
  const determinant = [0, 1, 2].reduce((sum, i) => sum + (m[i] ?? 0) * (adjugate[3 * i] ?? 0), 0);
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-15) return undefined;
  return adjugate.map((cofactor) => cofactor / determinant);
}

function rowTimes(m: Homography, row: number, [x, y]: Point): number {
  return (m[3 * row] ?? 0) * x + (m[3 * row + 1] ?? 0) * y + (m[3 * row + 2] ?? 0);
}

/** The point mapped by `m`; undefined on the horizon and, where `side` is given, beyond it (a weight of the other sign). */
export function project(m: Homography, point: Point, side = 0): Point | undefined {
  const weight = weightAt(m, point);
  if (Math.abs(weight) < 1e-9 || weight * side < 0) return undefined;
  return [rowTimes(m, 0, point) / weight, rowTimes(m, 1, point) / weight];
}

/** The homogeneous weight of a point; its sign tells on which side of the horizon it lies. */
export function weightAt(m: Homography, point: Point): number {
  return rowTimes(m, 2, point);
}

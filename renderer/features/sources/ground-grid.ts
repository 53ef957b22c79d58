import type { Homography } from '#contract/entities/zone';
import { invert, project, type Point } from '../clip/homography.ts';
import type { PickedPoint } from './calibration-draft.ts';

/** A line of the ground as it lies on the picture (px). */
export type GridLine = readonly [Point, Point];

const mostLines = 12;

/** A step of 1, 2 or 5 times a power of ten that divides `spanM` into at most a dozen parts. */
export function gridStepM(spanM: number): number {
  if (!(spanM > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(spanM / mostLines));
  const factor = [1, 2, 5, 10].find((times) => spanM / (power * times) <= mostLines) ?? 10;
  return power * factor;
}

function marksBetween(fromM: number, toM: number, stepM: number): readonly number[] {
  const first = Math.ceil(fromM / stepM - 1e-9);
  const count = Math.floor(toM / stepM + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, Math.min(count, 2 * mostLines)) }, (_, n) => (first + n) * stepM);
}

/** Lines of the ground between the points that have metres, drawn onto the picture; none where they do not span an area. */
export function groundGrid(homography: Homography, points: readonly PickedPoint[]): readonly GridLine[] {
  const inverse = invert(homography);
  const xs = points.flatMap(({ xM }) => (xM === undefined ? [] : [xM]));
  const ys = points.flatMap(({ yM }) => (yM === undefined ? [] : [yM]));
  if (inverse === undefined || xs.length === 0 || ys.length === 0) return [];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const stepM = gridStepM(Math.max(right - left, bottom - top));
  const ends: readonly (readonly [Point, Point])[] = [
    ...marksBetween(left, right, stepM).map(
      (x) =>
        [
          [x, top],
          [x, bottom],
        ] as const,
    ),
    ...marksBetween(top, bottom, stepM).map(
      (y) =>
        [
          [left, y],
          [right, y],
        ] as const,
    ),
  ];
  return ends.flatMap(([from, to]): readonly GridLine[] => {
    const [start, end] = [project(inverse, from), project(inverse, to)];
    return start === undefined || end === undefined ? [] : [[start, end]];
  });
}

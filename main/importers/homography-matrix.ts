import type { Homography } from '#contract/entities/zone';

/** Whether the matrix can be undone: its determinant is not zero against the size of its numbers. */
export function isInvertible(matrix: Homography): boolean {
  const at = (index: number): number => matrix[index] ?? 0;
  const determinant =
    at(0) * (at(4) * at(8) - at(5) * at(7)) -
    at(1) * (at(3) * at(8) - at(5) * at(6)) +
    at(2) * (at(3) * at(7) - at(4) * at(6));
  const size = Math.max(...matrix.map(Math.abs));
  return Math.abs(determinant) > 1e-12 * size ** 3;
}

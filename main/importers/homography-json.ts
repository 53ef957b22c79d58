import { z } from 'zod';
import { ok, type Result } from '#contract/errors';
import type { Homography } from '#contract/entities/zone';
import { parseJsonFile, refuseAt } from './json-file.ts';

const rowSchema = z.tuple([z.number(), z.number(), z.number()]);
const matrixSchema = z.union(
  [z.array(z.number()).length(9), z.tuple([rowSchema, rowSchema, rowSchema])],
  'A homography is nine numbers, or three rows of three.',
);
const fileSchema = z.union(
  [matrixSchema, z.object({ homography: matrixSchema })],
  'The file is a homography, or an object with one under "homography".',
);

function determinant(matrix: Homography): number {
  const at = (index: number): number => matrix[index] ?? 0;
  return (
    at(0) * (at(4) * at(8) - at(5) * at(7)) -
    at(1) * (at(3) * at(8) - at(5) * at(6)) +
    at(2) * (at(3) * at(7) - at(4) * at(6))
  );
}

/** A homography from picture (px) to ground (m): nine numbers by rows, or three rows of three, plain or under `homography`. */
export function readHomographyJson(text: string, file: string): Result<Homography> {
  const parsed = parseJsonFile(text, fileSchema, file);
  if (!parsed.ok) return parsed;
  const matrix = Array.isArray(parsed.value) ? parsed.value : parsed.value.homography;
  const numbers = matrix.flat();
  const size = Math.max(...numbers.map(Math.abs));
  if (!(Math.abs(determinant(numbers)) > 1e-12 * size ** 3))
    return refuseAt(text, file, ['homography'], 'The homography cannot be undone: its determinant is zero.');
  return ok(numbers);
}

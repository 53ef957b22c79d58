import { z } from 'zod';
import { ok, type Result } from '#contract/errors';
import type { Homography } from '#contract/entities/zone';
import { isInvertible } from './homography-matrix.ts';
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

/** A homography from picture (px) to ground (m): nine numbers by rows, or three rows of three, plain or under `homography`. */
export function readHomographyJson(text: string, file: string): Result<Homography> {
  const parsed = parseJsonFile(text, fileSchema, file);
  if (!parsed.ok) return parsed;
  const matrix = Array.isArray(parsed.value) ? parsed.value : parsed.value.homography;
  const numbers = matrix.flat();
  if (!isInvertible(numbers))
    return refuseAt(text, file, ['homography'], 'The homography cannot be undone: its determinant is zero.');
  return ok(numbers);
}

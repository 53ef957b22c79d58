import { err, ok, problem, type Problem, type Result } from '#contract/errors';
import type { Homography } from '#contract/entities/zone';
import { isInvertible } from './homography-matrix.ts';

const size = 3;
const numberText = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function refuse(message: string, file: string, line: number, column = 1): Result<never> {
  const place: Omit<Problem, 'code' | 'message'> = { file, line, column, field: 'homography' };
  const hint = 'A homography is three lines of three numbers each, from picture (px) to ground (m).';
  return err(problem('bad_value', message, { ...place, hint }));
}

function readLine(text: string, file: string, line: number): Result<readonly number[]> {
  const words = [...text.matchAll(/[^\s,;]+/g)];
  if (words.length !== size) return refuse(`The line has ${words.length} values, not three.`, file, line);
  const strange = words.find(([word]) => !numberText.test(word) || !Number.isFinite(Number(word)));
  if (strange !== undefined)
    return refuse(`"${strange[0].slice(0, 40)}" is not a number.`, file, line, strange.index + 1);
  return ok(words.map(([word]) => Number(word)));
}

/** What the columns of the matrix stand for: `x y` is the contract's order; `row column` exchanges the first two. */
export type PictureOrder = 'x y' | 'row column';

/** The order of a file by its name: `H.txt` of the ETH and UCY pedestrians maps row and column, any other file x and y. */
export function pictureOrderOf(name: string): PictureOrder {
  return /(^|[\s\\/._-])H\.txt$/.test(name) ? 'row column' : 'x y';
}

function swapColumns(numbers: readonly number[]): Homography {
  const from = [1, 0, 2];
  return numbers.map((_, at) => numbers[at - (at % size) + (from[at % size] ?? 0)] ?? 0);
}

/**
 * A homography from picture (px) to ground (m) as plain text: three lines of three numbers, white space or commas between,
 * as numpy's `savetxt` writes it. `H.txt` of ETH and UCY takes (row, column, 1), as `importData.m` multiplies it; so read,
 * it maps `annotation.vsp` of zara01 onto its `obsmat.txt` to 5 micrometres, and in the other order 35 m beside it.
 */
export function readHomographyText(text: string, file: string, order: PictureOrder): Result<Homography> {
  const numbers: number[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, file, at + 1);
    if (!read.ok) return read;
    if (numbers.length === size * size) return refuse('The file has more than three lines.', file, at + 1);
    numbers.push(...read.value);
  }
  if (numbers.length < size * size)
    return refuse(`The file has ${numbers.length} of nine numbers.`, file, text.split('\n').length);
  if (!isInvertible(numbers))
    return refuse('The homography cannot be undone: its determinant is zero.', file, 1);
  return ok(order === 'x y' ? numbers : swapColumns(numbers));
}

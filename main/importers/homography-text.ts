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

/**
 * Nine numbers of a homography as plain text: three lines of three, white space or commas between, as `H.txt` of the ETH
 * and UCY pedestrians and numpy's `savetxt` write them.
 */
export function readHomographyText(text: string, file: string): Result<Homography> {
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
  return ok(numbers);
}

import type { FileHead } from '#main/importers/track-format';

const headBytes = 1 << 16;

/** Whole lines of a file's beginning that are not blank; the last one is left out where it may be cut off. */
export function headLines(head: FileHead): readonly string[] {
  if (head.text === undefined) return [];
  const lines = head.text.split('\n').map((line) => line.trim());
  if (head.bytes.length >= headBytes) lines.pop();
  return lines.filter((line) => line !== '');
}

/** The numbers of a line that holds nothing else, with white space between; undefined for any other line. */
export function plainNumbers(line: string): readonly number[] | undefined {
  const words = line.trim().split(/\s+/);
  const numbers = words.map((word) => (/^[+-]?[\d.]/.test(word) ? Number(word) : Number.NaN));
  return numbers.every(Number.isFinite) ? numbers : undefined;
}

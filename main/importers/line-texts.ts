import type { InputPart } from './input-part.ts';
import { readLines } from './text-lines.ts';

/** The texts of a file's lines with these numbers, from 1; the file is read once more, up to the last of them. */
export async function readLineTexts(
  part: InputPart,
  lines: ReadonlySet<number>,
): Promise<ReadonlyMap<number, string>> {
  const texts = new Map<number, string>();
  if (lines.size === 0) return texts;
  const last = Math.max(...lines);
  for await (const batch of readLines(part)) {
    const end = batch.firstLine + batch.lines.length;
    for (const line of lines)
      if (line >= batch.firstLine && line < end) texts.set(line, batch.lines[line - batch.firstLine] ?? '');
    if (end > last) break;
  }
  return texts;
}

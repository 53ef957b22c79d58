/** The first line of a text that is not blank. */
export function firstFilledLine(text: string): string {
  return filledLines(text, 1)[0] ?? '';
}

/** The first lines of a text that are not blank, at most `most`. */
export function filledLines(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    if (lines.length >= most) break;
    if (line.trim() !== '') lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
  }
  return lines;
}

/** Share in [0, 1] of the cells that are numbers. */
export function numberShare(cells: readonly string[]): number {
  if (cells.length === 0) return 0;
  return cells.filter((cell) => cell.trim() !== '' && Number.isFinite(Number(cell))).length / cells.length;
}

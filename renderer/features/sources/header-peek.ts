import type { InspectedColumn } from './column-choice.ts';

const separators = [',', ';', '\t'] as const;
const peekedRows = 3;

/** Cells of a line; quotes hold separators, doubled quotes are one. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const [at, letter] of Array.from(line).entries()) {
    if (letter === '"') {
      if (quoted && line.charAt(at + 1) === '"') cell += '"';
      quoted = !quoted;
    } else if (letter === separator && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell].map((text) => text.replaceAll('""', '"').trim());
}

function separatorOf(line: string): string {
  const counts = separators.map((separator) => line.split(separator).length);
  const most = Math.max(...counts);
  return separators[counts.indexOf(most)] ?? ',';
}

/**
 * The columns of a table from its first lines, for a file that was refused before its columns could be said: nothing is guessed
 * of what they become. None where the first line is no header.
 */
export function peekColumns(head: string): readonly InspectedColumn[] {
  const [header = '', ...rows] = head.replace(/^\uFEFF/, '').split(/\r?\n/);
  const separator = separatorOf(header);
  const names = cellsOf(header, separator);
  const isHeader = names.length > 1 && names.every((name) => name !== '' && Number.isNaN(Number(name)));
  if (!isHeader || new Set(names).size < names.length) return [];
  const samples = rows
    .filter((row) => row !== '')
    .slice(0, peekedRows)
    .map((row) => cellsOf(row, separator));
  return names.map((name, at) => ({ name, samples: samples.map((cells) => cells[at] ?? '') }));
}

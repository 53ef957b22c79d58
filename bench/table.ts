import { markdownTable } from '#tools/quality/section';
import type { Row, Side } from './row.ts';

const none = '–';
const digits = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));
const times = (ratio: number): string => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1)}x`;

function timeCell(side: Side | undefined): string {
  return side === undefined ? none : `${digits(side.cpuMs)} / ${digits(side.wallMs)}`;
}

function ratioCell({ python, own }: Row): string {
  if (python === undefined) return none;
  return `${times(python.cpuMs / own.cpuMs)} / ${times(python.wallMs / own.wallMs)}`;
}

/** How a row stands to its target, by CPU time. */
export function verdict({ python, own, target }: Row): string {
  if (target === undefined) return none;
  const wanted = `${target.least}x (${target.goal}x)`;
  if (python === undefined) return wanted;
  const ratio = python.cpuMs / own.cpuMs;
  if (ratio >= target.goal) return `${wanted}: goal met`;
  return `${wanted}: ${ratio >= target.least ? 'met' : 'MISSED'}`;
}

const megabytes = (side: Side | undefined): string =>
  side?.peakBytes === undefined ? none : (side.peakBytes / 2 ** 20).toFixed(0);

function memoryCell({ python, own }: Row): string {
  return python === undefined ? megabytes(own) : `${megabytes(python)} / ${megabytes(own)}`;
}

/** What is moved at least, how fast, and what share of a plain copy's speed that is. */
function movedCell({ movedBytes, own }: Row, copyBytesPerS: number): string {
  if (movedBytes === undefined) return none;
  const bytesPerS = movedBytes / (own.cpuMs / 1000);
  const share = (100 * bytesPerS) / copyBytesPerS;
  return `${(movedBytes / 1e6).toFixed(0)} MB, ${(bytesPerS / 1e9).toFixed(1)} GB/s, ${share.toFixed(0)} %`;
}

/** The one table of the bench, as Markdown. */
export function tableOf(rows: readonly Row[], copyBytesPerS: number): string {
  const names = [
    'work',
    'Python CPU / wall ms',
    'TypeScript CPU / wall ms',
    'own CPU / wall ms',
    'Python / own CPU / wall',
    'target (goal)',
    'peak MB Python / own',
    'moved, share of a copy',
  ];
  return markdownTable(
    names,
    rows.map((row) => [
      row.name,
      timeCell(row.python),
      timeCell(row.typescript),
      timeCell(row.own),
      ratioCell(row),
      verdict(row),
      memoryCell(row),
      movedCell(row, copyBytesPerS),
    ]),
  );
}

/** The notes of the rows, one a line. */
export function notesOf(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ name, note }) => (note === undefined ? [] : [`- *${name}*: ${note}`]));
}

import type { ErrorCode } from '#contract/errors';
import type { Diagnostic } from '#contract/rpc/projects';

/** A half-open range of characters in the file. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Gathers what is wrong with one text, by character offset. */
export interface DiagnosticSink {
  error(code: ErrorCode, range: TextRange, message: string, hint?: string): void;
  readonly found: readonly Diagnostic[];
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A sink for `text`; offsets beyond it are pulled to its end. */
export function createDiagnostics(text: string): DiagnosticSink {
  const starts = lineStarts(text);
  const found: Diagnostic[] = [];
  return {
    found,
    error(code, range, message, hint) {
      const offset = Math.min(Math.max(range.start, 0), text.length);
      const line = lineOf(starts, offset);
      const place = { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
      const repeats = found.some(
        (other) => other.line === place.line && other.column === place.column && other.message === message,
      );
      if (repeats) return;
      const length = Math.max(0, Math.min(range.end, text.length) - offset);
      found.push({
        severity: 'error',
        code,
        message,
        ...place,
        length,
        ...(hint === undefined ? {} : { hint }),
      });
    },
  };
}

/** Diagnostics in reading order. */
export function inReadingOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** One diagnostic the way a compiler prints it: place, message, suggestion, the line and a caret under the column. */
export function formatDiagnostic(file: string, text: string, diagnostic: Diagnostic): string {
  const line = (text.split('\n')[diagnostic.line - 1] ?? '').replace(/\r$/, '');
  const hint = diagnostic.hint === undefined ? '' : ` ${diagnostic.hint}`;
  const head = `${file}:${diagnostic.line}:${diagnostic.column} ${diagnostic.message}${hint}`;
  const gutter = `${diagnostic.line} | `;
  const indent = line.slice(0, diagnostic.column - 1).replace(/[^\t]/g, ' ');
  return `${head}\n${gutter}${line}\n${' '.repeat(gutter.length)}${indent}^`;
}

/** Where a command writes: answers to `out`, progress and messages to `note`, so that answers can be piped. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
  /** Rewrites the last line of progress; a no-op where the error stream is no screen. */
  readonly progress: (text: string) => void;
}

/** The process's own streams. */
export function createTerminal(): Terminal {
  const live = process.stderr.isTTY;
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    note: (text) => process.stderr.write(`${text}\n`),
    progress: (text) => (live ? process.stderr.write(`\r\u001B[K${text}`) : undefined),
  };
}

function pad(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}

/** A plain table: names over columns, numbers to the right. */
export function formatTable(
  names: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const widths = names.map((name, i) =>
    Math.max(name.length, ...rows.map((row) => String(row[i] ?? '').length)),
  );
  const right = names.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'));
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, i) => pad(String(cell), widths[i] ?? 0, right[i] ?? false))
      .join('  ')
      .trimEnd();
  return [names, ...rows].map(line).join('\n');
}

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV with a header (RFC 4180 quoting, line feeds). */
export function formatCsv(names: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [names, ...rows].map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}

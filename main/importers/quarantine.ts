import type { QuarantinedRow } from '#contract/entities/source';
import type { QuarantineGroup } from '#contract/rpc/source-inspection';

/** The rows of a source that are not loaded: all are counted, the first ones kept with their text. */
export interface Quarantine {
  add(row: QuarantinedRow): void;
  /** Takes rows of the one file that was read so far, found when all its rows were known; `count` tells of those without text too. */
  insert(rows: readonly QuarantinedRow[], count: number): void;
  count(): number;
  /** Rows of one file that were not loaded. */
  countOf(file: string): number;
  firstOf(file: string): QuarantinedRow | undefined;
  rows(): readonly QuarantinedRow[];
  /** Rows by reason, the most frequent first. */
  groups(): readonly QuarantineGroup[];
}

/** As many as a screen ever asks for. */
export const keptRows = 1000;
const keptLetters = 500;
const mostGroups = 100;

function shorten(text: string): string {
  return text.length > keptLetters ? `${text.slice(0, keptLetters)}…` : text;
}

/** A message without its numbers and quoted texts, so that rows with the same fault have the same reason. */
function reasonOf(message: string): string {
  return message
    .replaceAll(/"[^"]*"/g, '"…"')
    .replaceAll(/^Track .+ has frame/g, 'Track … has frame')
    .replaceAll(/-?\b\d[\d.]*(e[+-]?\d+)?\b/gi, '…');
}

function byLine(a: QuarantinedRow, b: QuarantinedRow): number {
  return a.line - b.line;
}

export function createQuarantine(): Quarantine {
  let kept: QuarantinedRow[] = [];
  const counts = new Map<string, number>();
  const firsts = new Map<string, QuarantinedRow>();
  const groups = new Map<string, QuarantineGroup>();
  let count = 0;

  function group(row: QuarantinedRow, rows: number): void {
    const reason = reasonOf(row.message);
    const key = `${row.file} ${row.field ?? ''} ${reason}`;
    const known = groups.get(key);
    if (known === undefined && groups.size >= mostGroups) return;
    const field = row.field === undefined ? {} : { field: row.field };
    const first = known === undefined || row.line < known.first.line ? row : known.first;
    groups.set(key, { reason, ...field, rows: (known?.rows ?? 0) + rows, first });
  }

  function tally(row: QuarantinedRow, rows: number): void {
    count += rows;
    counts.set(row.file, (counts.get(row.file) ?? 0) + rows);
    const first = firsts.get(row.file);
    if (first === undefined || row.line < first.line) firsts.set(row.file, row);
    group(row, rows);
  }

  return {
    add(row) {
      const short = kept.length < keptRows ? { ...row, text: shorten(row.text) } : row;
      tally(short, 1);
      if (kept.length < keptRows) kept.push(short);
    },
    insert(rows, total) {
      for (const [at, row] of rows.entries())
        tally({ ...row, text: shorten(row.text) }, at === 0 ? total - rows.length + 1 : 1);
      const short = rows.map((row) => ({ ...row, text: shorten(row.text) }));
      kept = [...kept, ...short].toSorted(byLine).slice(0, keptRows);
    },
    count: () => count,
    countOf: (file) => counts.get(file) ?? 0,
    firstOf: (file) => firsts.get(file),
    rows: () => kept,
    groups: () => [...groups.values()].toSorted((a, b) => b.rows - a.rows),
  };
}

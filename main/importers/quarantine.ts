import type { QuarantinedRow } from '#contract/entities/source';

/** The rows of a source that are not loaded: all are counted, the first ones kept with their text. */
export interface Quarantine {
  add(row: QuarantinedRow): void;
  count(): number;
  /** Rows of one file that were not loaded. */
  countOf(file: string): number;
  firstOf(file: string): QuarantinedRow | undefined;
  rows(): readonly QuarantinedRow[];
}

/** As many as a screen ever asks for. */
const keptRows = 1000;
const keptLetters = 500;

function shorten(text: string): string {
  return text.length > keptLetters ? `${text.slice(0, keptLetters)}…` : text;
}

export function createQuarantine(): Quarantine {
  const kept: QuarantinedRow[] = [];
  const counts = new Map<string, number>();
  const firsts = new Map<string, QuarantinedRow>();
  let count = 0;
  return {
    add(row) {
      const short = { ...row, text: shorten(row.text) };
      count += 1;
      counts.set(row.file, (counts.get(row.file) ?? 0) + 1);
      if (!firsts.has(row.file)) firsts.set(row.file, short);
      if (kept.length < keptRows) kept.push(short);
    },
    count: () => count,
    countOf: (file) => counts.get(file) ?? 0,
    firstOf: (file) => firsts.get(file),
    rows: () => kept,
  };
}

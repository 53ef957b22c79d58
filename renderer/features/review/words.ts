import type { DecisionKind } from '#contract/entities/decision';
import type { VerdictState } from '#contract/rpc/review';

/** A measured number as it stands in a table: three significant digits or so, the minus as a typographic one, a dash for none. */
export function formatValue(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '\u2013';
  const size = Math.abs(value);
  const text = size.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}

/** A margin with its sign; empty where there is none. */
export function formatMargin(margin: number | undefined): string {
  if (margin === undefined || Number.isNaN(margin)) return '';
  const text = formatValue(margin);
  return margin >= 0 ? `+${text}` : text;
}

/** A length of time within an event: "2.30 s". */
export function formatSpanS(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}

/** How long ago, short: "now", "4 min", "3 h", "2 d". Both in milliseconds since the epoch. */
export function formatAgo(thenMs: number, nowMs: number): string {
  const minutes = Math.floor(Math.max(0, nowMs - thenMs) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** Glyph and word of a candidate's state; the word is what a screen reader says. */
export const stateMarks: Readonly<Record<VerdictState, { readonly glyph: string; readonly word: string }>> = {
  open: { glyph: '\u25cb', word: 'open' },
  accepted: { glyph: '\u2713', word: 'accepted' },
  rejected: { glyph: '\u2717', word: 'rejected' },
  skipped: { glyph: '\u00bb', word: 'skipped' },
  flagged: { glyph: '\u2691', word: 'flagged' },
  disputed: { glyph: '\u2260', word: 'disputed' },
};

/** A decision in the past tense. */
export const decisionWords: Readonly<Record<DecisionKind, string>> = {
  accept: 'accepted',
  reject: 'rejected',
  skip: 'skipped',
  flag: 'flagged',
  add: 'added',
  adjust: 'moved the edges',
  retype: 'changed the type',
  rebind: 'changed the roles',
  split: 'split',
  merge: 'merged',
  adjudicate: 'settled',
  undo: 'undid',
};

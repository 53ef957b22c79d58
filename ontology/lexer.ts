import type { TextRange } from './diagnostics.ts';
import { isUnitName } from './units.ts';

export interface QuantityToken extends TextRange {
  readonly kind: 'quantity';
  readonly value: number;
  readonly unit: string;
  readonly unitRange: TextRange;
}
export interface WordToken extends TextRange {
  /** A name, `$name`, a sign, a text in quotes (told without them), a character that no expression knows, or the end. */
  readonly kind: 'name' | 'parameter' | 'sign' | 'text' | 'strange' | 'end';
  readonly text: string;
}
export type Token = QuantityToken | WordToken;

/** Words with a place of their own in the grammar; nothing in a document may be named so. */
export const reservedWords: ReadonlySet<string> = new Set(
  'and or not for gaps enters leaves then within between starts after as where snap to some every always eventually until since is'.split(
    ' ',
  ),
);

const blank = /(?:\s|#[^\n]*)+/y;
const numeral = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const word = /[A-Za-z_][A-Za-z0-9_]*/y;
const parameter = /\$[A-Za-z_][A-Za-z0-9_]*/y;
const sign = /<=|>=|[<>+\-*/(),[\]]/y;
const quoted = /"[^"\n]*"|'[^'\n]*'/y;
const spaces = /[ \t]*/y;
const unitPart = /[A-Za-z]+\d?/y;
const unitDivisor = /\/([A-Za-z]+\d?)(?![A-Za-z0-9_]|\s*\()/y;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Where the divisors of a unit end, such as `/s2` of `m/s2`. One that stands alone must be a known unit: `1/s`. */
function divisorsEnd(text: string, at: number, alone: boolean): number {
  const divisor = matchAt(unitDivisor, text, at);
  if (divisor === undefined) return at;
  if (alone && !isUnitName(divisor.slice(1).replace(/\d$/, ''))) return at;
  return divisorsEnd(text, at + divisor.length, false);
}

/** Where a unit after a numeral ends; `at` where there is none. A word of the grammar is no unit. */
function unitEnd(text: string, at: number): number {
  const first = matchAt(unitPart, text, at);
  if (first === undefined) return divisorsEnd(text, at, true);
  if (reservedWords.has(matchAt(word, text, at) ?? '')) return at;
  return divisorsEnd(text, at + first.length, false);
}

function quantityAt(text: string, at: number, limit: number): QuantityToken | undefined {
  const digits = matchAt(numeral, text, at);
  if (digits === undefined) return undefined;
  const afterDigits = at + digits.length;
  const unitStart = afterDigits + (matchAt(spaces, text, afterDigits)?.length ?? 0);
  const foundEnd = unitEnd(text, unitStart);
  const unitRange =
    foundEnd > unitStart && foundEnd <= limit
      ? { start: unitStart, end: foundEnd }
      : { start: afterDigits, end: afterDigits };
  const unit = text.slice(unitRange.start, unitRange.end);
  return { kind: 'quantity', value: Number(digits), unit, unitRange, start: at, end: unitRange.end };
}

function wordAt(text: string, at: number): WordToken {
  const found: readonly (readonly [WordToken['kind'], string | undefined])[] = [
    ['name', matchAt(word, text, at)],
    ['parameter', matchAt(parameter, text, at)],
    ['sign', matchAt(sign, text, at)],
    ['text', matchAt(quoted, text, at)],
  ];
  const [kind, match] = found.find(([, matched]) => matched !== undefined) ?? ['strange', undefined];
  const token = match ?? String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
  const end = at + token.length;
  return { kind, text: kind === 'text' ? token.slice(1, -1) : token, start: at, end };
}

/**
 * Tokens of the expression in `text[range.start, range.end)`, with offsets of the whole text; the last is of kind `end`.
 * Line breaks are blanks, so the raw text of a YAML scalar can be read in place; `#` starts a comment to the line's end.
 */
export function tokenize(text: string, range: TextRange): readonly Token[] {
  const tokens: Token[] = [];
  let at = range.start;
  while (at < range.end) {
    const gap = matchAt(blank, text, at);
    if (gap !== undefined) {
      at += gap.length;
      continue;
    }
    const token = quantityAt(text, at, range.end) ?? wordAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  const last = Math.max(range.start, Math.min(tokens.at(-1)?.end ?? range.start, range.end));
  tokens.push({ kind: 'end', text: '', start: last, end: last });
  return tokens;
}

import type { Comparison } from '#ontology/syntax';
import type { Column } from './columns.ts';

/**
 * Robustness of a condition per frame, `lo` to `hi` within [-1, 1]: true where lo > 0, false where hi < 0, else unknown.
 */
export interface TruthSignal {
  readonly lo: Float64Array;
  readonly hi: Float64Array;
}

/** Frames `[start, end)`, all of them in the columns. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Robustness of a comparison that is met or missed by nothing: its sign still tells true from false. */
const tie = 1e-9;

interface Sides {
  readonly values: Column;
  /** A number where it is the same in every frame. */
  readonly threshold: Column | number;
  readonly comparison: Comparison;
  readonly scale: number;
}

function marginOf(difference: number, scale: number, atTie: number): number {
  const size = Math.min(1, Math.max(tie, Math.abs(difference) / scale));
  if (difference > 0) return size;
  if (difference < 0) return -size;
  return difference === 0 ? atTie : Number.NaN;
}

function put(out: TruthSignal, i: number, robustness: number): void {
  const isMissing = Number.isNaN(robustness);
  out.lo[i] = isMissing ? -1 : robustness;
  out.hi[i] = isMissing ? 1 : robustness;
}

/** `(value - threshold) / scale` within [-1, 1] (negated for `<`); a missing side gives [-1, 1]. */
export function compareInto(out: TruthSignal, { start, end }: Span, sides: Sides): void {
  const { values, threshold, comparison, scale } = sides;
  const sign = comparison[0] === '<' ? -1 : 1;
  const atTie = comparison.length === 1 ? -tie : tie;
  for (let i = start; i < end; i++) {
    const against = typeof threshold === 'number' ? threshold : (threshold[i] ?? Number.NaN);
    put(out, i, marginOf(sign * ((values[i] ?? Number.NaN) - against), scale, atTie));
  }
}

/** 1 inside, -1 outside, [-1, 1] where `inside` is missing. */
export function insideInto(out: TruthSignal, { start, end }: Span, inside: Column): void {
  for (let i = start; i < end; i++) {
    const value = inside[i] ?? Number.NaN;
    put(out, i, value > 0.5 ? 1 : value <= 0.5 ? -1 : Number.NaN);
  }
}

/** Both ends negated and swapped. */
export function notInto(out: TruthSignal, { start, end }: Span, of: TruthSignal): void {
  for (let i = start; i < end; i++) {
    const lo = of.lo[i] ?? -1;
    out.lo[i] = -(of.hi[i] ?? 1);
    out.hi[i] = -lo;
  }
}

/** 1 where it is known, -1 where it is not. */
export function knownInto(out: TruthSignal, { start, end }: Span, of: TruthSignal): void {
  for (let i = start; i < end; i++) put(out, i, (of.lo[i] ?? -1) > 0 || (of.hi[i] ?? 1) < 0 ? 1 : -1);
}

/** The same in every frame. */
export function constantInto(out: TruthSignal, { start, end }: Span, robustness: number): void {
  out.lo.fill(robustness, start, end);
  out.hi.fill(robustness, start, end);
}

function lowestInto(out: Float64Array, { start, end }: Span, from: Float64Array): void {
  for (let i = start; i < end; i++) {
    const other = from[i] ?? 0;
    if (other < (out[i] ?? 0)) out[i] = other;
  }
}

function highestInto(out: Float64Array, { start, end }: Span, from: Float64Array): void {
  for (let i = start; i < end; i++) {
    const other = from[i] ?? 0;
    if (other > (out[i] ?? 0)) out[i] = other;
  }
}

/** The lowest (`and`) or highest (`or`) of several, end by end. */
export function joinInto(out: TruthSignal, span: Span, of: readonly TruthSignal[], word: 'and' | 'or'): void {
  const { start, end } = span;
  const [first, ...rest] = of;
  for (const side of ['lo', 'hi'] as const) {
    if (first !== undefined) out[side].set(first[side].subarray(start, end), start);
    for (const other of rest)
      if (word === 'and') lowestInto(out[side], span, other[side]);
      else highestInto(out[side], span, other[side]);
  }
}

/** True in the first frame of being true; the frame before the stretch is unknown. */
export function onsetInto(out: TruthSignal, { start, end }: Span, of: TruthSignal): void {
  for (let i = start; i < end; i++) {
    const loBefore = i === 0 ? -1 : (of.lo[i - 1] ?? -1);
    const hiBefore = i === 0 ? 1 : (of.hi[i - 1] ?? 1);
    out.lo[i] = Math.min(of.lo[i] ?? -1, -hiBefore);
    out.hi[i] = Math.min(of.hi[i] ?? 1, -loBefore);
  }
}

/** True in the first frame of no longer being true. */
export function offsetInto(out: TruthSignal, { start, end }: Span, of: TruthSignal): void {
  for (let i = start; i < end; i++) {
    const loBefore = i === 0 ? -1 : (of.lo[i - 1] ?? -1);
    const hiBefore = i === 0 ? 1 : (of.hi[i - 1] ?? 1);
    out.lo[i] = Math.min(loBefore, -(of.hi[i] ?? 1));
    out.hi[i] = Math.min(hiBefore, -(of.lo[i] ?? -1));
  }
}

/** On from the frame that enters until the frame that leaves, which wins; before the span, the stretch's first frames, its state is unknown. */
export function hysteresisInto(
  out: TruthSignal,
  { start, end }: Span,
  enters: TruthSignal,
  leaves: TruthSignal,
): void {
  let lo = -1;
  let hi = 1;
  for (let i = start; i < end; i++) {
    lo = Math.min(Math.max(lo, enters.lo[i] ?? -1), -(leaves.hi[i] ?? 1));
    hi = Math.min(Math.max(hi, enters.hi[i] ?? 1), -(leaves.lo[i] ?? -1));
    out.lo[i] = lo;
    out.hi[i] = hi;
  }
}

function within({ start, end }: Span, bout: Span): Span {
  return { start: Math.max(start, bout.start), end: Math.min(end, bout.end) };
}

function impossibleInto(out: TruthSignal, signal: TruthSignal, { start, end }: Span): void {
  for (let i = start; i < end; i++) {
    const hi = Math.min(signal.hi[i] ?? 1, -tie);
    out.hi[i] = hi;
    out.lo[i] = Math.min(signal.lo[i] ?? -1, hi);
  }
}

function possibleInto(out: TruthSignal, signal: TruthSignal, { start, end }: Span): void {
  for (let i = start; i < end; i++) {
    out.lo[i] = Math.min(signal.lo[i] ?? -1, -tie);
    out.hi[i] = Math.max(signal.hi[i] ?? 1, tie);
  }
}

function certainInto(out: TruthSignal, signal: TruthSignal, { start, end }: Span): void {
  for (let i = start; i < end; i++) {
    const lo = Math.max(signal.lo[i] ?? -1, tie);
    out.lo[i] = lo;
    out.hi[i] = Math.max(signal.hi[i] ?? 1, lo);
  }
}

interface DuringParts {
  readonly certain: readonly Span[];
  readonly possible: readonly Span[];
  readonly signal: TruthSignal;
}

/** Bouts as a condition: true in those that are certain, false outside those that are possible, unknown between. */
export function duringInto(out: TruthSignal, span: Span, { certain, possible, signal }: DuringParts): void {
  impossibleInto(out, signal, span);
  for (const bout of possible) possibleInto(out, signal, within(span, bout));
  for (const bout of certain) certainInto(out, signal, within(span, bout));
}

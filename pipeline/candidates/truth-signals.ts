import type { Comparison } from '#ontology/syntax';

/** Robustness of a condition per frame, `lo` to `hi` within [-1, 1]: true where lo > 0, false where hi < 0, else unknown. */
export interface TruthSignal {
  readonly lo: Float64Array;
  readonly hi: Float64Array;
}

/** Robustness of a comparison that is met or missed by nothing: its sign still tells true from false. */
export const tie = 1e-9;

interface Sides {
  readonly values: Float64Array;
  readonly thresholds: Float64Array;
  readonly comparison: Comparison;
  readonly scale: number;
}

function margin(difference: number, scale: number, strict: boolean): number {
  if (difference === 0) return strict ? -tie : tie;
  const size = Math.min(1, Math.max(tie, Math.abs(difference) / scale));
  return difference < 0 ? -size : size;
}

/** `(value - threshold) / scale` within [-1, 1] (negated for `<`); a missing side gives [-1, 1]. */
export function compareInto(out: TruthSignal, length: number, sides: Sides): void {
  const { values, thresholds, comparison, scale } = sides;
  const sign = comparison === '<' || comparison === '<=' ? -1 : 1;
  const strict = comparison === '<' || comparison === '>';
  const { lo, hi } = out;
  for (let i = 0; i < length; i++) {
    const difference = sign * ((values[i] ?? Number.NaN) - (thresholds[i] ?? Number.NaN));
    if (Number.isNaN(difference)) {
      lo[i] = -1;
      hi[i] = 1;
      continue;
    }
    const robustness = margin(difference, scale, strict);
    lo[i] = robustness;
    hi[i] = robustness;
  }
}

/** 1 inside, -1 outside, [-1, 1] where `inside` is missing. */
export function insideInto(out: TruthSignal, length: number, inside: Float64Array): void {
  for (let i = 0; i < length; i++) {
    const value = inside[i] ?? Number.NaN;
    const known = value > 0.5 ? 1 : -1;
    out.lo[i] = Number.isNaN(value) ? -1 : known;
    out.hi[i] = Number.isNaN(value) ? 1 : known;
  }
}

/** Both ends negated and swapped. */
export function notInto(out: TruthSignal, length: number, of: TruthSignal): void {
  for (let i = 0; i < length; i++) {
    const lo = of.lo[i] ?? -1;
    out.lo[i] = -(of.hi[i] ?? 1);
    out.hi[i] = -lo;
  }
}

/** The lowest (`and`) or highest (`or`) of several, end by end. */
export function joinInto(
  out: TruthSignal,
  length: number,
  of: readonly TruthSignal[],
  word: 'and' | 'or',
): void {
  const [first, ...rest] = of;
  if (first === undefined) return;
  out.lo.set(first.lo.subarray(0, length));
  out.hi.set(first.hi.subarray(0, length));
  for (const { lo, hi } of rest) {
    joinEnd(out.lo, length, lo, word);
    joinEnd(out.hi, length, hi, word);
  }
}

function joinEnd(out: Float64Array, length: number, from: Float64Array, word: 'and' | 'or'): void {
  const sign = word === 'and' ? 1 : -1;
  for (let i = 0; i < length; i++) {
    const other = from[i] ?? 0;
    if (sign * other < sign * (out[i] ?? 0)) out[i] = other;
  }
}

/** True in the first frame of being true; the frame before the track is unknown. */
export function onsetInto(out: TruthSignal, length: number, of: TruthSignal): void {
  for (let i = 0; i < length; i++) {
    const loBefore = i === 0 ? -1 : (of.lo[i - 1] ?? -1);
    const hiBefore = i === 0 ? 1 : (of.hi[i - 1] ?? 1);
    out.lo[i] = Math.min(of.lo[i] ?? -1, -hiBefore);
    out.hi[i] = Math.min(of.hi[i] ?? 1, -loBefore);
  }
}

/** True in the first frame of no longer being true. */
export function offsetInto(out: TruthSignal, length: number, of: TruthSignal): void {
  for (let i = 0; i < length; i++) {
    const loBefore = i === 0 ? -1 : (of.lo[i - 1] ?? -1);
    const hiBefore = i === 0 ? 1 : (of.hi[i - 1] ?? 1);
    out.lo[i] = Math.min(loBefore, -(of.hi[i] ?? 1));
    out.hi[i] = Math.min(hiBefore, -(of.lo[i] ?? -1));
  }
}

/** On from the frame that enters until the frame that leaves, which wins; before the track its state is unknown. */
export function hysteresisInto(
  out: TruthSignal,
  length: number,
  enters: TruthSignal,
  leaves: TruthSignal,
): void {
  let lo = -1;
  let hi = 1;
  for (let i = 0; i < length; i++) {
    lo = Math.min(Math.max(lo, enters.lo[i] ?? -1), -(leaves.hi[i] ?? 1));
    hi = Math.min(Math.max(hi, enters.hi[i] ?? 1), -(leaves.lo[i] ?? -1));
    out.lo[i] = lo;
    out.hi[i] = hi;
  }
}

/** An interval in frames of the binding. */
interface Interval {
  readonly start: number;
  readonly end: number;
}

function impossibleInto(out: TruthSignal, signal: TruthSignal, length: number): void {
  for (let i = 0; i < length; i++) {
    const hi = Math.min(signal.hi[i] ?? 1, -tie);
    out.hi[i] = hi;
    out.lo[i] = Math.min(signal.lo[i] ?? -1, hi);
  }
}

function possibleInto(out: TruthSignal, signal: TruthSignal, { start, end }: Interval): void {
  for (let i = start; i < end; i++) {
    out.lo[i] = Math.min(signal.lo[i] ?? -1, -tie);
    out.hi[i] = Math.max(signal.hi[i] ?? 1, tie);
  }
}

function certainInto(out: TruthSignal, signal: TruthSignal, { start, end }: Interval): void {
  for (let i = start; i < end; i++) {
    const lo = Math.max(signal.lo[i] ?? -1, tie);
    out.lo[i] = lo;
    out.hi[i] = Math.max(signal.hi[i] ?? 1, lo);
  }
}

interface DuringParts {
  readonly certain: readonly Interval[];
  readonly possible: readonly Interval[];
  readonly signal: TruthSignal;
}

/** Bouts as a condition: true in those that are certain, false outside those that are possible, unknown between. */
export function duringInto(
  out: TruthSignal,
  length: number,
  { certain, possible, signal }: DuringParts,
): void {
  impossibleInto(out, signal, length);
  for (const bout of possible) possibleInto(out, signal, bout);
  for (const bout of certain) certainInto(out, signal, bout);
}

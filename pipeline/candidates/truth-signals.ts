import type { Comparison } from '#ontology/syntax';

/**
 * Robustness of a condition per frame, `lo` to `hi` within [-1, 1]: true where lo > 0, false where hi < 0, else unknown. Where
 * no frame is unknown both may be the same column.
 */
export interface TruthSignal {
  readonly lo: Float64Array;
  readonly hi: Float64Array;
}

/** Entries `[from, to)` of a signal. */
export function signalPart({ lo, hi }: TruthSignal, from: number, to: number): TruthSignal {
  const part = lo.subarray(from, to);
  return { lo: part, hi: hi === lo ? part : hi.subarray(from, to) };
}

/** Gives a column to write a signal into. */
export type Take = () => Float64Array;

/** Robustness of a comparison that is met or missed by nothing: its sign still tells true from false. */
export const tie = 1e-9;

interface Sides {
  readonly values: Float64Array;
  /** A number where it is the same in every frame. */
  readonly threshold: Float64Array | number;
  readonly comparison: Comparison;
  readonly scale: number;
}

function marginOf(difference: number, scale: number, atTie: number): number {
  const size = Math.min(1, Math.max(tie, Math.abs(difference) / scale));
  if (difference > 0) return size;
  if (difference < 0) return -size;
  return difference === 0 ? atTie : Number.NaN;
}

/** The margin by which each frame meets the comparison, in [-1, 1]; NaN where a side is missing. Answers whether any is. */
function marginsInto(
  out: Float64Array,
  length: number,
  { values, threshold, comparison, scale }: Sides,
): boolean {
  const sign = comparison[0] === '<' ? -1 : 1;
  const atTie = comparison.length === 1 ? -tie : tie;
  const column = typeof threshold === 'number' ? new Float64Array(0) : threshold;
  const constant = typeof threshold === 'number' ? threshold : Number.NaN;
  let someMissing = false;
  for (let i = 0; i < length; i++) {
    const against = i < column.length ? (column[i] ?? 0) : constant;
    const margin = marginOf(sign * ((values[i] ?? Number.NaN) - against), scale, atTie);
    someMissing ||= Number.isNaN(margin);
    out[i] = margin;
  }
  return someMissing;
}

/** The signal of known robustness, [-1, 1] in the frames where it is NaN. */
function withMissing(take: Take, length: number, lo: Float64Array, someMissing: boolean): TruthSignal {
  if (!someMissing) return { lo, hi: lo };
  const hi = take();
  for (let i = 0; i < length; i++) {
    const robustness = lo[i] ?? Number.NaN;
    const isMissing = Number.isNaN(robustness);
    if (isMissing) lo[i] = -1;
    hi[i] = isMissing ? 1 : robustness;
  }
  return { lo, hi };
}

/** `(value - threshold) / scale` within [-1, 1] (negated for `<`); a missing side gives [-1, 1]. */
export function compareSignal(take: Take, length: number, sides: Sides): TruthSignal {
  const lo = take();
  return withMissing(take, length, lo, marginsInto(lo, length, sides));
}

/** 1 inside, -1 outside, [-1, 1] where `inside` is missing. */
export function insideSignal(take: Take, length: number, inside: Float64Array): TruthSignal {
  const lo = take();
  let someMissing = false;
  for (let i = 0; i < length; i++) {
    const value = inside[i] ?? Number.NaN;
    if (value > 0.5) lo[i] = 1;
    else if (value <= 0.5) lo[i] = -1;
    else {
      lo[i] = Number.NaN;
      someMissing = true;
    }
  }
  return withMissing(take, length, lo, someMissing);
}

function negated(take: Take, length: number, of: Float64Array): Float64Array {
  const out = take();
  for (let i = 0; i < length; i++) out[i] = -(of[i] ?? 1);
  return out;
}

/** Both ends negated and swapped. */
export function notSignal(take: Take, length: number, of: TruthSignal): TruthSignal {
  const lo = negated(take, length, of.hi);
  return { lo, hi: of.lo === of.hi ? lo : negated(take, length, of.lo) };
}

function joinEnds(
  take: Take,
  length: number,
  ends: readonly Float64Array[],
  word: 'and' | 'or',
): Float64Array {
  const out = take();
  const [first, ...rest] = ends;
  if (first !== undefined) out.set(first.subarray(0, length));
  for (const end of rest) {
    if (word === 'and') lowestInto(out, length, end);
    else highestInto(out, length, end);
  }
  return out;
}

function lowestInto(out: Float64Array, length: number, from: Float64Array): void {
  for (let i = 0; i < length; i++) {
    const other = from[i] ?? 0;
    if (other < (out[i] ?? 0)) out[i] = other;
  }
}

function highestInto(out: Float64Array, length: number, from: Float64Array): void {
  for (let i = 0; i < length; i++) {
    const other = from[i] ?? 0;
    if (other > (out[i] ?? 0)) out[i] = other;
  }
}

/** The lowest (`and`) or highest (`or`) of several, end by end. */
export function joinSignal(
  take: Take,
  length: number,
  of: readonly TruthSignal[],
  word: 'and' | 'or',
): TruthSignal {
  const ends = (end: 'lo' | 'hi') => of.map((signal) => signal[end]);
  const lo = joinEnds(take, length, ends('lo'), word);
  const areKnown = of.every((signal) => signal.lo === signal.hi);
  return { lo, hi: areKnown ? lo : joinEnds(take, length, ends('hi'), word) };
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

import type { Comparison } from '#ontology/syntax';
import type { Bout } from './bouts.ts';
import type { Column } from './columns.ts';

/**
 * What is sure of a condition in each frame: `isTrue` where its robustness lies above zero, `isFalse` where it lies below,
 * neither where it is unknown. Bouts are found on masks; robustness is computed only where there are some.
 */
export type Mask = Uint8Array;
export const isTrue = 1;
export const isFalse = 2;

interface Sides {
  readonly values: Column;
  /** A number where it is the same in every frame. */
  readonly threshold: Column | number;
  readonly comparison: Comparison;
}

interface Verdicts {
  readonly below: number;
  readonly equal: number;
  readonly above: number;
}

const verdictsOf: Readonly<Record<Comparison, Verdicts>> = {
  '<': { below: isTrue, equal: isFalse, above: isFalse },
  '<=': { below: isTrue, equal: isTrue, above: isFalse },
  '>': { below: isFalse, equal: isFalse, above: isTrue },
  '>=': { below: isFalse, equal: isTrue, above: isTrue },
};

function compareWithConstant(
  out: Mask,
  length: number,
  values: Column,
  constant: number,
  { below, equal, above }: Verdicts,
): void {
  for (let i = 0; i < length; i++) {
    const difference = (values[i] ?? Number.NaN) - constant;
    out[i] = difference < 0 ? below : difference > 0 ? above : difference === 0 ? equal : 0;
  }
}

function compareWithColumn(
  out: Mask,
  length: number,
  values: Column,
  column: Column,
  { below, equal, above }: Verdicts,
): void {
  for (let i = 0; i < length; i++) {
    const difference = (values[i] ?? Number.NaN) - (column[i] ?? Number.NaN);
    out[i] = difference < 0 ? below : difference > 0 ? above : difference === 0 ? equal : 0;
  }
}

/** Compares the frames of a stretch with another number than before; whether any verdict has changed. */
export function compareStretch(
  out: Mask,
  { from, to }: Stretch,
  values: Column,
  constant: number,
  comparison: Comparison,
): boolean {
  const { below, equal, above } = verdictsOf[comparison];
  let changed = 0;
  for (let i = from; i < to; i++) {
    const difference = (values[i] ?? Number.NaN) - constant;
    const verdict = difference < 0 ? below : difference > 0 ? above : difference === 0 ? equal : 0;
    changed |= verdict ^ (out[i] ?? 0);
    out[i] = verdict;
  }
  return changed !== 0;
}

/** Whether each frame meets the comparison; unknown where a side is missing. */
export function compareMask(out: Mask, length: number, { values, threshold, comparison }: Sides): void {
  const verdicts = verdictsOf[comparison];
  if (typeof threshold === 'number') compareWithConstant(out, length, values, threshold, verdicts);
  else compareWithColumn(out, length, values, threshold, verdicts);
}

/** Whether each frame is inside; unknown where that is missing. */
export function insideMask(out: Mask, length: number, inside: Column): void {
  for (let i = 0; i < length; i++) {
    const value = inside[i] ?? Number.NaN;
    out[i] = value > 0.5 ? isTrue : value <= 0.5 ? isFalse : 0;
  }
}

export function notMask(out: Mask, length: number, of: Mask, from = 0): void {
  for (let i = from; i < length; i++) {
    const verdict = of[i] ?? 0;
    out[i] = ((verdict & isTrue) << 1) | (verdict >> 1);
  }
}

/** Whether it is known; that is never unknown. */
export function knownMask(out: Mask, length: number, of: Mask, from = 0): void {
  for (let i = from; i < length; i++) out[i] = of[i] === 0 ? isFalse : isTrue;
}

/** Frames of which one word of 32 bits holds the verdicts: each has a byte, and verdicts are joined bit by bit. */
const framesPerWord = 4;
const inEveryByte = 0x01010101;

/** A mask as words of four frames, without the last few that fill none; undefined where it does not begin at a whole word. */
function wordsOf({ buffer, byteOffset, length }: Mask): Uint32Array | undefined {
  if (byteOffset % framesPerWord !== 0) return undefined;
  return new Uint32Array(buffer, byteOffset, Math.floor(length / framesPerWord));
}

/** `all` is the verdict that both must have, `one` that which one is enough for. */
interface Joint {
  readonly all: number;
  readonly one: number;
}

function joinBytes(out: Mask, first: Mask, second: Mask, { from, to }: Stretch, { all, one }: Joint): void {
  for (let i = from; i < to; i++) {
    const a = first[i] ?? 0;
    const b = second[i] ?? 0;
    out[i] = (a & b & all) | ((a | b) & one);
  }
}

type Words = Uint32Array;

function joinWords(out: Words, first: Words, second: Words, from: number, to: number, joint: Joint): void {
  const all = joint.all * inEveryByte;
  const one = joint.one * inEveryByte;
  for (let i = from; i < to; i++) {
    const a = first[i] ?? 0;
    const b = second[i] ?? 0;
    out[i] = (a & b & all) | ((a | b) & one);
  }
}

function joinTwo(out: Mask, first: Mask, second: Mask, stretches: readonly Stretch[], joint: Joint): void {
  const [words, a, b] = [wordsOf(out), wordsOf(first), wordsOf(second)];
  for (const { from, to } of stretches) {
    const start = Math.ceil(from / framesPerWord);
    const end =
      words === undefined || a === undefined || b === undefined ? start : Math.floor(to / framesPerWord);
    if (end <= start || words === undefined || a === undefined || b === undefined) {
      joinBytes(out, first, second, { from, to }, joint);
      continue;
    }
    joinBytes(out, first, second, { from, to: start * framesPerWord }, joint);
    joinWords(words, a, b, start, end, joint);
    joinBytes(out, first, second, { from: end * framesPerWord, to }, joint);
  }
}

/** In some stretches, `and` is true where all are and false where one is; `or` the other way around. */
export function joinStretches(
  out: Mask,
  stretches: readonly Stretch[],
  of: readonly Mask[],
  word: 'and' | 'or',
): void {
  const joint = word === 'and' ? { all: isTrue, one: isFalse } : { all: isFalse, one: isTrue };
  const [first = out, second = first, ...rest] = of;
  joinTwo(out, first, second, stretches, joint);
  for (const other of rest) joinTwo(out, out, other, stretches, joint);
}

/** The same in the frames before `length`. */
export function joinMask(out: Mask, length: number, of: readonly Mask[], word: 'and' | 'or'): void {
  joinStretches(out, [{ from: 0, to: length }], of, word);
}

/** The stretch `[from, to)` of a column in which each frame is judged with the one before. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** True in the first frame of being true; the frame before the stretch is unknown. */
export function onsetMask(out: Mask, { from, to }: Stretch, of: Mask): void {
  let before = 0;
  for (let i = from; i < to; i++) {
    const now = of[i] ?? 0;
    out[i] = (now & (before >> 1) & isTrue) | ((now | (before << 1)) & isFalse);
    before = now;
  }
}

/** True in the first frame of no longer being true. */
export function offsetMask(out: Mask, { from, to }: Stretch, of: Mask): void {
  let before = 0;
  for (let i = from; i < to; i++) {
    const now = of[i] ?? 0;
    out[i] = (before & (now >> 1) & isTrue) | ((before | (now << 1)) & isFalse);
    before = now;
  }
}

/** On from the frame that enters until the frame that leaves, which wins; before the stretch its state is unknown. */
export function hysteresisMask(out: Mask, { from, to }: Stretch, enters: Mask, leaves: Mask): void {
  let state = 0;
  for (let i = from; i < to; i++) {
    const enter = enters[i] ?? 0;
    const leave = leaves[i] ?? 0;
    const entered = ((state | enter) & isTrue) | (state & enter & isFalse);
    const stays = ((leave & isTrue) << 1) | (leave >> 1);
    state = (entered & stays & isTrue) | ((entered | stays) & isFalse);
    out[i] = state;
  }
}

interface DuringBouts {
  readonly certain: readonly Bout[];
  readonly possible: readonly Bout[];
}

/** Bouts as a condition: true in those that are certain, false outside those that are possible, unknown between. */
export function duringMask(out: Mask, length: number, { certain, possible }: DuringBouts): void {
  out.fill(isFalse, 0, length);
  for (const { start, end } of possible) out.fill(0, Math.max(0, start), Math.min(length, end));
  for (const { start, end } of certain) out.fill(isTrue, Math.max(0, start), Math.min(length, end));
}

/** Whether a frame is surely true. */
export function isAnyTrue(mask: Mask, { from, to }: Stretch): boolean {
  return mask.subarray(from, to).includes(isTrue);
}

/** Maximal runs of frames, counted from the stretch's first, that are surely true, or that are not surely false. */
export function runsIn(mask: Mask, stretch: Stretch, mode: 'certain' | 'possible'): readonly Bout[] {
  return mode === 'certain' ? certainRuns(mask, stretch) : possibleRuns(mask, stretch);
}

function certainRuns(mask: Mask, { from, to }: Stretch): readonly Bout[] {
  const part = mask.subarray(from, to);
  const runs: Bout[] = [];
  let start = part.indexOf(isTrue);
  while (start !== -1) {
    let end = start + 1;
    while (part[end] === isTrue) end += 1;
    runs.push({ start, end });
    start = part.indexOf(isTrue, end);
  }
  return runs;
}

function possibleRuns(mask: Mask, { from, to }: Stretch): readonly Bout[] {
  const runs: Bout[] = [];
  let start = -1;
  for (let i = from; i < to; i++) {
    if (mask[i] !== isFalse) {
      if (start === -1) start = i;
    } else if (start !== -1) {
      runs.push({ start: start - from, end: i - from });
      start = -1;
    }
  }
  if (start !== -1) runs.push({ start: start - from, end: to - from });
  return runs;
}

import type { Scene } from '#contract/ports/scene';
import type { Quantified, TruthExpression } from '#ontology/expression';
import type { Binding } from './binding.ts';
import { isFalse, isTrue, type Mask } from './masks.ts';
import type { Span, TruthSignal } from './truth-signals.ts';

/** A binding with one more track in it, and where it begins in the binding that it was made from. */
export interface OtherBinding extends Binding {
  readonly offset: number;
}

/** Evaluates conditions of bindings with one more track. */
export interface OthersReader {
  mask(binding: Binding, of: TruthExpression): Mask;
  /** Valid in the span, by frames of the binding. */
  truth(binding: Binding, of: TruthExpression, span: Span): TruthSignal;
}

/** The binding once with every track of the classes that is not in it yet, while both are there. */
export function otherBindings(
  scene: Scene,
  binding: Binding,
  { slot, sourceClasses }: Quantified,
): readonly OtherBinding[] {
  const classes = new Set(sourceClasses.map((name) => name.toLowerCase()));
  return scene.tracks.flatMap((track, number) => {
    if (!classes.has(track.className.toLowerCase()) || binding.tracks.includes(number)) return [];
    const startFrame = Math.max(binding.startFrame, track.startFrame);
    const endFrame = Math.min(binding.endFrame, track.endFrame);
    if (startFrame >= endFrame) return [];
    const tracks = binding.tracks.slice();
    tracks[slot] = number;
    return [{ tracks, startFrame, endFrame, offset: startFrame - binding.startFrame }];
  });
}

/** Counts, in each frame, the others of which a verdict is given. */
function countInto(counts: Uint16Array, mask: Mask, length: number, offset: number, verdict: number): void {
  for (let i = 0; i < length; i++)
    if (mask[i] === verdict) counts[offset + i] = (counts[offset + i] ?? 0) + 1;
}

interface Counts {
  /** Others of which it is true, of which it is false, and that are there. */
  readonly yes: Uint16Array;
  readonly no: Uint16Array;
  readonly all: Uint16Array;
}

function verdictOf({ op, least }: Quantified, yes: number, no: number, all: number): number {
  if (op === 'every') return no > 0 ? isFalse : yes === all ? isTrue : 0;
  if (yes >= least) return isTrue;
  return all - no < least ? isFalse : 0;
}

/** Whether it holds of so many others, in each frame of the binding; `counts` come with zeros. */
export function quantifiedMask(
  out: Mask,
  expression: Quantified,
  others: readonly OtherBinding[],
  { yes, no, all }: Counts,
  reader: OthersReader,
): void {
  for (const other of others) {
    const mask = reader.mask(other, expression.of);
    const length = other.endFrame - other.startFrame;
    countInto(yes, mask, length, other.offset, isTrue);
    countInto(no, mask, length, other.offset, isFalse);
    for (let i = other.offset; i < other.offset + length; i++) all[i] = (all[i] ?? 0) + 1;
  }
  for (let i = 0; i < out.length; i++) out[i] = verdictOf(expression, yes[i] ?? 0, no[i] ?? 0, all[i] ?? 0);
}

/** The `least`-th highest of some numbers; -1 where there are fewer. */
function highest(values: number[], least: number): number {
  values.sort((a, b) => b - a);
  return values[least - 1] ?? -1;
}

type Sides = Readonly<Record<'lo' | 'hi', number[][]>>;

/** Adds what is known of one other in the frames of the span. */
function gather(
  sides: Sides,
  { of }: Quantified,
  { start, end }: Span,
  other: OtherBinding,
  reader: OthersReader,
): void {
  const from = Math.max(0, start - other.offset);
  const to = Math.min(other.endFrame - other.startFrame, end - other.offset);
  if (from >= to) return;
  const signal = reader.truth(other, of, { start: from, end: to });
  for (let i = from; i < to; i++) {
    const frame = other.offset + i - start;
    sides.lo[frame]?.push(signal.lo[i] ?? -1);
    sides.hi[frame]?.push(signal.hi[i] ?? 1);
  }
}

/**
 * Robustness of a quantified condition in the frames of the span: of `every` the lowest of all that are there (1 of none), else
 * the `least`-th highest, end by end.
 */
export function quantifiedInto(
  out: TruthSignal,
  expression: Quantified,
  span: Span,
  others: readonly OtherBinding[],
  reader: OthersReader,
): void {
  const { start, end } = span;
  const lists = (): number[][] => Array.from({ length: end - start }, () => []);
  const sides = { lo: lists(), hi: lists() };
  for (const other of others) gather(sides, expression, span, other, reader);
  const { op, least } = expression;
  const told = (values: number[]): number =>
    op === 'every' ? Math.min(1, ...values) : highest(values, least);
  for (const [frame, values] of sides.lo.entries()) {
    out.lo[start + frame] = told(values);
    out.hi[start + frame] = told(sides.hi[frame] ?? []);
  }
}

/** The others of which it is surely true in one frame of the span at least, in the order of tracks. */
export function othersThatHold(
  expression: Quantified,
  { start, end }: Span,
  others: readonly OtherBinding[],
  reader: OthersReader,
): readonly number[] {
  return others.flatMap((other) => {
    const from = Math.max(0, start - other.offset);
    const to = Math.min(other.endFrame - other.startFrame, end - other.offset);
    if (from >= to) return [];
    const { lo } = reader.truth(other, expression.of, { start: from, end: to });
    return lo.subarray(from, to).some((low) => low > 0) ? [other.tracks[expression.slot] ?? -1] : [];
  });
}

/** The others of which it is surely true in one frame, in the order of tracks, and of how many it must be. */
export function countOthers(
  expression: Quantified,
  frame: number,
  others: readonly OtherBinding[],
  reader: OthersReader,
): { readonly held: readonly number[]; readonly wanted: number } {
  const there = others
    .map((other) => ({ other, at: frame - other.offset }))
    .filter(({ other, at }) => at >= 0 && at < other.endFrame - other.startFrame);
  const held = there.filter(({ other, at }) => {
    const { lo } = reader.truth(other, expression.of, { start: at, end: at + 1 });
    return (lo[at] ?? -1) > 0;
  });
  const tracks = held.map(({ other }) => other.tracks[expression.slot] ?? -1);
  return { held: tracks, wanted: expression.op === 'every' ? there.length : expression.least };
}

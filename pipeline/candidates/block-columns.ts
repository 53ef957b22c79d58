import { byOp, type ByOp } from '#ontology/by-op';
import { distanceBound } from '#ontology/check-reach';
import type {
  Changed,
  Compare,
  During,
  Hysteresis,
  Inside,
  Is,
  Junction,
  Lag,
  NamedTruth,
  NearestTrack,
  Quantified,
  Says,
  TruthExpression,
  Until,
  ValueExpression,
  Windowed,
  WindowValue,
} from '#ontology/expression';
import { constantValue, isConstant } from '#ontology/expression-parts';
import type { Parameter } from '#ontology/model';
import { arithmeticInto, extremeInto, unaryInto } from './arithmetic.ts';
import { type Block, emptyBlock, lengthOf } from './block.ts';
import type { Buffers } from './buffers.ts';
import { Captions } from './captions.ts';
import { beyondReachInto, type Column, featureColumn, seriesColumn } from './columns.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import {
  compareMask,
  hysteresisMask,
  insideMask,
  isAnyTrue,
  isFalse,
  isTrue,
  joinMask,
  knownMask,
  type Mask,
  notMask,
  offsetMask,
  onsetMask,
  type Stretch,
} from './masks.ts';
import { MaskUpdates } from './mask-updates.ts';
import { NearestTracks } from './nearest.ts';
import { type Orientation, orient } from './orientation.ts';
import { otherBindings, type OthersReader, quantifiedMask } from './others.ts';
import { type TimeAxis, toUs } from './time-axis.ts';
import type { Frames, WindowUs } from './time-window.ts';
import { bringUpToDate, comparingOf, type MaskParts } from './updated-mask.ts';
import { untilMask, windowedMask } from './window-masks.ts';
import { lagInto, windowInto } from './window-values.ts';

/** Conditions whose value in a frame depends on other frames. */
export type OverTime = Changed | Hysteresis | Windowed | Until;

/** The conditions that one over time is made of. */
export function truthsUnder(expression: OverTime): readonly TruthExpression[] {
  if (expression.op === 'hysteresis') return [expression.enters, expression.leaves];
  return 'holds' in expression ? [expression.holds, expression.reaches] : [expression.of];
}

/** The slots of a feature under its names. */
function slotsOf(value: ValueExpression): readonly number[] {
  if (value.op === 'named') return slotsOf(value.of);
  return value.op === 'feature' ? value.slots : [];
}

/** Answers a condition on bouts, which only a block of one stretch can hold. */
type DuringInto = (out: Mask, during: During) => void;

/**
 * Values of rules, and what is sure of their conditions, on all frames of a block. Every part is computed once per block,
 * however many event types share it; columns are valid until the next `open`.
 */
export class BlockColumns {
  readonly #context: EvaluationContext;
  readonly #axis: TimeAxis;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #orientations = new Map<Compare, Orientation>();
  readonly #buffers: Buffers;
  readonly #duringInto: DuringInto;
  readonly #others: OthersReader;
  readonly #parts: MaskParts = {
    orientation: (compare) => this.orientation(compare),
    comparedValue: (compare) => this.comparedValue(compare),
    mask: (expression) => this.mask(expression),
    nodeOf: (part) => this.#context.plan.nodes.get(part) ?? -1,
  };
  readonly #taking = (): Float64Array => this.#take();
  readonly #values = new Map<number, Column>();
  readonly #masks = new Map<number, Mask>();
  readonly #reach = new Map<number, Column>();
  readonly #inside = new Map<string, Column>();
  readonly #nearest: NearestTracks;
  readonly #captions: Captions;
  readonly #says = new Map<string, Column>();
  block: Block = emptyBlock;
  #length = 0;
  #updates: MaskUpdates | undefined;

  constructor(
    context: EvaluationContext,
    axis: TimeAxis,
    buffers: Buffers,
    duringInto: DuringInto,
    others: OthersReader,
  ) {
    this.#others = others;
    this.#nearest = new NearestTracks(context.scene);
    this.#captions = new Captions(context.scene);
    this.#context = context;
    this.#axis = axis;
    this.#buffers = buffers;
    this.#duringInto = duringInto;
    this.#parameters = new Map(
      context.plan.ontology.parameters.map((parameter) => [parameter.name, parameter]),
    );
  }

  /** Turns to another block and forgets the last one's columns. */
  open(block: Block): void {
    this.block = block;
    this.#length = lengthOf(block);
    this.#buffers.release();
    this.#values.clear();
    this.#masks.clear();
    this.#reach.clear();
    this.#inside.clear();
    this.#nearest.forget();
    this.#says.clear();
    this.#updates?.restart(this.#length);
  }

  /** From the next block on, remembers how to bring masks up to date when parameters change. */
  keepUpdates(): void {
    this.#updates ??= new MaskUpdates();
  }

  /** Forgets what these parts were in the block, as parameters or the events they read have changed. */
  forget(parts: ReadonlySet<number>): void {
    this.#orientations.clear();
    this.#updates?.nextRound();
    for (const node of parts) {
      if (this.#updates?.before(node) === undefined) this.#buffers.giveBack(this.#masks.get(node));
      this.#masks.delete(node);
      for (const cache of [this.#values, this.#reach]) {
        this.#buffers.giveBack(cache.get(node));
        if (cache.delete(node)) this.#updates?.valuesChanged(node);
      }
    }
  }

  /** Where stretch `number` stands in the columns. */
  stretch(number: number): Stretch {
    return { from: this.block.start[number] ?? 0, to: this.block.start[number + 1] ?? 0 };
  }

  /** The frames of stretch `number`, for windows of time. */
  frames(number: number): Frames {
    const { startFrame, endFrame } = this.block.stretches[number] ?? { startFrame: 0, endFrame: 0 };
    return { axis: this.#axis, startFrame, endFrame };
  }

  /** The window of a frame that an expression looks into: that of `since` lies behind it. */
  windowUs({ op, low, high }: Pick<Windowed | Until | WindowValue, 'op' | 'low' | 'high'>): WindowUs {
    const [lowUs, highUs] = [low, high].map((end) => this.#timeUs(end)) as [number, number];
    return op === 'since' ? { lowUs: -highUs, highUs: -lowUs } : { lowUs, highUs };
  }

  orientation(compare: Compare): Orientation {
    const known = this.#orientations.get(compare);
    if (known !== undefined) return known;
    const { plan, values } = this.#context;
    const orientation = orient(compare, this.#parameters, values, plan.ontology.space);
    this.#orientations.set(compare, orientation);
    return orientation;
  }

  value(expression: ValueExpression): Column {
    return this.#once(this.#values, expression, () => this.#computeValue(expression));
  }

  mask(expression: TruthExpression): Mask {
    return this.#once(this.#masks, expression, () => this.#computeMask(expression));
  }

  /** Whether one part of a conjunction is true in no frame; the parts after it are then never computed. */
  isNeverTrue(expression: TruthExpression): boolean {
    if (expression.op === 'and') return expression.of.some((part) => this.isNeverTrue(part));
    if (expression.op === 'named') return this.isNeverTrue(expression.of);
    return !isAnyTrue(this.mask(expression), { from: 0, to: this.#length });
  }

  /** The left side of a turned comparison; a distance beyond the reach is infinite where that settles the comparison. */
  comparedValue(compare: Compare): Column {
    const { value, constant } = this.orientation(compare);
    const settled = constant !== undefined && constant <= this.#context.scene.pairRadius;
    if (distanceBound(compare) === undefined || !settled) return this.value(value);
    return this.#once(this.#reach, value, () => this.#computeReach(value, slotsOf(value)));
  }

  /** 1 in the frames in which the role's track is inside the zone, 0 in others. */
  inside({ slot, zoneId }: Inside): Column {
    const key = `${slot} ${zoneId}`;
    const known = this.#inside.get(key);
    if (known !== undefined) return known;
    const track = this.block.stretches[0]?.tracks[slot] ?? 0;
    const series = this.#context.scene.zoneSeries(track, zoneId, 'inside');
    const column = seriesColumn(this.block, series, this.#taking);
    this.#inside.set(key, column);
    return column;
  }

  /** The track that is nearest in each frame; -1 where none is. */
  nearest(nearest: NearestTrack): Int32Array {
    return this.#nearest.chosen(this.block, nearest);
  }

  /** 1 in the frames in which it is said, 0 in others; missing where that is not known. */
  says(says: Says): Column {
    const key = `${says.slot ?? ''} ${says.text}`;
    const known = this.#says.get(key);
    if (known !== undefined) return known;
    const column = this.#captions.into(this.#take(), this.block, this.#axis, says);
    this.#says.set(key, column);
    return column;
  }

  #once<Result>(
    cache: Map<number, Result>,
    part: ValueExpression | TruthExpression,
    compute: () => Result,
  ): Result {
    const node = this.#context.plan.nodes.get(part);
    const known = node === undefined ? undefined : cache.get(node);
    if (known !== undefined) return known;
    const column = compute();
    if (node !== undefined) cache.set(node, column);
    return column;
  }

  #take(): Float64Array {
    return this.#buffers.take(this.#length);
  }

  #timeUs(time: ValueExpression): number {
    return toUs(constantValue(time, this.#context.values));
  }

  /** Calls `each` with the frames of a stretch and where they stand in the block's columns. */
  #eachStretch(each: (frames: Frames, from: number, to: number) => void): void {
    for (const number of this.block.stretches.keys()) {
      const { from, to } = this.stretch(number);
      each(this.frames(number), from, to);
    }
  }

  #computeReach(distance: ValueExpression, [a = 0, b = 1]: readonly number[]): Column {
    const { scene } = this.#context;
    const tracks = this.block.stretches[0]?.tracks ?? [];
    const x = (slot: number): Column =>
      seriesColumn(this.block, scene.trackSeries(tracks[slot] ?? 0, 'x'), this.#taking);
    const out = this.#buffers.takeSingles(this.#length);
    beyondReachInto(out, this.#length, this.value(distance), [x(a), x(b)]);
    return out;
  }

  #computeValue(expression: ValueExpression): Column {
    if (expression.op === 'named') return this.value(expression.of);
    if (expression.op === 'feature')
      return featureColumn(this.#context.scene, this.block, expression, this.#taking);
    if (expression.op === 'nearest') return this.#nearest.value(this.block, expression, this.#taking);
    const out = this.#take();
    if (isConstant(expression)) out.fill(constantValue(expression, this.#context.values), 0, this.#length);
    else this.#madeValue(out, expression);
    return out;
  }

  #madeValue(out: Float64Array, expression: ValueExpression): void {
    if (expression.op === 'arithmetic') {
      const [left, right] = [this.value(expression.left), this.value(expression.right)];
      arithmeticInto(out, this.#length, expression.sign, left, right);
    } else if (expression.op === 'min' || expression.op === 'max') {
      const of = expression.of.map((part) => this.value(part));
      extremeInto(out, this.#length, expression.op, of);
    } else if (expression.op === 'window' || expression.op === 'lag') this.#valueOverTime(out, expression);
    else if (expression.op === 'negate' || expression.op === 'abs')
      unaryInto(out, this.#length, expression.op, this.value(expression.of));
  }

  #valueOverTime(out: Float64Array, expression: WindowValue | Lag): void {
    const of = this.value(expression.of);
    this.#eachStretch((frames, from, to) => {
      const [into, read] = [out.subarray(from, to), of.subarray(from, to)];
      if (expression.op === 'lag') lagInto(into, frames, this.#timeUs(expression.by), read);
      else windowInto(into, frames, { take: expression.take, ...this.windowUs(expression) }, read);
    });
  }

  #computeMask(expression: TruthExpression): Mask {
    if (expression.op === 'named') return this.mask(expression.of);
    const updates = this.#updates;
    const node = this.#context.plan.nodes.get(expression);
    if (updates === undefined || node === undefined) return this.#wholeMask(expression);
    const before = updates.before(node);
    if (before !== undefined && bringUpToDate(this.#parts, updates, { node, mask: before }, expression))
      return before;
    this.#buffers.giveBack(before);
    const out = this.#wholeMask(expression);
    updates.made(node, out, comparingOf(this.#parts, expression));
    return out;
  }

  #wholeMask(expression: Exclude<TruthExpression, NamedTruth>): Mask {
    const out = this.#buffers.takeBytes(this.#length);
    byOp(this.#masksInto, out, expression);
    return out;
  }

  readonly #join = (out: Mask, { op, of }: Junction): void => {
    const masks = of.map((part) => this.mask(part));
    joinMask(out, this.#length, masks, op === 'or' ? 'or' : 'and');
  };
  readonly #quantify = (out: Mask, expression: Quantified): void => this.#quantifiedInto(out, expression);
  readonly #overTime = (out: Mask, expression: OverTime): void => this.#overTimeInto(out, expression);

  readonly #masksInto: ByOp<Exclude<TruthExpression, NamedTruth>, Mask, void> = {
    and: this.#join,
    or: this.#join,
    between: this.#join,
    not: (out, { of }) => notMask(out, this.#length, this.mask(of)),
    known: (out, { of }) => knownMask(out, this.#length, this.mask(of)),
    compare: (out, compare) => this.#compareInto(out, compare),
    inside: (out, inside) => insideMask(out, this.#length, this.inside(inside)),
    is: (out, is) => void out.fill(this.is(is) ? isTrue : isFalse, 0, this.#length),
    says: (out, says) => insideMask(out, this.#length, this.says(says)),
    during: (out, during) => this.#duringInto(out, during),
    some: this.#quantify,
    every: this.#quantify,
    at_least: this.#quantify,
    onset: this.#overTime,
    offset: this.#overTime,
    hysteresis: this.#overTime,
    always: this.#overTime,
    eventually: this.#overTime,
    until: this.#overTime,
    since: this.#overTime,
  };

  #quantifiedInto(out: Mask, expression: Quantified): void {
    for (const [number, stretch] of this.block.stretches.entries()) {
      const { from, to } = this.stretch(number);
      const others = otherBindings(this.#context.scene, stretch, expression);
      const zeros = (): Uint16Array => this.#buffers.takeCounts(to - from).fill(0, 0, to - from);
      const counts = { yes: zeros(), no: zeros(), all: zeros() };
      quantifiedMask(out.subarray(from, to), expression, others, counts, this.#others);
      for (const taken of Object.values(counts)) this.#buffers.giveBack(taken);
    }
  }

  /** Whether the track in the role is of the class. */
  is({ slot, sourceClasses }: Is): boolean {
    const track = this.block.stretches[0]?.tracks[slot] ?? -1;
    const className = this.#context.scene.tracks[track]?.className.toLowerCase();
    return sourceClasses.some((name) => name.toLowerCase() === className);
  }

  #compareInto(out: Mask, compare: Compare): void {
    const { threshold, constant, comparison } = this.orientation(compare);
    const values = this.comparedValue(compare);
    compareMask(out, this.#length, { values, threshold: constant ?? this.value(threshold), comparison });
  }

  /** Conditions whose value in a frame depends on other frames of its stretch. */
  #overTimeInto(out: Mask, expression: OverTime): void {
    const masks = truthsUnder(expression).map((part) => this.mask(part));
    this.#eachStretch((frames, from, to) => {
      const [into = out, of = out, second = out] = [out, ...masks].map((mask) => mask.subarray(from, to));
      const stretch = { from: 0, to: to - from };
      if (expression.op === 'hysteresis') hysteresisMask(into, stretch, of, second);
      else if ('low' in expression) this.#windowInto(into, frames, expression, [of, second]);
      else if (expression.op === 'onset') onsetMask(into, stretch, of);
      else offsetMask(into, stretch, of);
    });
  }

  #windowInto(out: Mask, frames: Frames, expression: Windowed | Until, parts: readonly [Mask, Mask]): void {
    const [first, second] = parts;
    const window = this.windowUs(expression);
    if ('of' in expression) windowedMask(out, frames, { op: expression.op, ...window }, first);
    else untilMask(out, frames, { op: expression.op, ...window }, { holds: first, reaches: second });
  }
}

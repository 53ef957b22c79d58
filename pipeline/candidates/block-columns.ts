import { distanceBound } from '#ontology/check-reach';
import {
  type Compare,
  constantValue,
  type During,
  type Hysteresis,
  type Inside,
  isConstant,
  isJunction,
  type TruthExpression,
  type UnaryTruth,
  type ValueExpression,
} from '#ontology/expression';
import type { Parameter } from '#ontology/model';
import { arithmeticInto, extremeInto, unaryInto } from './arithmetic.ts';
import { type Block, emptyBlock, lengthOf } from './block.ts';
import type { Buffers } from './buffers.ts';
import { beyondReachInto, type Column, featureColumn, seriesColumn } from './columns.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import {
  compareMask,
  hysteresisMask,
  insideMask,
  isAnyTrue,
  joinMask,
  type Mask,
  notMask,
  offsetMask,
  onsetMask,
  type Stretch,
} from './masks.ts';
import { type Orientation, orient } from './orientation.ts';

/** Answers a condition on bouts, which only a block of one stretch can hold. */
type DuringInto = (out: Mask, during: During) => void;

/**
 * Values of rules, and what is sure of their conditions, on all frames of a block. Every part is computed once per block,
 * however many event types share it; columns are valid until the next `open`.
 */
export class BlockColumns {
  readonly #context: EvaluationContext;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #orientations = new Map<Compare, Orientation>();
  readonly #buffers: Buffers;
  readonly #duringInto: DuringInto;
  readonly #taking = (): Float64Array => this.#take();
  readonly #values = new Map<number, Column>();
  readonly #masks = new Map<number, Mask>();
  readonly #reach = new Map<number, Column>();
  readonly #inside = new Map<string, Column>();
  block: Block = emptyBlock;
  #length = 0;

  constructor(context: EvaluationContext, buffers: Buffers, duringInto: DuringInto) {
    this.#context = context;
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
  }

  /** Where stretch `number` stands in the columns. */
  stretch(number: number): Stretch {
    return { from: this.block.start[number] ?? 0, to: this.block.start[number + 1] ?? 0 };
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
    return this.#once(this.#reach, value, () => this.#computeReach(value));
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

  #computeReach(distance: ValueExpression): Column {
    const { scene } = this.#context;
    const tracks = this.block.stretches[0]?.tracks ?? [];
    const x = (slot: number): Column =>
      seriesColumn(this.block, scene.trackSeries(tracks[slot] ?? 0, 'x'), this.#taking);
    const out = this.#take();
    beyondReachInto(out, this.#length, this.value(distance), [x(0), x(1)]);
    return out;
  }

  #computeValue(expression: ValueExpression): Column {
    if (expression.op === 'named') return this.value(expression.of);
    if (expression.op === 'feature')
      return featureColumn(this.#context.scene, this.block, expression, this.#taking);
    const out = this.#take();
    if (isConstant(expression)) out.fill(constantValue(expression, this.#context.values), 0, this.#length);
    else if (expression.op === 'arithmetic')
      arithmeticInto(
        out,
        this.#length,
        expression.sign,
        this.value(expression.left),
        this.value(expression.right),
      );
    else if (expression.op === 'min' || expression.op === 'max')
      extremeInto(
        out,
        this.#length,
        expression.op,
        expression.of.map((part) => this.value(part)),
      );
    else if (expression.op === 'negate' || expression.op === 'abs')
      unaryInto(out, this.#length, expression.op, this.value(expression.of));
    return out;
  }

  #computeMask(expression: TruthExpression): Mask {
    if (expression.op === 'named') return this.mask(expression.of);
    const out = this.#buffers.takeBytes(this.#length);
    if (isJunction(expression)) {
      const of = expression.of.map((part) => this.mask(part));
      joinMask(out, this.#length, of, expression.op === 'or' ? 'or' : 'and');
    } else if (expression.op === 'not') notMask(out, this.#length, this.mask(expression.of));
    else if (expression.op === 'compare') this.#compareInto(out, expression);
    else if (expression.op === 'inside') insideMask(out, this.#length, this.inside(expression));
    else if (expression.op === 'during') this.#duringInto(out, expression);
    else this.#overTimeInto(out, expression);
    return out;
  }

  #compareInto(out: Mask, compare: Compare): void {
    const { threshold, constant, comparison } = this.orientation(compare);
    const values = this.comparedValue(compare);
    compareMask(out, this.#length, { values, threshold: constant ?? this.value(threshold), comparison });
  }

  /** Conditions whose value in a frame depends on earlier frames of its stretch. */
  #overTimeInto(out: Mask, expression: UnaryTruth | Hysteresis): void {
    const parts =
      expression.op === 'hysteresis'
        ? [this.mask(expression.enters), this.mask(expression.leaves)]
        : [this.mask(expression.of)];
    const [of = out, leaves = out] = parts;
    for (const number of this.block.stretches.keys()) {
      const stretch = this.stretch(number);
      if (expression.op === 'hysteresis') hysteresisMask(out, stretch, of, leaves);
      else if (expression.op === 'onset') onsetMask(out, stretch, of);
      else offsetMask(out, stretch, of);
    }
  }
}

import { distanceBound } from '#ontology/check-reach';
import {
  type Compare,
  constantValue,
  type During,
  type FeatureUse,
  type Hysteresis,
  isConstant,
  isJunction,
  type TruthExpression,
  type UnaryTruth,
  type ValueExpression,
} from '#ontology/expression';
import type { Parameter } from '#ontology/model';
import { arithmeticInto, extremeInto, unaryInto } from './arithmetic.ts';
import { type Block, emptyBlock, lengthOf } from './block.ts';
import { isAnyAbove } from './bouts.ts';
import type { Buffers } from './buffers.ts';
import { alignInto, beyondReachInto, featureInto } from './columns.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { type Orientation, orient } from './orientation.ts';
import {
  compareSignal,
  hysteresisInto,
  insideSignal,
  joinSignal,
  notSignal,
  offsetInto,
  onsetInto,
  signalPart,
  type Take,
  type TruthSignal,
} from './truth-signals.ts';

/** Answers a condition on bouts, which only a block of one stretch can hold. */
type DuringInto = (out: TruthSignal, during: During) => void;

/**
 * Values and conditions of rules on all frames of a block. Every part is computed once per block, however many event types
 * share it; columns are valid until the next `open`.
 */
export class BlockColumns {
  readonly #context: EvaluationContext;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #orientations = new Map<Compare, Orientation>();
  readonly #buffers: Buffers;
  readonly #duringInto: DuringInto;
  readonly #taking: Take = () => this.#take();
  readonly #values = new Map<number, Float64Array>();
  readonly #truths = new Map<number, TruthSignal>();
  readonly #reach = new Map<number, Float64Array>();
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
    this.#truths.clear();
    this.#reach.clear();
  }

  orientation(compare: Compare): Orientation {
    const known = this.#orientations.get(compare);
    if (known !== undefined) return known;
    const { plan, values } = this.#context;
    const orientation = orient(compare, this.#parameters, values, plan.ontology.space);
    this.#orientations.set(compare, orientation);
    return orientation;
  }

  value(expression: ValueExpression): Float64Array {
    return this.#once(this.#values, expression, () => this.#computeValue(expression));
  }

  truth(expression: TruthExpression): TruthSignal {
    return this.#once(this.#truths, expression, () => this.#computeTruth(expression));
  }

  /** Whether one part of a conjunction is true in no frame; the parts after it are then never computed. */
  isNeverTrue(expression: TruthExpression): boolean {
    if (expression.op === 'and') return expression.of.some((part) => this.isNeverTrue(part));
    if (expression.op === 'named') return this.isNeverTrue(expression.of);
    return !isAnyAbove(this.truth(expression).lo, this.#length);
  }

  /** The left side of a turned comparison; a distance beyond the reach is infinite where that settles the comparison. */
  comparedValue(compare: Compare): Float64Array {
    const { value, constant } = this.orientation(compare);
    const settled = constant !== undefined && constant <= this.#context.scene.pairRadius;
    if (distanceBound(compare) === undefined || !settled) return this.value(value);
    return this.#once(this.#reach, value, () => this.#computeReach(value));
  }

  #once<Column>(
    cache: Map<number, Column>,
    part: ValueExpression | TruthExpression,
    compute: () => Column,
  ): Column {
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

  #feature(use: FeatureUse): Float64Array {
    const out = this.#take();
    featureInto(out, this.#context.scene, this.block, use);
    return out;
  }

  #computeReach(distance: ValueExpression): Float64Array {
    const { scene } = this.#context;
    const tracks = this.block.stretches[0]?.tracks ?? [];
    const xs = [0, 1].map((slot) => {
      const out = this.#take();
      alignInto(out, this.block, scene.trackSeries(tracks[slot] ?? 0, 'x'));
      return out;
    });
    const [a, b] = xs;
    const out = this.#take();
    const raw = this.value(distance);
    if (a !== undefined && b !== undefined) beyondReachInto(out, this.#length, raw, [a, b]);
    return out;
  }

  #computeValue(expression: ValueExpression): Float64Array {
    if (expression.op === 'named') return this.value(expression.of);
    if (expression.op === 'feature') return this.#feature(expression);
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

  #computeTruth(expression: TruthExpression): TruthSignal {
    if (expression.op === 'named') return this.truth(expression.of);
    if (isJunction(expression)) {
      const of = expression.of.map((part) => this.truth(part));
      return joinSignal(this.#taking, this.#length, of, expression.op === 'or' ? 'or' : 'and');
    }
    if (expression.op === 'not') return notSignal(this.#taking, this.#length, this.truth(expression.of));
    if (expression.op === 'compare') return this.#compare(expression);
    if (expression.op === 'inside') return insideSignal(this.#taking, this.#length, this.#inside(expression));
    return this.#computeOverTime(expression);
  }

  /** Conditions whose value in a frame depends on other frames of its stretch. */
  #computeOverTime(expression: UnaryTruth | Hysteresis | During): TruthSignal {
    const out = { lo: this.#take(), hi: this.#take() };
    if (expression.op === 'during') this.#duringInto(out, expression);
    else
      this.#eachStretch((from, to) => {
        const part = (of: TruthExpression): TruthSignal => signalPart(this.truth(of), from, to);
        const into = signalPart(out, from, to);
        if (expression.op === 'hysteresis')
          hysteresisInto(into, to - from, part(expression.enters), part(expression.leaves));
        else if (expression.op === 'onset') onsetInto(into, to - from, part(expression.of));
        else offsetInto(into, to - from, part(expression.of));
      });
    return out;
  }

  #eachStretch(each: (from: number, to: number) => void): void {
    const { stretches, start } = this.block;
    for (const number of stretches.keys()) each(start[number] ?? 0, start[number + 1] ?? 0);
  }

  #inside({ slot, zoneId }: { readonly slot: number; readonly zoneId: string }): Float64Array {
    const out = this.#take();
    const track = this.block.stretches[0]?.tracks[slot] ?? 0;
    alignInto(out, this.block, this.#context.scene.zoneSeries(track, zoneId, 'inside'));
    return out;
  }

  #compare(compare: Compare): TruthSignal {
    const { threshold, constant, comparison, scale } = this.orientation(compare);
    const values = this.comparedValue(compare);
    const against = constant ?? this.value(threshold);
    return compareSignal(this.#taking, this.#length, { values, threshold: against, comparison, scale });
  }
}

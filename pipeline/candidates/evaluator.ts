import type { Scene } from '#contract/ports/scene';
import { distanceBound } from '#ontology/check-reach';
import {
  type BoutsExpression,
  type Compare,
  constantValue,
  type During,
  type EventUse,
  type FeatureUse,
  type Hysteresis,
  isConstant,
  isJunction,
  type StartsWithin,
  type TruthExpression,
  type UnaryTruth,
  type ValueExpression,
} from '#ontology/expression';
import type { Parameter } from '#ontology/model';
import { arithmeticInto, extremeInto, unaryInto } from './arithmetic.ts';
import type { Binding } from './binding.ts';
import {
  type Bout,
  type BoutClock,
  isAnyAbove,
  joinGaps,
  lastingAtLeast,
  runsAbove,
  sequences,
  startingWithin,
} from './bouts.ts';
import { type Buffers, createBuffers } from './buffers.ts';
import { alignInto, beyondReachInto, seriesOf } from './columns.ts';
import { type Orientation, orient } from './orientation.ts';
import type { CandidatePlan } from './plan.ts';
import type { EventStore } from './event-store.ts';
import { createTimeAxis, toUs } from './time-axis.ts';
import {
  compareSignal,
  duringInto,
  hysteresisInto,
  insideSignal,
  joinSignal,
  notSignal,
  offsetInto,
  onsetInto,
  type Take,
  type TruthSignal,
} from './truth-signals.ts';

/** Which of its frames a bout may stand on: those surely true, or all that are not surely false. */
type Mode = 'certain' | 'possible';

/** What every evaluation shares: the plan, the scene, the parameters' values and the events found so far. */
export interface EvaluationContext {
  readonly plan: CandidatePlan;
  readonly scene: Scene;
  /** By name, in canonical units. */
  readonly values: ReadonlyMap<string, number>;
  readonly found: EventStore;
}

/**
 * Evaluates parts of rules over one binding at a time. Every part is computed once per binding, however many event types
 * share it; columns are valid until the next `begin`.
 */
export class Evaluator {
  readonly context: EvaluationContext;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #orientations = new Map<Compare, Orientation>();
  readonly #buffers: Buffers;
  readonly #taking: Take = () => this.#take();
  readonly #values = new Map<number, Float64Array>();
  readonly #truths = new Map<number, TruthSignal>();
  readonly #bouts = new Map<number, readonly Bout[]>();
  readonly #reach = new Map<number, Float64Array>();
  clock: BoutClock;
  binding: Binding = { tracks: [], startFrame: 0, endFrame: 0 };

  /** `buffers` may be those of an evaluator that is no longer used: memory that was touched once is the quickest there is. */
  constructor(context: EvaluationContext, buffers: Buffers = createBuffers()) {
    this.context = context;
    this.#buffers = buffers;
    this.#parameters = new Map(
      context.plan.ontology.parameters.map((parameter) => [parameter.name, parameter]),
    );
    this.clock = { axis: createTimeAxis(context.scene.frameIndex), startFrame: 0 };
  }

  /** Turns to another binding and forgets the last one's columns. */
  begin(binding: Binding): void {
    this.binding = binding;
    this.clock = { axis: this.clock.axis, startFrame: binding.startFrame };
    this.#buffers.release();
    this.#values.clear();
    this.#truths.clear();
    this.#bouts.clear();
    this.#reach.clear();
  }

  /** Frames of the binding. */
  get length(): number {
    return this.binding.endFrame - this.binding.startFrame;
  }

  /** A constant time in whole microseconds. */
  timeUs(expression: ValueExpression): number {
    return toUs(constantValue(expression, this.context.values));
  }

  orientation(compare: Compare): Orientation {
    const known = this.#orientations.get(compare);
    if (known !== undefined) return known;
    const { plan, values } = this.context;
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

  /** The bouts that are certain. */
  bouts(expression: BoutsExpression): readonly Bout[] {
    return this.#once(this.#bouts, expression, () => this.#computeBouts(expression, 'certain'));
  }

  /** The condition under `for` and `gaps`; undefined for sequences and other event types. */
  signalOf(expression: BoutsExpression): TruthSignal | undefined {
    switch (expression.op) {
      case 'runs':
        return this.truth(expression.of);
      case 'for':
      case 'gaps':
      case 'named':
      case 'starts':
        return this.signalOf(expression.of);
      case 'then':
      case 'event':
        return undefined;
    }
  }

  /** Bouts of another event type with these roles, in frames of this binding. */
  events(use: EventUse): readonly Bout[] {
    const tracks = use.slots.map((slot) => this.binding.tracks[slot] ?? -1);
    const { startFrame } = this.binding;
    return this.context.found.of(use.type, tracks).map((candidate) => ({
      start: candidate.startFrame - startFrame,
      end: candidate.endFrame - startFrame,
      candidate,
    }));
  }

  /** The left side of a turned comparison; a distance beyond the reach is infinite where that settles the comparison. */
  comparedValue(compare: Compare): Float64Array {
    const { value, constant } = this.orientation(compare);
    const settled = constant !== undefined && constant <= this.context.scene.pairRadius;
    if (distanceBound(compare) === undefined || !settled) return this.value(value);
    return this.#once(this.#reach, value, () => this.#computeReach(value));
  }

  #once<Column>(
    cache: Map<number, Column>,
    part: ValueExpression | TruthExpression | BoutsExpression,
    compute: () => Column,
  ): Column {
    const node = this.context.plan.nodes.get(part);
    const known = node === undefined ? undefined : cache.get(node);
    if (known !== undefined) return known;
    const column = compute();
    if (node !== undefined) cache.set(node, column);
    return column;
  }

  #take(): Float64Array {
    return this.#buffers.take(this.length);
  }

  #feature(use: FeatureUse): Float64Array {
    const out = this.#take();
    alignInto(out, this.binding, seriesOf(this.context.scene, this.binding, use));
    return out;
  }

  #computeReach(distance: ValueExpression): Float64Array {
    const xs = [0, 1].map((slot) => {
      const out = this.#take();
      alignInto(out, this.binding, this.context.scene.trackSeries(this.binding.tracks[slot] ?? 0, 'x'));
      return out;
    });
    const [a, b] = xs;
    const out = this.#take();
    const raw = this.value(distance);
    if (a !== undefined && b !== undefined) beyondReachInto(out, this.length, raw, [a, b]);
    return out;
  }

  #computeValue(expression: ValueExpression): Float64Array {
    if (expression.op === 'named') return this.value(expression.of);
    if (expression.op === 'feature') return this.#feature(expression);
    const out = this.#take();
    if (isConstant(expression)) out.fill(constantValue(expression, this.context.values), 0, this.length);
    else if (expression.op === 'arithmetic')
      arithmeticInto(
        out,
        this.length,
        expression.sign,
        this.value(expression.left),
        this.value(expression.right),
      );
    else if (expression.op === 'min' || expression.op === 'max')
      extremeInto(
        out,
        this.length,
        expression.op,
        expression.of.map((part) => this.value(part)),
      );
    else if (expression.op === 'negate' || expression.op === 'abs')
      unaryInto(out, this.length, expression.op, this.value(expression.of));
    return out;
  }

  #computeTruth(expression: TruthExpression): TruthSignal {
    if (expression.op === 'named') return this.truth(expression.of);
    if (isJunction(expression)) {
      const of = expression.of.map((part) => this.truth(part));
      return joinSignal(this.#taking, this.length, of, expression.op === 'or' ? 'or' : 'and');
    }
    if (expression.op === 'not') return notSignal(this.#taking, this.length, this.truth(expression.of));
    if (expression.op === 'compare') return this.#compare(expression);
    if (expression.op === 'inside') return insideSignal(this.#taking, this.length, this.#inside(expression));
    return this.#computeOverTime(expression);
  }

  /** Conditions whose value in a frame depends on other frames. */
  #computeOverTime(expression: UnaryTruth | Hysteresis | During): TruthSignal {
    const out = { lo: this.#take(), hi: this.#take() };
    if (expression.op === 'hysteresis')
      hysteresisInto(out, this.length, this.truth(expression.enters), this.truth(expression.leaves));
    else if (expression.op === 'during') this.#duringInto(out, expression.of);
    else {
      const into = expression.op === 'onset' ? onsetInto : offsetInto;
      into(out, this.length, this.truth(expression.of));
    }
    return out;
  }

  #inside({ slot, zoneId }: { readonly slot: number; readonly zoneId: string }): Float64Array {
    const out = this.#take();
    const track = this.binding.tracks[slot] ?? 0;
    alignInto(out, this.binding, this.context.scene.zoneSeries(track, zoneId, 'inside'));
    return out;
  }

  #compare(compare: Compare): TruthSignal {
    const { threshold, constant, comparison, scale } = this.orientation(compare);
    const values = this.comparedValue(compare);
    const against = constant ?? this.value(threshold);
    return compareSignal(this.#taking, this.length, { values, threshold: against, comparison, scale });
  }

  #duringInto(out: TruthSignal, of: BoutsExpression): void {
    const signal = this.signalOf(of);
    if (signal === undefined) return;
    const possible = this.#computeBouts(of, 'possible');
    duringInto(out, this.length, { certain: this.bouts(of), possible, signal });
  }

  #runs(of: TruthExpression, mode: Mode): readonly Bout[] {
    if (mode === 'possible') return runsAbove(this.truth(of).hi, this.length);
    return this.#isNeverTrue(of) ? [] : runsAbove(this.truth(of).lo, this.length);
  }

  /** Whether one part of a conjunction is true in no frame; the parts after it are then never computed. */
  #isNeverTrue(expression: TruthExpression): boolean {
    if (expression.op === 'and') return expression.of.some((part) => this.#isNeverTrue(part));
    if (expression.op === 'named') return this.#isNeverTrue(expression.of);
    return !isAnyAbove(this.truth(expression).lo, this.length);
  }

  #inner(expression: BoutsExpression, mode: Mode): readonly Bout[] {
    return mode === 'certain' ? this.bouts(expression) : this.#computeBouts(expression, mode);
  }

  #computeBouts(expression: BoutsExpression, mode: Mode): readonly Bout[] {
    switch (expression.op) {
      case 'runs':
        return this.#runs(expression.of, mode);
      case 'for':
        return lastingAtLeast(this.clock, this.#inner(expression.of, mode), this.timeUs(expression.bound));
      case 'gaps':
        return joinGaps(this.clock, this.#inner(expression.of, mode), this.timeUs(expression.bound));
      case 'then':
        return sequences(
          this.clock,
          this.bouts(expression.first),
          this.bouts(expression.second),
          this.timeUs(expression.within),
        );
      case 'event':
        return this.events(expression);
      case 'starts':
        return this.#startingWithin(expression, mode);
      case 'named':
        return this.#inner(expression.of, mode);
    }
  }

  #startingWithin(expression: StartsWithin, mode: Mode): readonly Bout[] {
    const anchors = this.events(expression.anchor).map((bout) => bout[expression.edge]);
    const of = this.#inner(expression.of, mode);
    return startingWithin(this.clock, of, anchors, this.timeUs(expression.low), this.timeUs(expression.high));
  }
}

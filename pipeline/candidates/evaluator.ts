import {
  type BoutsExpression,
  type Compare,
  constantValue,
  type During,
  type EventUse,
  type StartsWithin,
  type TruthExpression,
  type ValueExpression,
} from '#ontology/expression';
import type { Binding } from './binding.ts';
import { blockOf } from './block.ts';
import { BlockColumns } from './block-columns.ts';
import {
  type Bout,
  type BoutClock,
  joinGaps,
  lastingAtLeast,
  runsAbove,
  sequences,
  startingWithin,
} from './bouts.ts';
import { type Buffers, createBuffers } from './buffers.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import type { Orientation } from './orientation.ts';
import { createTimeAxis, toUs } from './time-axis.ts';
import { duringInto, signalPart, type TruthSignal } from './truth-signals.ts';

/** Which of its frames a bout may stand on: those surely true, or all that are not surely false. */
type Mode = 'certain' | 'possible';

/**
 * Evaluates rules over the stretches of one block at a time: conditions over all of them at once, bouts in the stretch that was
 * entered. Every part is computed once, however many event types share it.
 */
export class Evaluator {
  readonly context: EvaluationContext;
  readonly #columns: BlockColumns;
  readonly #truths = new Map<TruthExpression, TruthSignal>();
  readonly #bouts = new Map<number, readonly Bout[]>();
  #entered = -1;
  clock: BoutClock;
  binding: Binding = { tracks: [], startFrame: 0, endFrame: 0 };

  /** `buffers` may be those of an evaluator that is no longer used: memory that was touched once is the quickest there is. */
  constructor(context: EvaluationContext, buffers: Buffers = createBuffers()) {
    this.context = context;
    this.#columns = new BlockColumns(context, buffers, (out, during) => this.#duringInto(out, during));
    this.clock = { axis: createTimeAxis(context.scene.frameIndex), startFrame: 0 };
  }

  /** Turns to other stretches and enters the first. */
  open(stretches: readonly Binding[]): void {
    this.#columns.open(blockOf(stretches));
    this.#entered = -1;
    this.enter(0);
  }

  /** Turns to stretch `number` of the block; columns and bouts are told in its frames. */
  enter(number: number): void {
    if (number === this.#entered) return;
    this.#entered = number;
    this.binding = this.#columns.block.stretches[number] ?? { tracks: [], startFrame: 0, endFrame: 0 };
    this.clock = { axis: this.clock.axis, startFrame: this.binding.startFrame };
    this.#truths.clear();
    this.#bouts.clear();
  }

  /** The stretches in which bouts of this expression may be, ascending. */
  stretchesOf(expression: BoutsExpression): readonly number[] {
    const { stretches, start } = this.#columns.block;
    const all = [...stretches.keys()];
    const condition = conditionOf(expression);
    if (condition === undefined || stretches.length === 1) return all;
    if (this.#columns.isNeverTrue(condition)) return [];
    const { lo } = this.#columns.truth(condition);
    return all.filter((number) => {
      const to = start[number + 1] ?? 0;
      let at = start[number] ?? 0;
      while (at < to && !((lo[at] ?? -1) > 0)) at += 1;
      return at < to;
    });
  }

  /** Frames of the stretch. */
  get length(): number {
    return this.binding.endFrame - this.binding.startFrame;
  }

  /** A constant time in whole microseconds. */
  timeUs(expression: ValueExpression): number {
    return toUs(constantValue(expression, this.context.values));
  }

  orientation(compare: Compare): Orientation {
    return this.#columns.orientation(compare);
  }

  value(expression: ValueExpression): Float64Array {
    return this.#inStretch(this.#columns.value(expression));
  }

  comparedValue(compare: Compare): Float64Array {
    return this.#inStretch(this.#columns.comparedValue(compare));
  }

  truth(expression: TruthExpression): TruthSignal {
    const whole = this.#columns.truth(expression);
    if (this.#columns.block.stretches.length === 1) return whole;
    const known = this.#truths.get(expression);
    if (known !== undefined) return known;
    const start = this.#startEntry;
    const part = signalPart(whole, start, start + this.length);
    this.#truths.set(expression, part);
    return part;
  }

  /** The bouts that are certain. */
  bouts(expression: BoutsExpression): readonly Bout[] {
    const node = this.context.plan.nodes.get(expression);
    const known = node === undefined ? undefined : this.#bouts.get(node);
    if (known !== undefined) return known;
    const bouts = this.#computeBouts(expression, 'certain');
    if (node !== undefined) this.#bouts.set(node, bouts);
    return bouts;
  }

  /** The condition under `for` and `gaps`; undefined for sequences and other event types. */
  signalOf(expression: BoutsExpression): TruthSignal | undefined {
    const condition = conditionOf(expression);
    return condition === undefined ? undefined : this.truth(condition);
  }

  /** Bouts of another event type with these roles, in frames of this stretch. */
  events(use: EventUse): readonly Bout[] {
    const tracks = use.slots.map((slot) => this.binding.tracks[slot] ?? -1);
    const { startFrame } = this.binding;
    return this.context.found.of(use.type, tracks).map((candidate) => ({
      start: candidate.startFrame - startFrame,
      end: candidate.endFrame - startFrame,
      candidate,
    }));
  }

  get #startEntry(): number {
    return this.#columns.block.start[this.#entered] ?? 0;
  }

  #inStretch(column: Float64Array): Float64Array {
    const start = this.#startEntry;
    return this.#columns.block.stretches.length === 1 ? column : column.subarray(start, start + this.length);
  }

  #duringInto(out: TruthSignal, { of }: During): void {
    const signal = this.signalOf(of);
    if (signal === undefined) return;
    const possible = this.#computeBouts(of, 'possible');
    duringInto(out, this.length, { certain: this.bouts(of), possible, signal });
  }

  #runs(of: TruthExpression, mode: Mode): readonly Bout[] {
    if (mode === 'possible') return runsAbove(this.truth(of).hi, this.length);
    return this.#columns.isNeverTrue(of) ? [] : runsAbove(this.truth(of).lo, this.length);
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

/** The condition that bouts stand on; undefined for sequences and other event types. */
function conditionOf(expression: BoutsExpression): TruthExpression | undefined {
  switch (expression.op) {
    case 'runs':
      return expression.of;
    case 'for':
    case 'gaps':
    case 'named':
    case 'starts':
      return conditionOf(expression.of);
    case 'then':
    case 'event':
      return undefined;
  }
}

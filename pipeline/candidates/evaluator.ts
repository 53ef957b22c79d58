import { byOp, type ByOp } from '#ontology/by-op';
import type {
  BoutsExpression,
  Compare,
  During,
  EventUse,
  FeatureUse,
  NearestTrack,
  Quantified,
  StartsWithin,
  TruthExpression,
  Until,
  ValueExpression,
  Windowed,
} from '#ontology/expression';
import { constantValue } from '#ontology/expression-parts';
import type { Binding } from './binding.ts';
import { blockOf } from './block.ts';
import { BlockColumns } from './block-columns.ts';
import { exceptOf, intersectionOf, relatedOf, repeatsOf, unionOf } from './bouts-algebra.ts';
import { type Bout, type BoutClock, joinGaps, lastingAtLeast, sequences, startingWithin } from './bouts.ts';
import { createWorkMemory, type WorkMemory } from './buffers.ts';
import type { Column } from './columns.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { duringMask, isAnyTrue, type Mask, runsIn } from './masks.ts';
import type { Orientation } from './orientation.ts';
import { countOthers, otherBindings, othersThatHold, type OthersReader } from './others.ts';
import { StretchSignals } from './stretch-signals.ts';
import { createTimeAxis, toUs } from './time-axis.ts';
import type { Span, TruthSignal } from './truth-signals.ts';
import { framesRead } from './window-signals.ts';

/** Which of its frames a bout may stand on: those surely true, or all that are not surely false. */
type Mode = 'certain' | 'possible';

/**
 * Evaluates rules over the stretches of one block at a time: what is sure of conditions over all of them at once, bouts and
 * robustness in the stretch that was entered. Every part is computed once, however many event types share it.
 */
export class Evaluator {
  readonly context: EvaluationContext;
  readonly #columns: BlockColumns;
  readonly #signals: StretchSignals;
  readonly #bouts = new Map<number, readonly Bout[]>();
  #entered = -1;
  #inside: Evaluator | undefined;
  clock: BoutClock;
  binding: Binding = { tracks: [], startFrame: 0, endFrame: 0 };

  /** `memory` may be that of an evaluator that is no longer used. */
  constructor(context: EvaluationContext, memory: WorkMemory = createWorkMemory()) {
    this.context = context;
    const axis = context.axis ?? createTimeAxis(context.scene.frameIndex);
    const during = (out: Mask, { of }: During): void => {
      const possible = this.#computeBouts(of, 'possible');
      duringMask(out, this.length, { certain: this.bouts(of), possible });
    };
    this.#columns = new BlockColumns(context, axis, memory.block, during, this.#others);
    this.#signals = new StretchSignals(
      this.#columns,
      context.plan.nodes,
      memory.stretch,
      { bouts: (of, mode) => this.#inner(of, mode), conditionOf },
      { scene: context.scene, reader: this.#others, stretches: () => this.#columns.block.stretches },
    );
    this.clock = { axis, startFrame: 0 };
  }

  /** Conditions of one more track, by an evaluator of its own for each depth. */
  readonly #others: OthersReader = {
    mask: (binding, of) => this.#evaluatorOf(binding).#columns.mask(of),
    truth: (binding, of, span) => this.#evaluatorOf(binding).truth(of, span),
  };

  #evaluatorOf(binding: Binding): Evaluator {
    this.#inside ??= new Evaluator(this.context);
    this.#inside.open([binding]);
    return this.#inside;
  }

  /** Turns to other stretches and enters the first. */
  open(stretches: readonly Binding[]): void {
    this.#columns.open(blockOf(stretches));
    this.#entered = -1;
    this.enter(0);
  }

  /** From the next block on, `again` costs only what may have changed. */
  keepUpdates(): void {
    this.#columns.keepUpdates();
  }

  /** Looks again at the block that is open; of it only these parts have changed, and what is made of them is among them. */
  again(parts: ReadonlySet<number>): void {
    this.#columns.forget(parts);
    this.#inside?.again(parts);
    this.#entered = -1;
    this.enter(0);
  }

  /** Turns to stretch `number` of the block; columns and bouts are told in its frames. */
  enter(number: number): void {
    if (number === this.#entered) return;
    this.#entered = number;
    this.binding = this.#columns.block.stretches[number] ?? { tracks: [], startFrame: 0, endFrame: 0 };
    this.clock = { axis: this.clock.axis, startFrame: this.binding.startFrame };
    this.#signals.enter(number);
    this.#bouts.clear();
  }

  /** The stretches in which bouts of this expression may be, ascending. */
  stretchesOf(expression: BoutsExpression): readonly number[] {
    const all = [...this.#columns.block.stretches.keys()];
    const condition = conditionOf(expression);
    if (condition === undefined || all.length === 1) return all;
    if (this.#columns.isNeverTrue(condition)) return [];
    const mask = this.#columns.mask(condition);
    return all.filter((number) => isAnyTrue(mask, this.#columns.stretch(number)));
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

  value(expression: ValueExpression): Column {
    return this.#inStretch(this.#columns.value(expression));
  }

  comparedValue(compare: Compare): Column {
    return this.#inStretch(this.#columns.comparedValue(compare));
  }

  /** How surely a condition holds in the frames of the span; what the columns say of others means nothing. */
  truth(expression: TruthExpression, span: Span): TruthSignal {
    return this.#signals.truth(expression, span);
  }

  /** The other tracks of which a condition holds in a frame of the stretch, and of how many it must. */
  countOthers(expression: Quantified, frame: number): ReturnType<typeof countOthers> {
    const others = otherBindings(this.context.scene, this.binding, expression);
    return countOthers(expression, frame, others, this.#others);
  }

  /** The track that is nearest in a frame of the stretch; undefined where none is. */
  nearestIn(nearest: NearestTrack, frame: number): number | undefined {
    const { from } = this.#columns.stretch(this.#entered);
    const track = this.#columns.nearest(nearest)[from + frame] ?? -1;
    return track < 0 ? undefined : track;
  }

  /** The other tracks of which a condition holds in a frame of the span at least. */
  othersThatHold(expression: Quantified, span: Span): readonly number[] {
    const others = otherBindings(this.context.scene, this.binding, expression);
    return othersThatHold(expression, span, others, this.#others);
  }

  /** Change points of a feature's whole series that lie in the stretch or at its end, by frames of the stretch. */
  changePoints({ feature, subject, slots, zoneId, keypoint }: FeatureUse): readonly number[] {
    const tracks = slots.map((slot) => this.binding.tracks[slot] ?? -1);
    const about = { feature, subject, tracks, zoneId, keypoint };
    return (this.context.scene.changePoints?.(about) ?? [])
      .map((frame) => frame - this.binding.startFrame)
      .filter((frame) => frame >= 0 && frame <= this.length);
  }

  /** The frames of the stretch that a condition over windows looks into for those of the span. */
  framesRead(expression: Windowed | Until, span: Span): Span {
    return framesRead(this.#columns.frames(this.#entered), this.#columns.windowUs(expression), span);
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

  /** How surely the condition under `for` and `gaps` holds in the span; undefined for sequences and other event types. */
  signalOf(expression: BoutsExpression, span: Span): TruthSignal | undefined {
    const condition = conditionOf(expression);
    return condition === undefined ? undefined : this.truth(condition, span);
  }

  /** Bouts of another event type with these roles, in frames of this stretch. */
  events(use: EventUse): readonly Bout[] {
    const tracks = use.slots.map((slot) => this.binding.tracks[slot] ?? -1);
    const { startFrame } = this.binding;
    return this.context.found.of(use.type, tracks).map((event) => ({
      start: event.startFrame - startFrame,
      end: event.endFrame - startFrame,
      candidate: event.candidate,
    }));
  }

  #inStretch(column: Column): Column {
    const { from, to } = this.#columns.stretch(this.#entered);
    return this.#columns.block.stretches.length === 1 ? column : column.subarray(from, to);
  }

  #runs(of: TruthExpression, mode: Mode): readonly Bout[] {
    if (mode === 'certain' && this.#columns.isNeverTrue(of)) return [];
    return runsIn(this.#columns.mask(of), this.#columns.stretch(this.#entered), mode);
  }

  #inner(expression: BoutsExpression, mode: Mode): readonly Bout[] {
    return mode === 'certain' ? this.bouts(expression) : this.#computeBouts(expression, mode);
  }

  #computeBouts(expression: BoutsExpression, mode: Mode): readonly Bout[] {
    return byOp(this.#boutsBy, mode, expression);
  }

  readonly #joined = (of: readonly BoutsExpression[]): readonly (readonly Bout[])[] =>
    of.map((part) => this.bouts(part));

  readonly #boutsBy: ByOp<BoutsExpression, Mode, readonly Bout[]> = {
    runs: (mode, { of }) => this.#runs(of, mode),
    for: (mode, { of, bound }) => lastingAtLeast(this.clock, this.#inner(of, mode), this.timeUs(bound)),
    gaps: (mode, { of, bound }) => joinGaps(this.clock, this.#inner(of, mode), this.timeUs(bound)),
    named: (mode, { of }) => this.#inner(of, mode),
    starts: (mode, expression) => this.#startingWithin(expression, mode),
    event: (_, use) => this.events(use),
    sequence: (_, { first, second, within }) =>
      sequences(this.clock, this.bouts(first), this.bouts(second), this.timeUs(within)),
    union: (_, { of }) => unionOf(this.#joined(of)),
    intersection: (_, { of }) => intersectionOf(this.#joined(of)),
    except: (_, { first, second }) => exceptOf(this.bouts(first), this.bouts(second)),
    repeat: (_, { of, least, within }) => repeatsOf(this.clock, this.bouts(of), least, this.timeUs(within)),
    related: (_, { first, second, relation, by, tolerance }) =>
      relatedOf(this.clock, this.bouts(first), this.bouts(second), {
        relation,
        lowUs: by === undefined ? Number.NEGATIVE_INFINITY : this.timeUs(by.low),
        highUs: by === undefined ? Number.POSITIVE_INFINITY : this.timeUs(by.high),
        toleranceUs: tolerance === undefined ? 0 : this.timeUs(tolerance),
      }),
  };

  #startingWithin(expression: StartsWithin, mode: Mode): readonly Bout[] {
    const anchors = this.events(expression.anchor).map((bout) => bout[expression.edge]);
    const of = this.#inner(expression.of, mode);
    return startingWithin(this.clock, of, anchors, this.timeUs(expression.low), this.timeUs(expression.high));
  }
}

/** The condition that bouts stand on; undefined for what is made of several, and for other event types. */
function conditionOf(expression: BoutsExpression): TruthExpression | undefined {
  if (expression.op === 'runs') return expression.of;
  return isThin(expression) ? conditionOf(expression.of) : undefined;
}

type Thin = Extract<BoutsExpression, { readonly op: 'for' | 'gaps' | 'named' | 'starts' }>;

function isThin(expression: BoutsExpression): expression is Thin {
  const { op } = expression;
  return op === 'for' || op === 'gaps' || op === 'named' || op === 'starts';
}

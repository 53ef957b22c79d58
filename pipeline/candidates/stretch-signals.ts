import {
  type BoutsExpression,
  type Compare,
  type During,
  type Hysteresis,
  isJunction,
  type TruthExpression,
  type UnaryTruth,
} from '#ontology/expression';
import type { BlockColumns } from './block-columns.ts';
import type { Bout } from './bouts.ts';
import type { Buffers } from './buffers.ts';
import type { Stretch } from './masks.ts';
import {
  compareInto,
  duringInto,
  hysteresisInto,
  insideInto,
  joinInto,
  notInto,
  offsetInto,
  onsetInto,
  type TruthSignal,
} from './truth-signals.ts';

/** Frames `[start, end)` of a stretch. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a condition on bouts is told from: the bouts, and the condition under them where there is one. */
interface BoutsReader {
  bouts(expression: BoutsExpression, mode: 'certain' | 'possible'): readonly Bout[];
  conditionOf(expression: BoutsExpression): TruthExpression | undefined;
}

interface Known extends Span {
  readonly signal: TruthSignal;
}

/**
 * Robustness of conditions in one stretch of a block, computed only in the frames that are asked for: bouts are found on
 * masks, and how surely each holds is told where it lies.
 */
export class StretchSignals {
  readonly #columns: BlockColumns;
  readonly #nodes: ReadonlyMap<unknown, number>;
  readonly #buffers: Buffers;
  readonly #reader: BoutsReader;
  readonly #known = new Map<number, Known>();
  #stretch: Stretch = { from: 0, to: 0 };

  constructor(
    columns: BlockColumns,
    nodes: ReadonlyMap<unknown, number>,
    buffers: Buffers,
    reader: BoutsReader,
  ) {
    this.#columns = columns;
    this.#nodes = nodes;
    this.#buffers = buffers;
    this.#reader = reader;
  }

  /** Turns to another stretch and forgets the last one's signals. */
  enter(stretch: Stretch): void {
    this.#stretch = stretch;
    this.#known.clear();
    this.#buffers.release();
  }

  /** The condition's robustness, by frames of the stretch; what it says outside the span means nothing. */
  truth(expression: TruthExpression, { start, end }: Span): TruthSignal {
    if (expression.op === 'named') return this.truth(expression.of, { start, end });
    const span = { start: Math.max(0, start), end: Math.min(this.#length, end) };
    const node = this.#nodes.get(expression) ?? -1;
    const known = this.#known.get(node);
    if (known !== undefined && known.start <= span.start && known.end >= span.end) return known.signal;
    const signal = known?.signal ?? { lo: this.#take(), hi: this.#take() };
    if (span.end > span.start) this.#compute(signal, expression, span);
    if (node >= 0) this.#known.set(node, { signal, ...span });
    return signal;
  }

  get #length(): number {
    return this.#stretch.to - this.#stretch.from;
  }

  #take(): Float64Array {
    return this.#buffers.take(this.#length);
  }

  #part(column: Float32Array | Float64Array): Float32Array | Float64Array {
    const { from, to } = this.#stretch;
    return column.subarray(from, to);
  }

  #compute(out: TruthSignal, expression: TruthExpression, span: Span): void {
    if (isJunction(expression)) {
      const of = expression.of.map((part) => this.truth(part, span));
      joinInto(out, span, of, expression.op === 'or' ? 'or' : 'and');
    } else if (expression.op === 'not') notInto(out, span, this.truth(expression.of, span));
    else if (expression.op === 'compare') this.#compare(out, expression, span);
    else if (expression.op === 'inside') insideInto(out, span, this.#part(this.#columns.inside(expression)));
    else if (expression.op === 'during') this.#during(out, expression, span);
    else if (expression.op !== 'named') this.#overTime(out, expression, span);
  }

  #compare(out: TruthSignal, compare: Compare, span: Span): void {
    const { threshold, constant, comparison, scale } = this.#columns.orientation(compare);
    const values = this.#part(this.#columns.comparedValue(compare));
    const against = constant ?? this.#part(this.#columns.value(threshold));
    compareInto(out, span, { values, threshold: against, comparison, scale });
  }

  /** Conditions whose robustness in a frame depends on earlier frames: on the one before, or on all of them. */
  #overTime(out: TruthSignal, expression: UnaryTruth | Hysteresis, span: Span): void {
    if (expression.op === 'hysteresis') {
      const whole = { start: 0, end: span.end };
      hysteresisInto(out, whole, this.truth(expression.enters, whole), this.truth(expression.leaves, whole));
      return;
    }
    const of = this.truth(expression.of, { start: span.start - 1, end: span.end });
    if (expression.op === 'onset') onsetInto(out, span, of);
    else offsetInto(out, span, of);
  }

  #during(out: TruthSignal, { of }: During, span: Span): void {
    const condition = this.#reader.conditionOf(of);
    if (condition === undefined) return;
    const signal = this.truth(condition, span);
    const [certain, possible] = [this.#reader.bouts(of, 'certain'), this.#reader.bouts(of, 'possible')];
    duringInto(out, span, { certain, possible, signal });
  }
}

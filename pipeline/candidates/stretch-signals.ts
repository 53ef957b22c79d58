import {
  type BoutsExpression,
  type Compare,
  type During,
  type TruthExpression,
  type Until,
  type Windowed,
} from '#ontology/expression';
import type { BlockColumns, OverTime } from './block-columns.ts';
import type { Bout } from './bouts.ts';
import type { Buffers } from './buffers.ts';
import type { Stretch } from './masks.ts';
import {
  compareInto,
  constantInto,
  duringInto,
  hysteresisInto,
  insideInto,
  joinInto,
  knownInto,
  notInto,
  offsetInto,
  onsetInto,
  type TruthSignal,
} from './truth-signals.ts';
import { framesRead, untilInto, windowedInto } from './window-signals.ts';

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
  #number = 0;
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

  /** Turns to stretch `number` and forgets the last one's signals. */
  enter(number: number): void {
    this.#number = number;
    this.#stretch = this.#columns.stretch(number);
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
    switch (expression.op) {
      case 'and':
      case 'or':
      case 'between': {
        const of = expression.of.map((part) => this.truth(part, span));
        return joinInto(out, span, of, expression.op === 'or' ? 'or' : 'and');
      }
      case 'not':
        return notInto(out, span, this.truth(expression.of, span));
      case 'known':
        return knownInto(out, span, this.truth(expression.of, span));
      case 'compare':
        return this.#compare(out, expression, span);
      case 'inside':
        return insideInto(out, span, this.#part(this.#columns.inside(expression)));
      case 'is':
        return constantInto(out, span, this.#columns.is(expression) ? 1 : -1);
      case 'during':
        return this.#during(out, expression, span);
      case 'named':
        return;
      default:
        return this.#overTime(out, expression, span);
    }
  }

  #compare(out: TruthSignal, compare: Compare, span: Span): void {
    const { threshold, constant, comparison, scale } = this.#columns.orientation(compare);
    const values = this.#part(this.#columns.comparedValue(compare));
    const against = constant ?? this.#part(this.#columns.value(threshold));
    compareInto(out, span, { values, threshold: against, comparison, scale });
  }

  /** Conditions whose robustness in a frame depends on other frames: they are read as far as those reach. */
  #overTime(out: TruthSignal, expression: OverTime, span: Span): void {
    const [whole, before] = [
      { start: 0, end: span.end },
      { start: span.start - 1, end: span.end },
    ];
    switch (expression.op) {
      case 'onset':
        return onsetInto(out, span, this.truth(expression.of, before));
      case 'offset':
        return offsetInto(out, span, this.truth(expression.of, before));
      case 'hysteresis': {
        const enters = this.truth(expression.enters, whole);
        return hysteresisInto(out, whole, enters, this.truth(expression.leaves, whole));
      }
      default:
        return this.#windowed(out, expression, span);
    }
  }

  #windowed(out: TruthSignal, expression: Windowed | Until, span: Span): void {
    const window = this.#columns.windowUs(expression);
    const frames = this.#columns.frames(this.#number);
    const read = framesRead(frames, window, span);
    if ('of' in expression) {
      const of = this.truth(expression.of, read);
      return windowedInto(out, frames, { op: expression.op, ...window }, span, of);
    }
    const upTo = { start: Math.min(read.start, span.start), end: Math.max(read.end, span.end) };
    const holds = this.truth(expression.holds, upTo);
    const reaches = this.truth(expression.reaches, upTo);
    untilInto(out, frames, { op: expression.op, ...window }, span, { holds, reaches });
  }

  #during(out: TruthSignal, { of }: During, span: Span): void {
    const condition = this.#reader.conditionOf(of);
    if (condition === undefined) return;
    const signal = this.truth(condition, span);
    const [certain, possible] = [this.#reader.bouts(of, 'certain'), this.#reader.bouts(of, 'possible')];
    duringInto(out, span, { certain, possible, signal });
  }
}

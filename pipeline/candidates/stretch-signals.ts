import type { Scene } from '#contract/ports/scene';
import { byOp, type ByOp } from '#ontology/by-op';
import type {
  BoutsExpression,
  Changed,
  Compare,
  During,
  Junction,
  NamedTruth,
  Quantified,
  TruthExpression,
  Until,
  Windowed,
} from '#ontology/expression';
import type { Binding } from './binding.ts';
import type { BlockColumns } from './block-columns.ts';
import type { Bout } from './bouts.ts';
import type { Buffers } from './buffers.ts';
import type { Column } from './columns.ts';
import type { Stretch } from './masks.ts';
import { otherBindings, type OthersReader, quantifiedInto } from './others.ts';
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
  type Span,
  type TruthSignal,
} from './truth-signals.ts';
import { framesRead, untilInto, windowedInto } from './window-signals.ts';

/** What a condition on bouts is told from: the bouts, and the condition under them where there is one. */
interface BoutsReader {
  bouts(expression: BoutsExpression, mode: 'certain' | 'possible'): readonly Bout[];
  conditionOf(expression: BoutsExpression): TruthExpression | undefined;
}

/** Where a signal is wanted, and where it goes. */
interface Wanted {
  readonly out: TruthSignal;
  readonly span: Span;
}

/** What quantified conditions are told from. */
interface Others {
  readonly scene: Scene;
  readonly reader: OthersReader;
  /** Those of the block. */
  readonly stretches: () => readonly Binding[];
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
  readonly #others: Others;
  readonly #known = new Map<number, Known>();
  #number = 0;
  #stretch: Stretch = { from: 0, to: 0 };

  constructor(
    columns: BlockColumns,
    nodes: ReadonlyMap<unknown, number>,
    buffers: Buffers,
    reader: BoutsReader,
    others: Others,
  ) {
    this.#others = others;
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
    if (span.end > span.start) byOp(this.#into, { out: signal, span }, expression);
    if (node >= 0) this.#known.set(node, { signal, ...span });
    return signal;
  }

  get #length(): number {
    return this.#stretch.to - this.#stretch.from;
  }

  #take(): Float64Array {
    return this.#buffers.take(this.#length);
  }

  #part(column: Column): Column {
    const { from, to } = this.#stretch;
    return column.subarray(from, to);
  }

  readonly #join = ({ out, span }: Wanted, { op, of }: Junction): void => {
    const signals = of.map((part) => this.truth(part, span));
    joinInto(out, span, signals, op === 'or' ? 'or' : 'and');
  };
  readonly #quantify = ({ out, span }: Wanted, expression: Quantified): void => {
    const { scene, stretches, reader } = this.#others;
    const stretch = stretches()[this.#number] ?? { tracks: [], startFrame: 0, endFrame: 0 };
    quantifiedInto(out, expression, span, otherBindings(scene, stretch, expression), reader);
  };
  readonly #window = ({ out, span }: Wanted, expression: Windowed | Until): void =>
    this.#windowed(out, expression, span);
  readonly #change = ({ out, span }: Wanted, { op, of }: Changed): void => {
    const signal = this.truth(of, { start: span.start - 1, end: span.end });
    if (op === 'onset') onsetInto(out, span, signal);
    else offsetInto(out, span, signal);
  };

  readonly #into: ByOp<Exclude<TruthExpression, NamedTruth>, Wanted, void> = {
    and: this.#join,
    or: this.#join,
    between: this.#join,
    not: ({ out, span }, { of }) => notInto(out, span, this.truth(of, span)),
    known: ({ out, span }, { of }) => knownInto(out, span, this.truth(of, span)),
    compare: ({ out, span }, compare) => this.#compare(out, compare, span),
    inside: ({ out, span }, inside) => insideInto(out, span, this.#part(this.#columns.inside(inside))),
    says: ({ out, span }, says) => insideInto(out, span, this.#part(this.#columns.says(says))),
    is: ({ out, span }, is) => constantInto(out, span, this.#columns.is(is) ? 1 : -1),
    during: ({ out, span }, during) => this.#during(out, during, span),
    some: this.#quantify,
    every: this.#quantify,
    at_least: this.#quantify,
    onset: this.#change,
    offset: this.#change,
    hysteresis: ({ out, span }, { enters, leaves }) => {
      // Every later bout reads from the stretch's first frame on: with all of it known, nothing is told twice.
      const whole = { start: 0, end: this.#length };
      const sides = [this.truth(enters, whole), this.truth(leaves, whole)] as const;
      hysteresisInto(out, { start: 0, end: span.end }, ...sides);
    },
    always: this.#window,
    eventually: this.#window,
    until: this.#window,
    since: this.#window,
  };

  #compare(out: TruthSignal, compare: Compare, span: Span): void {
    const { threshold, constant, comparison, scale } = this.#columns.orientation(compare);
    const values = this.#part(this.#columns.comparedValue(compare));
    const against = constant ?? this.#part(this.#columns.value(threshold));
    compareInto(out, span, { values, threshold: against, comparison, scale });
  }

  /** Reads as far as the windows of the span reach. */
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

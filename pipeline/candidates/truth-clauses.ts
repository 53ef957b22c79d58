import type { Clause, ClauseFeature, Truth } from '#contract/entities/clause';
import { byOp, type ByOp } from '#ontology/by-op';
import {
  type BoutsExpression,
  type Compare,
  type Junction,
  type Quantified,
  type TruthExpression,
  type Until,
  type ValueExpression,
  type Windowed,
} from '#ontology/expression';
import { everyPart } from '#ontology/expression-parts';
import { printExpression } from '#ontology/print';
import type { Evaluator } from './evaluator.ts';
import type { Span, TruthSignal } from './truth-signals.ts';

/** What the telling of reasons needs: the evaluator at its binding and the names of the roles. */
export interface ClauseContext {
  readonly evaluator: Evaluator;
  readonly roleNames: readonly string[];
}

/** The frames that a clause is told over; `held` is the rule's whole condition, frames where it fails were bridged. */
export interface ClauseFrames {
  readonly spans: readonly Span[];
  readonly held?: TruthSignal | undefined;
  /** Under a `not`: the clause is to be false, and weakest where it is nearest to being true. */
  readonly negated: boolean;
}

/** From the first frame of these spans to behind the last. */
export function hullOf(spans: readonly Span[]): Span {
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

interface Weakest {
  robustness: number;
  frame: number | undefined;
  unknownFrames: number;
  unknownHeld: number;
}

function isWeaker(weakest: Weakest, robustness: number, negated: boolean): boolean {
  if (weakest.frame === undefined) return true;
  return negated ? robustness > weakest.robustness : robustness < weakest.robustness;
}

function visit(
  weakest: Weakest,
  lo: number,
  hi: number,
  frame: number,
  { held, negated }: ClauseFrames,
): void {
  const holds = held === undefined || (held.lo[frame] ?? -1) > 0;
  if (lo <= 0 && hi >= 0) {
    weakest.unknownFrames += 1;
    if (holds) weakest.unknownHeld += 1;
    return;
  }
  const robustness = negated ? hi : lo;
  if (!holds || !isWeaker(weakest, robustness, negated)) return;
  weakest.robustness = robustness;
  weakest.frame = frame;
}

function findWeakest(signal: TruthSignal, length: number, frames: ClauseFrames): Weakest {
  const weakest: Weakest = { robustness: 0, frame: undefined, unknownFrames: 0, unknownHeld: 0 };
  for (const { start, end } of frames.spans)
    for (let i = Math.max(0, start); i < Math.min(length, end); i++)
      visit(weakest, signal.lo[i] ?? -1, signal.hi[i] ?? 1, i, frames);
  return weakest;
}

function truthOf({ robustness, frame, unknownHeld }: Weakest, negated: boolean): Truth {
  if (frame === undefined) return 'unknown';
  const settled = negated ? robustness > 0 : robustness < 0;
  if (!settled && unknownHeld > 0) return 'unknown';
  return robustness > 0 ? 'true' : 'false';
}

function featureOf(context: ClauseContext, value: ValueExpression): ClauseFeature | undefined {
  if (value.op === 'named') return featureOf(context, value.of);
  if (value.op !== 'feature') return undefined;
  const { zoneId, keypoint } = value;
  const roles = value.slots.map((slot) => context.roleNames[slot] ?? '');
  return {
    name: value.feature,
    roles,
    ...(zoneId === undefined ? {} : { zoneId }),
    ...(keypoint === undefined ? {} : { keypoint }),
  };
}

/** A number that a file can hold: an infinite distance is told as the reach it lies beyond. */
function finite(value: number, reach: number): number {
  return Number.isFinite(value) ? value : reach;
}

function compareDetails(
  context: ClauseContext,
  compare: Compare,
  frame: number | undefined,
): Partial<Clause> {
  const { evaluator } = context;
  const { value, threshold, comparison, parameter, unit, factor } = evaluator.orientation(compare);
  const described = { comparison, parameter, unit, feature: featureOf(context, value) };
  if (frame === undefined) return described;
  const reach = evaluator.context.scene.pairRadius;
  const left = finite(evaluator.comparedValue(compare)[frame] ?? Number.NaN, reach) / factor;
  const right = finite(evaluator.value(threshold)[frame] ?? Number.NaN, reach) / factor;
  const sign = comparison === '<' || comparison === '<=' ? -1 : 1;
  const measured = { value: left, threshold: right, margin: sign * (left - right) };
  return { ...described, ...measured, ...nearestDetails(evaluator, compare, frame) };
}

/** Most others that a clause names. */
const mostOthers = 32;

/** The ids of other tracks, where there are any. */
function namesOf({ context }: Evaluator, tracks: readonly number[]): Pick<Clause, 'others'> {
  const ids = tracks.slice(0, mostOthers).flatMap((track) => context.scene.tracks[track]?.trackId ?? []);
  return ids.length === 0 ? {} : { others: ids };
}

/** Who was the nearest in the frame, where a comparison asks for that. */
function nearestDetails(evaluator: Evaluator, compare: Compare, frame: number): Pick<Clause, 'others'> {
  const asked = everyPart(compare).flatMap((part) => (part.op === 'nearest' ? [part] : []));
  const tracks = asked.flatMap((nearest) => evaluator.nearestIn(nearest, frame) ?? []);
  return namesOf(evaluator, [...new Set(tracks)]);
}

/** How many others it held of where it was weakest, and how many there had to be. */
function quantifiedDetails(
  { evaluator }: ClauseContext,
  expression: Quantified,
  frame: number | undefined,
): Partial<Clause> {
  if (frame === undefined) return {};
  const { held, wanted } = evaluator.countOthers(expression, frame);
  const counted = { value: held.length, threshold: wanted, comparison: '>=' } as const;
  return { ...counted, margin: held.length - wanted, ...namesOf(evaluator, held) };
}

function details(context: ClauseContext, expression: TruthExpression, weakest: Weakest): Partial<Clause> {
  if (expression.op === 'compare') return compareDetails(context, expression, weakest.frame);
  if ('alias' in expression) return quantifiedDetails(context, expression, weakest.frame);
  if (expression.op !== 'inside') return {};
  const role = context.roleNames[expression.slot] ?? '';
  const value = weakest.frame === undefined ? {} : { value: weakest.robustness > 0 ? 1 : 0 };
  return { ...value, feature: { name: 'inside', roles: [role], zoneId: expression.zoneId } };
}

function conditionUnder(expression: BoutsExpression): TruthExpression | undefined {
  if (expression.op === 'runs') return expression.of;
  if (expression.op === 'for' || expression.op === 'gaps' || expression.op === 'named')
    return conditionUnder(expression.of);
  return undefined;
}

/** The frame of the span in which a condition holds most surely. */
function bestFrameIn({ evaluator }: ClauseContext, of: TruthExpression, span: Span): number {
  const { lo } = evaluator.truth(of, span);
  let best = span.start;
  for (let i = span.start + 1; i < span.end; i++) if ((lo[i] ?? -1) > (lo[best] ?? -1)) best = i;
  return best;
}

/**
 * The parts of a condition over windows: one that had to hold in all of their frames, told over them, and one that had to hold
 * in some frame, told where it held best.
 */
function windowParts(
  context: ClauseContext,
  expression: Windowed | Until,
  { spans, negated }: ClauseFrames,
): readonly Clause[] {
  const looked = spans.map((span) => context.evaluator.framesRead(expression, span));
  const tell = (part: TruthExpression, over: readonly Span[]): Clause =>
    truthClause(context, part, { spans: over, negated });
  const best = (part: TruthExpression): readonly Span[] =>
    negated
      ? looked
      : looked
          .map((span) => bestFrameIn(context, part, span))
          .map((frame) => ({ start: frame, end: frame + 1 }));
  if (expression.op === 'always') return [tell(expression.of, looked)];
  if ('of' in expression) return [tell(expression.of, best(expression.of))];
  return [tell(expression.holds, spans), tell(expression.reaches, best(expression.reaches))];
}

interface Telling {
  readonly context: ClauseContext;
  readonly frames: ClauseFrames;
}

const tellAll = ({ context, frames }: Telling, { of }: Junction): readonly Clause[] =>
  of.map((part) => truthClause(context, part, frames));
const tellUnder = (
  { context, frames }: Telling,
  { of }: { readonly of: TruthExpression },
): readonly Clause[] => [truthClause(context, of, frames)];
const tellWindow = ({ context, frames }: Telling, expression: Windowed | Until): readonly Clause[] =>
  windowParts(context, expression, frames);
const turned = (frames: ClauseFrames): ClauseFrames => ({ ...frames, negated: !frames.negated });

const children: ByOp<TruthExpression, Telling, readonly Clause[]> = {
  compare: () => [],
  inside: () => [],
  is: () => [],
  says: () => [],
  some: () => [],
  every: () => [],
  at_least: () => [],
  and: tellAll,
  or: tellAll,
  between: tellAll,
  not: ({ context, frames }, { of }) => [truthClause(context, of, turned(frames))],
  known: tellUnder,
  onset: tellUnder,
  offset: tellUnder,
  named: tellUnder,
  hysteresis({ context, frames }, { enters, leaves }) {
    const spans = frames.spans.map(({ start }) => ({ start, end: start + 1 }));
    return [truthClause(context, enters, { ...frames, spans }), truthClause(context, leaves, turned(frames))];
  },
  always: tellWindow,
  eventually: tellWindow,
  until: tellWindow,
  since: tellWindow,
  during({ context, frames }, { of }) {
    const condition = conditionUnder(of);
    return condition === undefined ? [] : [truthClause(context, condition, frames)];
  },
};

/** How a condition fared over these frames, with its parts. */
export function truthClause(
  context: ClauseContext,
  expression: TruthExpression,
  frames: ClauseFrames,
): Clause {
  const { evaluator, roleNames } = context;
  const signal = evaluator.truth(expression, hullOf(frames.spans));
  const weakest = findWeakest(signal, evaluator.length, frames);
  const { startFrame } = evaluator.binding;
  return {
    op: expression.op,
    text: printExpression(expression, roleNames),
    truth: truthOf(weakest, frames.negated),
    robustness: weakest.robustness,
    ...(weakest.frame === undefined ? {} : { weakestFrame: startFrame + weakest.frame }),
    unknownFrames: weakest.unknownFrames,
    ...details(context, expression, weakest),
    children: byOp(children, { context, frames }, expression),
  };
}

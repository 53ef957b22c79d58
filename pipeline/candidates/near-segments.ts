import type { ScenePair } from '#contract/ports/scene';
import { distanceBound } from '#ontology/check-reach';
import { expressionsOf } from '#ontology/event-parts';
import type { AnyExpression, BoutsExpression, Compare, TruthExpression } from '#ontology/expression';
import { constantValue, everyPart, isConstant } from '#ontology/expression-parts';
import type { EventType } from '#ontology/model';
import type { Binding } from './binding.ts';
import { stepUs } from './edges.ts';
import { spanUs, type TimeAxis, toUs } from './time-axis.ts';

type Values = ReadonlyMap<string, number>;

/** Conditions and bouts that in a frame depend on that frame, the one before, or what they bridge; all others may look anywhere. */
const nearbyOps = new Set<string>([
  'compare',
  'inside',
  'is',
  'says',
  'not',
  'known',
  'onset',
  'offset',
  'and',
  'or',
  'between',
  'named',
  'runs',
  'for',
  'gaps',
]);
/** Values that depend on their own frame. */
const momentaryOps = new Set<string>([
  'literal',
  'parameter',
  'feature',
  'nearest',
  'negate',
  'abs',
  'min',
  'max',
  'arithmetic',
]);

/** Whether a part's value in a frame may depend on frames that lie arbitrarily far away. */
function looksFar({ op }: AnyExpression): boolean {
  return !nearbyOps.has(op) && !momentaryOps.has(op);
}

function isNearTest(compare: Compare, values: Values, radius: number): boolean {
  const bound = distanceBound(compare);
  if (bound === undefined || !isConstant(bound)) return false;
  const isUpper = bound === compare.right ? /^</u : /^>/u;
  return isUpper.test(compare.comparison) && constantValue(bound, values) <= radius;
}

/** Whether the condition is never surely true where the two are not within the radius. */
function needsNearness(expression: TruthExpression, values: Values, radius: number): boolean {
  if (expression.op === 'named') return needsNearness(expression.of, values, radius);
  if (expression.op === 'and') return expression.of.some((part) => needsNearness(part, values, radius));
  return expression.op === 'compare' && isNearTest(expression, values, radius);
}

/** The longest gap that is bridged under this expression, in microseconds; undefined where it does not need nearness. */
function bridgedUs(expression: BoutsExpression, values: Values, radius: number): number | undefined {
  if (expression.op === 'runs') return needsNearness(expression.of, values, radius) ? 0 : undefined;
  if (expression.op !== 'named' && expression.op !== 'for' && expression.op !== 'gaps') return undefined;
  const inner = bridgedUs(expression.of, values, radius);
  if (expression.op !== 'gaps' || inner === undefined) return inner;
  return Math.max(inner, toUs(constantValue(expression.bound, values)));
}

/**
 * How much time around the frames in which two tracks are near decides all about an event type of pairs: what is bridged
 * between two such stretches, and where an edge is snapped to. Undefined where it may happen, or be judged, anywhere else.
 */
export function nearMarginUs(event: EventType, values: Values, radius: number): number | undefined {
  if (event.roles.length !== 2 || event.stimulus !== undefined || event.andThen !== undefined)
    return undefined;
  const parts = expressionsOf(event).flatMap(everyPart);
  if (parts.some(looksFar)) return undefined;
  const gapUs = bridgedUs(event.when, values, radius);
  if (gapUs === undefined) return undefined;
  const snapUs = event.snap === undefined ? 0 : toUs(constantValue(event.snap.within, values)) + stepUs;
  return Math.max(gapUs, snapUs);
}

function widened(axis: TimeAxis, binding: Binding, start: number, end: number, marginUs: number) {
  let [from, to] = [start, end];
  while (from > binding.startFrame && spanUs(axis, from, start) <= marginUs) from -= 1;
  while (to < binding.endFrame && spanUs(axis, end, to) <= marginUs) to += 1;
  return { from: Math.max(binding.startFrame, from - 1), to: Math.min(binding.endFrame, to + 1) };
}

/** The stretches of a binding around the frames in which its tracks are near, with this margin on both sides, joined where they meet. */
export function nearBindings(
  axis: TimeAxis,
  binding: Binding,
  near: NonNullable<ScenePair['near']>,
  marginUs: number,
): readonly Binding[] {
  const stretches: { tracks: readonly number[]; startFrame: number; endFrame: number }[] = [];
  for (let i = 0; i < near.length; i += 2) {
    const { from, to } = widened(axis, binding, near[i] ?? 0, near[i + 1] ?? 0, marginUs);
    const last = stretches.at(-1);
    if (last !== undefined && from <= last.endFrame) last.endFrame = Math.max(last.endFrame, to);
    else if (to > from) stretches.push({ tracks: binding.tracks, startFrame: from, endFrame: to });
  }
  return stretches;
}

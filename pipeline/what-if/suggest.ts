import type { Estimate } from './estimate.ts';

/** How the rule does with one value of a parameter. */
export interface CurvePoint extends Estimate {
  /** In canonical units. */
  readonly value: number;
}

/** A value that is worth taking, and why. */
export interface Suggestion {
  readonly value: number;
  readonly reason: 'best_balance' | 'keeps_accepted';
  readonly point: CurvePoint;
}

/** Least gain in F1 for which a change is proposed. */
const leastGain = 0.01;

function f1Of({ precision, recall }: Estimate): number | undefined {
  if (precision === undefined || recall === undefined) return undefined;
  const total = precision.value + recall.value;
  return total === 0 ? 0 : (2 * precision.value * recall.value) / total;
}

function nearest(points: readonly CurvePoint[], value: number): readonly CurvePoint[] {
  return points.toSorted((a, b) => Math.abs(a.value - value) - Math.abs(b.value - value));
}

/** The value with the highest F1, the one nearest to `now` among equals; undefined where none is clearly better than now. */
function bestBalance(points: readonly CurvePoint[], now: CurvePoint): Suggestion | undefined {
  const f1Now = f1Of(now);
  if (f1Now === undefined) return undefined;
  let best: CurvePoint | undefined;
  for (const point of nearest(points, now.value))
    if ((f1Of(point) ?? 0) > (best === undefined ? f1Now + leastGain : (f1Of(best) ?? 0))) best = point;
  return best && { value: best.value, reason: 'best_balance', point: best };
}

/** The value that drops most of what was rejected and nothing of what was accepted, the one nearest to `now` among equals. */
function keepsAccepted(points: readonly CurvePoint[], now: CurvePoint): Suggestion | undefined {
  const keeping = points.filter(
    ({ accepted, rejected }) => accepted >= now.accepted && rejected < now.rejected,
  );
  const least = Math.min(...keeping.map(({ rejected }) => rejected));
  const [point] = nearest(
    keeping.filter(({ rejected }) => rejected === least),
    now.value,
  );
  return point && { value: point.value, reason: 'keeps_accepted', point };
}

/** Values of a parameter that reviews speak for; none where they speak for the one there is. */
export function suggestValues(points: readonly CurvePoint[], now: CurvePoint): readonly Suggestion[] {
  const all = [bestBalance(points, now), keepsAccepted(points, now)].filter((one) => one !== undefined);
  return all.filter((one, number) => all.findIndex(({ value }) => value === one.value) === number);
}

/** Values over a parameter's range at equal steps, its ends included, and those that are to be among them; ascending. */
export function curveValues(
  low: number,
  high: number,
  steps: number,
  also: readonly number[],
): readonly number[] {
  const even = Array.from({ length: steps + 1 }, (_, step) => low + ((high - low) * step) / steps);
  return [...new Set([...even, ...also])].toSorted((a, b) => a - b);
}

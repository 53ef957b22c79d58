import { type Bout, type BoutClock, betweenUs } from './bouts.ts';
import type { Column } from './columns.ts';

/** How far to each side of a frame a change is judged: 0.4 s. */
export const stepUs = 400_000;

interface Mean {
  sum: number;
  count: number;
}

function collect(mean: Mean, value: number | undefined): void {
  if (value === undefined || !Number.isFinite(value)) return;
  mean.sum += value;
  mean.count += 1;
}

/** Size of the step at `frame`: the mean over the 0.4 s from it on, less that over the 0.4 s before it; NaN where a side is missing. */
function stepSize(clock: BoutClock, values: Column, length: number, frame: number): number {
  const before: Mean = { sum: 0, count: 0 };
  const after: Mean = { sum: 0, count: 0 };
  for (let i = frame - 1; i >= 0 && betweenUs(clock, i, frame) <= stepUs; i--) collect(before, values[i]);
  for (let i = frame; i < length && betweenUs(clock, frame, i) < stepUs; i++) collect(after, values[i]);
  if (before.count === 0 || after.count === 0) return Number.NaN;
  return Math.abs(after.sum / after.count - before.sum / before.count);
}

/**
 * The frame of the greatest step at most `withinUs` from `edge`; of equal ones the nearest, then the earliest. An edge at
 * which the track itself begins or ends stays.
 */
export function snapEdge(
  clock: BoutClock,
  values: Column,
  length: number,
  edge: number,
  withinUs: number,
): number {
  if (edge <= 0 || edge >= length) return edge;
  let best = edge;
  let bestStep = stepSize(clock, values, length, edge) || 0;
  const consider = (frame: number): boolean => {
    if (frame < 0 || frame > length || Math.abs(betweenUs(clock, edge, frame)) > withinUs) return false;
    const step = stepSize(clock, values, length, frame);
    if (step > bestStep) {
      best = frame;
      bestStep = step;
    }
    return true;
  };
  for (let reach = 1, left = true, right = true; left || right; reach++) {
    left &&= consider(edge - reach);
    right &&= consider(edge + reach);
  }
  return best;
}

/** The frame of the change point nearest to `edge` and at most `withinUs` from it, of two alike the earlier; an edge of the track stays. */
export function snapToChange(
  clock: BoutClock,
  points: readonly number[],
  length: number,
  edge: number,
  withinUs: number,
): number {
  if (edge <= 0 || edge >= length) return edge;
  let best = edge;
  let leastUs = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const awayUs = Math.abs(betweenUs(clock, edge, point));
    if (awayUs > withinUs || awayUs >= leastUs) continue;
    best = point;
    leastUs = awayUs;
  }
  return best;
}

/** The bout with both edges snapped; as it was where nothing would be left of it. */
export function snapBout(bout: Bout, snap: (edge: number) => number): Bout {
  const [start, end] = [snap(bout.start), snap(bout.end)];
  return start < end ? { ...bout, start, end } : bout;
}

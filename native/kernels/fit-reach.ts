import type { FitOptions, FrameTimes, SlicePart } from '#contract/ports/kernels';
import { at } from './columns.ts';

/** A frame of a steady grid may lie this share of the period beside it, so a span may end that much too early. */
const gridTolerance = 0.01;

/** Whole frames of a steady grid in a span, both in microseconds. */
export function framesWithin(spanUs: number, periodUs: number): number {
  return Math.floor(spanUs / periodUs + gridTolerance);
}

/** First index whose time is not before `limitUs`. */
export function firstNotBefore(timeUs: Float64Array, limitUs: number): number {
  let low = 0;
  let high = timeUs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(timeUs, middle) < limitUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Frames `[from, to)` that the answers of `part` may depend on, cut to the slice: `max(halfWindowUs, maxGapUs)` on both sides.
 * A slice that holds all of them gives the same bits as the whole track.
 */
export function fitReach(
  times: FrameTimes,
  part: SlicePart,
  options: Pick<FitOptions, 'halfWindowUs' | 'maxGapUs'>,
): SlicePart {
  const { timeUs, periodUs } = times;
  const reachUs = Math.max(options.halfWindowUs, options.maxGapUs);
  if (periodUs > 0) {
    const frames = framesWithin(reachUs, periodUs);
    return { from: Math.max(0, part.from - frames), to: Math.min(timeUs.length, part.to + frames) };
  }
  return {
    from: firstNotBefore(timeUs, at(timeUs, part.from) - reachUs),
    to: firstNotBefore(timeUs, at(timeUs, part.to - 1) + reachUs + 1),
  };
}

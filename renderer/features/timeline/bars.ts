import type { FrameSpan } from '#contract/interval';

/** How a bar stands: committed by a person, still a candidate, put aside, or the one on the screen. */
export type BarState = 'confirmed' | 'open' | 'rejected' | 'caption' | 'stimulus';

/** One interval on the timeline, half-open in frames. */
export interface Bar extends FrameSpan {
  readonly id: string;
  /** Key of the lane: a track id, an event type, or `captions`. */
  readonly lane: string;
  readonly label: string;
  readonly state: BarState;
}

/** The bars of one row in columns, sorted by start; `reach[i]` is the largest end of bars 0..i. */
export interface BarRow {
  readonly bars: readonly Bar[];
  readonly start: Float64Array;
  readonly reach: Float64Array;
}

/** Sorts bars into columns that can be searched; O(n log n). */
export function toRow(bars: readonly Bar[]): BarRow {
  const sorted = [...bars].sort((a, b) => a.startFrame - b.startFrame || a.endFrame - b.endFrame);
  const reach = new Float64Array(sorted.length);
  let furthest = Number.NEGATIVE_INFINITY;
  for (const [i, bar] of sorted.entries()) {
    furthest = Math.max(furthest, bar.endFrame);
    reach[i] = furthest;
  }
  return { bars: sorted, start: Float64Array.from(sorted, (bar) => bar.startFrame), reach };
}

/** First index whose value is above `limit` in an ascending array. */
export function upperBound(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index range `[from, to)` that holds every bar touching the window; found by two binary searches. */
export function visibleRange(row: BarRow, window: FrameSpan): readonly [number, number] {
  const from = upperBound(row.reach, window.startFrame);
  const to = upperBound(row.start, window.endFrame - 1e-9);
  return [Math.min(from, to), to];
}

/** The bar at a fractional frame: the shortest of those that contain it, so that a short one under a long one can be reached. */
export function barAt(row: BarRow, frame: number, slackFrames: number): Bar | undefined {
  const [from, to] = visibleRange(row, {
    startFrame: frame - slackFrames,
    endFrame: frame + slackFrames + 1e-6,
  });
  return row.bars
    .slice(from, to)
    .filter((bar) => bar.startFrame - slackFrames <= frame && frame < bar.endFrame + slackFrames)
    .reduce<Bar | undefined>(
      (best, bar) => (best === undefined || length(bar) < length(best) ? bar : best),
      undefined,
    );
}

function length(bar: Bar): number {
  return bar.endFrame - bar.startFrame;
}

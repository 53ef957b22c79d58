import type { Column } from '#contract/ports/kernels';
import { at } from '../columns.ts';

/** Sum of squares about each channel's mean over the samples `[from, to)`, summed in two passes. */
function segmentCost(channels: readonly Column[], from: number, to: number): number {
  let cost = 0;
  for (const channel of channels) {
    let sum = 0;
    for (let i = from; i < to; i += 1) sum += at(channel, i);
    const mean = sum / (to - from);
    for (let i = from; i < to; i += 1) cost += (at(channel, i) - mean) ** 2;
  }
  return cost;
}

/** What a segmentation costs: its segments' sums of squares and the penalty for each change. */
export function segmentationCost(
  channels: readonly Column[],
  changes: ArrayLike<number>,
  penalty: number,
): number {
  const bounds = [0, ...Array.from(changes), channels[0]?.length ?? 0];
  const segments = bounds.slice(1).map((to, i) => segmentCost(channels, bounds[i] ?? 0, to));
  return segments.reduce((sum, cost) => sum + cost, 0) + penalty * changes.length;
}

/** The least that any segmentation costs, by trying every last segment of every prefix (Jackson et al., 2005), unpruned. */
export function leastCost(channels: readonly Column[], penalty: number, minLength: number): number {
  const count = channels[0]?.length ?? 0;
  const least = [-penalty];
  for (let to = 1; to <= count; to += 1) {
    let best = Number.POSITIVE_INFINITY;
    for (let from = 0; from <= to - minLength; from += 1)
      best = Math.min(best, (least[from] ?? 0) + segmentCost(channels, from, to) + penalty);
    least.push(best);
  }
  return least[count] ?? 0;
}

import {
  longestHalfWindowS,
  maxGapS,
  maxGapSamples,
  smoothingHalfWindowS,
  smoothingSamples,
} from '#contract/features/constants';
import { frameCount, type FrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';

/** When a source is sampled, derived once from the whole of it; all in microseconds. */
export interface Timing {
  /** Period of the frame index where every frame lies within 1 % of it on one steady grid, else 0. */
  readonly gridPeriodUs: number;
  /** Typical time between two successive rows of a track; 0 where there are none. */
  readonly samplePeriodUs: number;
  /** Half of the smoothing window. */
  readonly halfWindowUs: number;
  /** A longer gap between two rows of a track is not bridged. */
  readonly maxGapUs: number;
}

const gridTolerance = 0.01;

function gridPeriod({ ptsUs }: FrameIndex): number {
  const last = ptsUs.length - 1;
  if (last < 1) return 0;
  const first = ptsUs[0] ?? 0;
  const periodUs = ((ptsUs[last] ?? 0) - first) / last;
  for (let frame = 1; frame < last; frame += 1)
    if (Math.abs((ptsUs[frame] ?? 0) - first - frame * periodUs) > gridTolerance * periodUs) return 0;
  return periodUs;
}

function medianOf(counts: ReadonlyMap<number, number>): number {
  const sorted = [...counts].toSorted(([one], [other]) => one - other);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let below = 0;
  for (const [value, count] of sorted) {
    below += count;
    if (2 * below >= total) return value;
  }
  return 0;
}

function countOf(values: Iterable<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function* rowSteps({ frame, rowStart }: TrackTable, frames: number): Iterable<number> {
  for (let track = 0; track + 1 < rowStart.length; track += 1) {
    const end = rowStart[track + 1] ?? 0;
    for (let row = (rowStart[track] ?? 0) + 1; row < end; row += 1)
      if ((frame[row] ?? 0) < frames) yield (frame[row] ?? 0) - (frame[row - 1] ?? 0);
  }
}

function* frameSteps({ ptsUs }: FrameIndex): Iterable<number> {
  for (let frame = 1; frame < ptsUs.length; frame += 1) yield (ptsUs[frame] ?? 0) - (ptsUs[frame - 1] ?? 0);
}

/** Reads the whole index and table once. */
export function timingOf(index: FrameIndex, table: TrackTable): Timing {
  const frameUs = medianOf(countOf(frameSteps(index)));
  const samplePeriodUs = medianOf(countOf(rowSteps(table, frameCount(index)))) * frameUs;
  const wantedUs = Math.max(smoothingHalfWindowS * 1e6, smoothingSamples * samplePeriodUs);
  return {
    gridPeriodUs: gridPeriod(index),
    samplePeriodUs,
    halfWindowUs: Math.round(Math.min(longestHalfWindowS * 1e6, wantedUs)),
    maxGapUs: Math.round(Math.max(maxGapS * 1e6, maxGapSamples * samplePeriodUs)),
  };
}

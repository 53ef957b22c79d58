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

/** The steps of which many are alike, counted; small whole ones, which most are, in a list. */
function createCounter() {
  const small = new Float64Array(1024);
  const others = new Map<number, number>();
  return {
    add(step: number): void {
      if (step >= 0 && step < small.length && Number.isInteger(step)) small[step] = (small[step] ?? 0) + 1;
      else others.set(step, (others.get(step) ?? 0) + 1);
    },
    /** The lower median; 0 of none. */
    median(): number {
      const counts = [...small.entries(), ...others].filter(([, count]) => count > 0);
      const sorted = counts.toSorted(([one], [other]) => one - other);
      const total = sorted.reduce((sum, [, count]) => sum + count, 0);
      let below = 0;
      for (const [step, count] of sorted) {
        below += count;
        if (2 * below >= total) return step;
      }
      return 0;
    },
  };
}

function rowStep({ frame, rowStart }: TrackTable, frames: number): number {
  const steps = createCounter();
  for (let track = 0; track + 1 < rowStart.length; track += 1) {
    const end = rowStart[track + 1] ?? 0;
    for (let row = (rowStart[track] ?? 0) + 1; row < end; row += 1)
      if ((frame[row] ?? 0) < frames) steps.add((frame[row] ?? 0) - (frame[row - 1] ?? 0));
  }
  return steps.median();
}

function frameStep({ ptsUs }: FrameIndex): number {
  const steps = createCounter();
  for (let frame = 1; frame < ptsUs.length; frame += 1)
    steps.add((ptsUs[frame] ?? 0) - (ptsUs[frame - 1] ?? 0));
  return steps.median();
}

/** Reads the whole index and table once. */
export function timingOf(index: FrameIndex, table: TrackTable): Timing {
  const samplePeriodUs = rowStep(table, frameCount(index)) * frameStep(index);
  const wantedUs = Math.max(smoothingHalfWindowS * 1e6, smoothingSamples * samplePeriodUs);
  return {
    gridPeriodUs: gridPeriod(index),
    samplePeriodUs,
    halfWindowUs: Math.round(Math.min(longestHalfWindowS * 1e6, wantedUs)),
    maxGapUs: Math.round(Math.max(maxGapS * 1e6, maxGapSamples * samplePeriodUs)),
  };
}

import type { Column } from '#contract/ports/kernels';
import { at, upperMedian } from '#pipeline/features/numbers';

/** Variance of a share that is uniform in (0, 1), as mid-ranks are where nothing changes. */
export const rankVariance = 1 / 12;

/** Median of the square of a standard normal variable. */
const medianSquare = 0.4549;

/**
 * Variance where nothing changes, from the median of the squared differences over `lag` samples: changes are few, so the
 * median does not see them. The lag is the memory of the smoothing, within which neighbours are alike. The columns are taken
 * together, because the noise of a direction lies now in one and now in the other.
 */
export function noiseVariance(columns: readonly Column[], lag: number): number {
  const squares: number[] = [];
  for (let i = lag; i < (columns[0]?.length ?? 0); i += 1) {
    const square = columns.reduce((sum, column) => sum + (at(column, i) - at(column, i - lag)) ** 2, 0);
    if (!Number.isNaN(square)) squares.push(square);
  }
  return squares.length === 0 ? 0 : upperMedian(squares) / medianSquare / 2;
}

/** What every change point must save: see `changePointsOf`. */
export function penaltyOf(variance: number, samples: number, lag: number, channels: number): number {
  const independent = Math.max(2, samples / lag);
  return 2 * variance * lag * Math.log(independent) * (channels + 1);
}

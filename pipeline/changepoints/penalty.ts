import type { Column } from '#contract/ports/kernels';

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
  const squares = new Float64Array(Math.max(0, (columns[0]?.length ?? 0) - lag));
  let known = 0;
  for (let i = 0; i < squares.length; i += 1) {
    let square = 0;
    for (const column of columns) {
      const step = (column[i + lag] ?? Number.NaN) - (column[i] ?? Number.NaN);
      square += step * step;
    }
    if (Number.isNaN(square)) continue;
    squares[known] = square;
    known += 1;
  }
  if (known === 0) return 0;
  const middle = squares.subarray(0, known).sort()[known >> 1] ?? 0;
  return middle / medianSquare / 2;
}

/** What every change point must save: see `changePointsOf`. */
export function penaltyOf(variance: number, samples: number, lag: number, channels: number): number {
  const independent = Math.max(2, samples / lag);
  return 2 * variance * lag * Math.log(independent) * (channels + 1);
}

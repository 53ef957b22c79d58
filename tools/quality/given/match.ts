import type { GivenEvent } from './given-set.ts';

/** Overlap over union in time, in [0, 1]. */
export function overlapOf(a: GivenEvent, b: GivenEvent): number {
  const shared = Math.min(a.endFrame, b.endFrame) - Math.max(a.startFrame, b.startFrame);
  return shared <= 0 ? 0 : shared / (a.endFrame - a.startFrame + b.endFrame - b.startFrame - shared);
}

/** Rounding may bring an overlap just under the threshold it stands on. */
const slack = 1e-9;

/** True events that a prediction overlaps, the greatest overlap first. */
type Reach = readonly (readonly [truth: number, overlap: number])[];

/** The predictions of one recording in the order in which they choose, each with what it reaches. */
export interface Ranked {
  readonly predictions: readonly GivenEvent[];
  readonly reaches: readonly Reach[];
}

/** Best scored first, of equal scores the greater overlap first, else as they came. */
export function rankPredictions(truth: readonly GivenEvent[], predictions: readonly GivenEvent[]): Ranked {
  const ranked = predictions
    .map((prediction, place) => ({
      prediction,
      place,
      reach: truth
        .map(
          (event, number) =>
            [number, event.actors === prediction.actors ? overlapOf(event, prediction) : 0] as const,
        )
        .filter(([, overlap]) => overlap > 0)
        .toSorted((a, b) => b[1] - a[1]),
    }))
    .toSorted(
      (a, b) =>
        b.prediction.score - a.prediction.score ||
        (b.reach[0]?.[1] ?? 0) - (a.reach[0]?.[1] ?? 0) ||
        a.place - b.place,
    );
  return {
    predictions: ranked.map(({ prediction }) => prediction),
    reaches: ranked.map(({ reach }) => reach),
  };
}

/** For each ranked prediction the number of the true event it takes, or -1: one to one, each the free one of greatest overlap. */
export function matchRanked({ reaches }: Ranked, leastOverlap: number): Int32Array {
  const taken = new Set<number>();
  return Int32Array.from(reaches, (reach) => {
    const free = reach.find(([truth, overlap]) => !taken.has(truth) && overlap >= leastOverlap - slack);
    if (free === undefined) return -1;
    taken.add(free[0]);
    return free[0];
  });
}

/** Numbers of the true events that any prediction reaches. */
export function reachedBy({ reaches }: Ranked, leastOverlap: number): ReadonlySet<number> {
  return new Set(
    reaches.flatMap((reach) =>
      reach.filter(([, overlap]) => overlap >= leastOverlap - slack).map(([truth]) => truth),
    ),
  );
}

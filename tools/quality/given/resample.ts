import { addCounts, type Counts, f1Of } from './score.ts';

/** Numbers in [0, 1) that follow from the seed alone (mulberry32, as in the reference scorer). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [
    sorted[Math.floor(place)] ?? 0,
    sorted[Math.min(Math.floor(place) + 1, sorted.length - 1)] ?? 0,
  ];
  return low + (high - low) * (place - Math.floor(place));
}

export type Interval = readonly [low: number, high: number];

const resamples = 1000;
/** Fewer recordings give no interval: it would mean nothing. */
const leastSequences = 5;

function drawn(count: number, random: () => number): readonly number[] {
  return Array.from({ length: count }, () => Math.floor(random() * count));
}

/** The 95 % interval of F1 over resampled recordings. */
export function f1Interval(counts: readonly Counts[], seed = 1): Interval | undefined {
  if (counts.length < leastSequences) return undefined;
  const random = seededRandom(seed);
  const values = Array.from({ length: resamples }, () =>
    f1Of(addCounts(drawn(counts.length, random).map((number) => counts[number] ?? [0, 0, 0]))),
  );
  return [quantile(values, 0.025), quantile(values, 0.975)];
}

/** How much higher the F1 of `ours` is than that of `theirs` on the same recordings, and its 95 % interval over resampled ones. */
export function pairedDifference(
  ours: readonly Counts[],
  theirs: readonly Counts[],
  seed = 1,
): { readonly difference: number; readonly interval: Interval | undefined } {
  const difference = f1Of(addCounts(ours)) - f1Of(addCounts(theirs));
  if (ours.length < leastSequences) return { difference, interval: undefined };
  const random = seededRandom(seed);
  const values = Array.from({ length: resamples }, () => {
    const numbers = drawn(ours.length, random);
    const f1 = (counts: readonly Counts[]) =>
      f1Of(addCounts(numbers.map((number) => counts[number] ?? [0, 0, 0])));
    return f1(ours) - f1(theirs);
  });
  return { difference, interval: [quantile(values, 0.025), quantile(values, 0.975)] };
}

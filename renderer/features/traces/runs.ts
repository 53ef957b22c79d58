import type { FrameSpan } from '#contract/interval';
import type { Piece } from './tiles.ts';

export type Comparison = '<' | '<=' | '>' | '>=';

/** One bucket of a trace. */
export interface Bucket {
  readonly min: number;
  readonly max: number;
  readonly missing: number;
}

/** Whether a value satisfies the comparison; unknown satisfies none. */
export function holds(value: number, comparison: Comparison, threshold: number): boolean {
  switch (comparison) {
    case '<':
      return value < threshold;
    case '<=':
      return value <= threshold;
    case '>':
      return value > threshold;
    case '>=':
      return value >= threshold;
  }
}

/** Whether the comparison is satisfied in some frame of a bucket. */
export function holdsSomewhere({ min, max }: Bucket, comparison: Comparison, threshold: number): boolean {
  return holds(comparison === '<' || comparison === '<=' ? min : max, comparison, threshold);
}

/** Calls `each` with the buckets of the pieces that lie in the window, in order. */
export function eachBucket(
  pieces: readonly Piece[],
  window: FrameSpan,
  each: (bucket: Bucket, startFrame: number, endFrame: number) => void,
): void {
  for (const { startFrame, bucketFrames, min, max, missing } of pieces) {
    const from = Math.max(0, Math.floor((window.startFrame - startFrame) / bucketFrames));
    const to = Math.min(min.length, Math.ceil((window.endFrame - startFrame) / bucketFrames));
    for (let i = from; i < to; i += 1) {
      const first = startFrame + i * bucketFrames;
      const bucket = { min: min[i] ?? Number.NaN, max: max[i] ?? Number.NaN, missing: missing[i] ?? 2 };
      each(bucket, first, first + bucketFrames);
    }
  }
}

/** Longest stretches of buckets inside the window that pass the test, half-open in frames, in order. */
export function runsWhere(
  pieces: readonly Piece[],
  window: FrameSpan,
  test: (bucket: Bucket) => boolean,
): readonly FrameSpan[] {
  const runs: FrameSpan[] = [];
  eachBucket(pieces, window, (bucket, startFrame, endFrame) => {
    if (!test(bucket)) return;
    const last = runs.at(-1);
    if (last?.endFrame === startFrame) runs[runs.length - 1] = { startFrame: last.startFrame, endFrame };
    else runs.push({ startFrame, endFrame });
  });
  return runs;
}

/** Lowest and highest known value in the window and the threshold, with an eighth of room; [0, 1] where nothing is known. */
export function valueRange(
  pieces: readonly Piece[],
  window: FrameSpan,
  threshold: number | undefined,
): readonly [number, number] {
  let low = threshold ?? Number.POSITIVE_INFINITY;
  let high = threshold ?? Number.NEGATIVE_INFINITY;
  eachBucket(pieces, window, ({ min, max }) => {
    if (min < low) low = min;
    if (max > high) high = max;
  });
  if (high < low) return [0, 1];
  const room = Math.max((high - low) * 0.12, 1e-6);
  return [low - room, high + room];
}

/** The curve: each exact value in the middle of its frame, and the low and the high of each wider bucket; null is a gap. */
export function curveOf(pieces: readonly Piece[]): readonly [number[], (number | null)[]] {
  const frames: number[] = [];
  const values: (number | null)[] = [];
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  const everywhere = { startFrame: Number.NEGATIVE_INFINITY, endFrame: Number.POSITIVE_INFINITY };
  eachBucket(pieces, everywhere, ({ min, max }, startFrame, endFrame) => {
    const length = endFrame - startFrame;
    if (length === 1) {
      frames.push(startFrame + 0.5);
      values.push(known(min));
    } else {
      frames.push(startFrame + length / 4, startFrame + (3 * length) / 4);
      values.push(known(min), known(max));
    }
  });
  return [frames, values];
}

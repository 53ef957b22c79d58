import { positiveMedian } from './median.ts';
import { at } from './numbers.ts';

/** Sightings of keypoints by track, keypoint and frame, as `PoseColumns` has them. */
interface Sightings {
  readonly keypoints: readonly string[];
  readonly rowStart: Int32Array;
  readonly frame: Int32Array;
  readonly xPx: Float32Array;
  readonly yPx: Float32Array;
}

/** Greatest distance between two of these points; 0 for fewer than two. */
export function greatestDistance(xs: readonly number[], ys: readonly number[]): number {
  let most = 0;
  for (const [i, x] of xs.entries())
    for (let j = 0; j < i; j += 1) {
      const [dx, dy] = [x - (xs[j] ?? x), (ys[i] ?? 0) - (ys[j] ?? 0)];
      most = Math.max(most, dx * dx + dy * dy);
    }
  return Math.sqrt(most);
}

/** Walks the frames of a track in order and calls `each` with the rows seen in one. */
function eachFrame(
  { keypoints, rowStart, frame }: Sightings,
  track: number,
  each: (rows: readonly number[]) => void,
): void {
  const first = track * keypoints.length;
  const cursors = keypoints.map((_, k) => rowStart[first + k] ?? 0);
  const ends = keypoints.map((_, k) => rowStart[first + k + 1] ?? 0);
  const frameAt = (k: number, row: number): number =>
    row < (ends[k] ?? 0) ? (frame[row] ?? 0) : Number.POSITIVE_INFINITY;
  for (;;) {
    const next = Math.min(...cursors.map((row, k) => frameAt(k, row)));
    if (!Number.isFinite(next)) return;
    const here = [...cursors.keys()].filter((k) => frameAt(k, cursors[k] ?? 0) === next);
    each(here.map((k) => cursors[k] ?? 0));
    for (const k of here) while (frameAt(k, cursors[k] ?? 0) === next) cursors[k] = (cursors[k] ?? 0) + 1;
  }
}

/** The median, over the frames of a track, of the greatest distance between two of its keypoints, in px; NaN for none. */
export function bodyLengthPx(sightings: Sightings, track: number): number {
  const lengths: number[] = [];
  eachFrame(sightings, track, (rows) => {
    const xs = rows.map((row) => at(sightings.xPx, row));
    const ys = rows.map((row) => at(sightings.yPx, row));
    lengths.push(greatestDistance(xs, ys));
  });
  return positiveMedian(Float32Array.from(lengths));
}

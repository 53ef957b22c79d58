import type { PoseTable } from '#contract/entities/pose';
import { leastLikelihood } from '#contract/features/constants';
import type { FrameSpan } from '#contract/interval';
import { bodyLengthPx } from './body-length.ts';
import { firstRowAt } from './table-rows.ts';

/** Keypoints seen surely enough, in columns: rows of keypoint k of track t are `[rowStart[t n + k], rowStart[t n + k + 1])`, n keypoints in all, frames ascending. */
export interface PoseColumns {
  readonly keypoints: readonly string[];
  readonly rowStart: Int32Array;
  readonly frame: Int32Array;
  readonly xPx: Float32Array;
  readonly yPx: Float32Array;
  /** Per track, its body length in pixels; NaN where it never shows two keypoints in one frame. */
  readonly lengthsPx: Float64Array;
}

/** Low likelihood, and the (0, 0) that tools write for a keypoint they did not find, are no sightings. */
function isSeen({ xPx, yPx, score }: PoseTable, row: number): boolean {
  const x = xPx[row] ?? Number.NaN;
  const y = yPx[row] ?? Number.NaN;
  if (Number.isNaN(x) || Number.isNaN(y) || (x === 0 && y === 0)) return false;
  return !((score[row] ?? Number.NaN) < leastLikelihood);
}

/** Sorts rows `[from, to)` of the order by frame where they are not so already. */
function sortByFrame(order: Int32Array, frame: Int32Array, from: number, to: number): void {
  for (let k = from + 1; k < to; k += 1) {
    if ((frame[order[k] ?? 0] ?? 0) >= (frame[order[k - 1] ?? 0] ?? 0)) continue;
    order.subarray(from, to).sort((a, b) => (frame[a] ?? 0) - (frame[b] ?? 0));
    return;
  }
}

/** Where the rows of each series begin once they are sorted, and where the last ones end. */
function startsOf(series: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const one of series) if (one >= 0) starts[one + 1] = (starts[one + 1] ?? 0) + 1;
  let sum = 0;
  return starts.map((rows) => (sum += rows));
}

/** Rows by series and then frame, each row's series given (-1 for none); canonical poses are nearly so already. */
function sortRows(series: Int32Array, count: number, frame: Int32Array) {
  const rowStart = startsOf(series, count);
  const next = rowStart.slice();
  const order = new Int32Array(rowStart[count] ?? 0);
  for (const [row, one] of series.entries()) {
    if (one < 0) continue;
    order[next[one] ?? 0] = row;
    next[one] = (next[one] ?? 0) + 1;
  }
  for (let one = 0; one < count; one += 1)
    sortByFrame(order, frame, rowStart[one] ?? 0, rowStart[one + 1] ?? 0);
  return { order, rowStart };
}

/** Rows by series and then frame, of poses whose track is among `trackIds`. */
export function arrangePoses(poses: PoseTable, trackIds: readonly string[]): PoseColumns {
  const keypoints = poses.keypoints.length;
  const numbers = new Map(trackIds.map((id, track) => [id, track]));
  const trackOf = poses.trackIds.map((id) => numbers.get(id) ?? -1);
  const series = Int32Array.from(poses.frame, (_, row) => {
    const track = trackOf[poses.track[row] ?? 0] ?? -1;
    return track >= 0 && isSeen(poses, row) ? track * keypoints + (poses.keypoint[row] ?? 0) : -1;
  });
  const { order, rowStart } = sortRows(series, trackIds.length * keypoints, poses.frame);
  const columns = {
    keypoints: poses.keypoints,
    rowStart,
    frame: order.map((row) => poses.frame[row] ?? 0),
    xPx: Float32Array.from(order, (row) => poses.xPx[row] ?? Number.NaN),
    yPx: Float32Array.from(order, (row) => poses.yPx[row] ?? Number.NaN),
  };
  return { ...columns, lengthsPx: Float64Array.from(trackIds, (_, track) => bodyLengthPx(columns, track)) };
}

/** Whether a track has any keypoint. */
export function hasPoses(poses: PoseColumns, track: number): boolean {
  const count = poses.keypoints.length;
  return (poses.rowStart[(track + 1) * count] ?? 0) > (poses.rowStart[track * count] ?? 0);
}

/** Positions of one keypoint in pixels on the dense frames of the span, NaN where it was not seen. */
export function keypointPath(
  poses: PoseColumns,
  track: number,
  keypoint: number,
  span: FrameSpan,
): { readonly x: Float32Array; readonly y: Float32Array } {
  const series = track * poses.keypoints.length + keypoint;
  const start = poses.rowStart[series] ?? 0;
  const end = poses.rowStart[series + 1] ?? 0;
  const x = new Float32Array(span.endFrame - span.startFrame).fill(Number.NaN);
  const y = new Float32Array(x.length).fill(Number.NaN);
  const from = firstRowAt(poses.frame, start, end, span.startFrame);
  const to = firstRowAt(poses.frame, from, end, span.endFrame);
  for (let row = from; row < to; row += 1) {
    const at = (poses.frame[row] ?? 0) - span.startFrame;
    x[at] = poses.xPx[row] ?? Number.NaN;
    y[at] = poses.yPx[row] ?? Number.NaN;
  }
  return { x, y };
}

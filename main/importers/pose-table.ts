import { err, ok, type Result } from '#contract/errors';
import type { Columnar, ParquetWritten, PlainSpec } from '#contract/ports/columnar';
import { intColumn, floatColumn, categoryColumn } from './table-columns.ts';

/** Poses in columns, rows sorted by track, frame and keypoint. `track` and `keypoint` are indices; `score` is NaN where unknown. */
export interface PoseTable {
  readonly trackIds: readonly string[];
  readonly keypoints: readonly string[];
  readonly frame: Int32Array;
  readonly track: Int32Array;
  readonly keypoint: Int32Array;
  readonly xPx: Float32Array;
  readonly yPx: Float32Array;
  readonly score: Float32Array;
}

const specs: readonly PlainSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  { name: 'track_id', type: 'category', nullable: false },
  { name: 'keypoint', type: 'category', nullable: false },
  { name: 'x', type: 'f32', nullable: false },
  { name: 'y', type: 'f32', nullable: false },
  { name: 'score', type: 'f32', nullable: true },
];

function sortedRows(poses: PoseTable): Int32Array {
  const { track, frame, keypoint } = poses;
  const compare = (a: number, b: number): number =>
    (track[a] ?? 0) - (track[b] ?? 0) ||
    (frame[a] ?? 0) - (frame[b] ?? 0) ||
    (keypoint[a] ?? 0) - (keypoint[b] ?? 0);
  return Int32Array.from(frame.keys()).sort(compare);
}

/** Writes poses as canonical Parquet: `frame, track_id, keypoint, x, y, score`, in order. */
export function writePoses(
  columnar: Columnar,
  path: string,
  poses: PoseTable,
): Promise<Result<ParquetWritten>> {
  const order = sortedRows(poses);
  const floats = (column: Float32Array) => Float32Array.from(order, (row) => column[row] ?? Number.NaN);
  return columnar.writePlain(path, specs, {
    rows: order.length,
    columns: {
      frame: order.map((row) => poses.frame[row] ?? 0),
      track_id: { texts: poses.trackIds, codes: order.map((row) => poses.track[row] ?? 0) },
      keypoint: { texts: poses.keypoints, codes: order.map((row) => poses.keypoint[row] ?? 0) },
      x: floats(poses.xPx),
      y: floats(poses.yPx),
      score: floats(poses.score),
    },
  });
}

/** Reads canonical poses; the tracks are those that have a pose, in order. */
export async function readPoses(columnar: Columnar, path: string): Promise<Result<PoseTable>> {
  const read = await columnar.readPlain(path, specs, { shared: true });
  if (!read.ok) return err(read.error);
  const tracks = categoryColumn(read.value, 'track_id');
  const keypoints = categoryColumn(read.value, 'keypoint');
  return ok({
    trackIds: tracks.texts,
    keypoints: keypoints.texts,
    frame: intColumn(read.value, 'frame'),
    track: tracks.codes,
    keypoint: keypoints.codes,
    xPx: floatColumn(read.value, 'x'),
    yPx: floatColumn(read.value, 'y'),
    score: floatColumn(read.value, 'score'),
  });
}

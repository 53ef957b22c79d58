import { err, ok, type Result } from '#contract/errors';
import type { Columnar, ColumnSpec, ParquetWritten } from '#contract/ports/columnar';
import { intColumn, floatColumn, textColumn } from './table-columns.ts';

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

const specs: readonly ColumnSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  { name: 'track_id', type: 'utf8', nullable: false },
  { name: 'keypoint', type: 'utf8', nullable: false },
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
  return columnar.writeParquet(path, specs, {
    rows: order.length,
    columns: {
      frame: order.map((row) => poses.frame[row] ?? 0),
      track_id: Array.from(order, (row) => poses.trackIds[poses.track[row] ?? 0]),
      keypoint: Array.from(order, (row) => poses.keypoints[poses.keypoint[row] ?? 0]),
      x: floats(poses.xPx),
      y: floats(poses.yPx),
      score: floats(poses.score),
    },
  });
}

function numbered(texts: readonly (string | undefined)[]): { names: readonly string[]; of: Int32Array } {
  const numbers = new Map<string, number>();
  const of = Int32Array.from(texts, (text = '') => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
  return { names: [...numbers.keys()], of };
}

/** Reads canonical poses; the tracks are those that have a pose, in order. */
export async function readPoses(columnar: Columnar, path: string): Promise<Result<PoseTable>> {
  const read = await columnar.readParquet(path, specs);
  if (!read.ok) return err(read.error);
  const tracks = numbered(textColumn(read.value, 'track_id'));
  const keypoints = numbered(textColumn(read.value, 'keypoint'));
  return ok({
    trackIds: tracks.names,
    keypoints: keypoints.names,
    frame: intColumn(read.value, 'frame'),
    track: tracks.of,
    keypoint: keypoints.of,
    xPx: floatColumn(read.value, 'x'),
    yPx: floatColumn(read.value, 'y'),
    score: floatColumn(read.value, 'score'),
  });
}

import { err, ok, type Result } from '#contract/errors';
import type { PoseTable } from '#contract/entities/pose';
import type { Columnar, PlainSpec } from '#contract/ports/columnar';
import { categoryColumn, floatColumn, intColumn } from './table-columns.ts';

/** Columns of canonical poses, one row per keypoint, sorted by track and frame. */
export const poseSpecs: readonly PlainSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  { name: 'track_id', type: 'category', nullable: false },
  { name: 'keypoint', type: 'category', nullable: false },
  { name: 'x', type: 'f32', nullable: false },
  { name: 'y', type: 'f32', nullable: false },
  { name: 'score', type: 'f32', nullable: true },
];

/** Reads canonical poses; the tracks are those that have a pose, in order. */
export async function readPoses(columnar: Columnar, path: string): Promise<Result<PoseTable>> {
  const read = await columnar.readPlain(path, poseSpecs);
  if (!read.ok) return err(read.error);
  const table = read.value;
  const [tracks, keypoints] = [categoryColumn(table, 'track_id'), categoryColumn(table, 'keypoint')];
  return ok({
    trackIds: tracks.texts,
    keypoints: keypoints.texts,
    frame: intColumn(table, 'frame'),
    track: tracks.codes,
    keypoint: keypoints.codes,
    xPx: floatColumn(table, 'x'),
    yPx: floatColumn(table, 'y'),
    score: floatColumn(table, 'score'),
  });
}

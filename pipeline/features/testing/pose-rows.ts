import type { PoseTable } from '#contract/entities/pose';

export interface PosePoint {
  readonly trackId: string;
  readonly frame: number;
  readonly keypoint: string;
  readonly x: number;
  readonly y: number;
  readonly score?: number | undefined;
}

/** Poses from points in any order. */
export function posesFrom(points: readonly PosePoint[]): PoseTable {
  const trackIds = [...new Set(points.map(({ trackId }) => trackId))];
  const keypoints = [...new Set(points.map(({ keypoint }) => keypoint))];
  return {
    trackIds,
    keypoints,
    frame: Int32Array.from(points, ({ frame }) => frame),
    track: Int32Array.from(points, ({ trackId }) => trackIds.indexOf(trackId)),
    keypoint: Int32Array.from(points, ({ keypoint }) => keypoints.indexOf(keypoint)),
    xPx: Float32Array.from(points, ({ x }) => x),
    yPx: Float32Array.from(points, ({ y }) => y),
    score: Float32Array.from(points, ({ score }) => score ?? Number.NaN),
  };
}

export type KeypointPath = (timeS: number) => readonly [x: number, y: number, score?: number] | undefined;

/** Poses of tracks at 25 pictures per second from a path per keypoint, over the frames `[0, frames)`. */
export function posesOf(
  tracks: Readonly<Record<string, Readonly<Record<string, KeypointPath>>>>,
  frames: number,
): PoseTable {
  const points = Object.entries(tracks).flatMap(([trackId, paths]) =>
    Object.entries(paths).flatMap(([keypoint, path]) =>
      Array.from({ length: frames }, (_, frame) => ({ frame, at: path(frame / 25) })).flatMap(
        ({ frame, at }) =>
          at === undefined ? [] : [{ trackId, keypoint, frame, x: at[0], y: at[1], score: at[2] }],
      ),
    ),
  );
  return posesFrom(points);
}

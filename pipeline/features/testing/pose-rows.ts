import type { PoseTable } from '#contract/entities/pose';

export type KeypointPath = (timeS: number) => readonly [x: number, y: number, score?: number] | undefined;

/** Poses of tracks at 25 pictures per second from a path per keypoint, over the frames `[0, frames)`. */
export function posesOf(
  tracks: Readonly<Record<string, Readonly<Record<string, KeypointPath>>>>,
  frames: number,
): PoseTable {
  const trackIds = Object.keys(tracks);
  const keypoints = [...new Set(Object.values(tracks).flatMap((paths) => Object.keys(paths)))];
  const rows = trackIds.flatMap((id, track) =>
    Array.from({ length: frames }, (_, frame) => frame).flatMap((frame) =>
      keypoints.flatMap((name, keypoint) => {
        const point = tracks[id]?.[name]?.(frame / 25);
        return point === undefined ? [] : [{ frame, track, keypoint, point }];
      }),
    ),
  );
  return {
    trackIds,
    keypoints,
    frame: Int32Array.from(rows, (row) => row.frame),
    track: Int32Array.from(rows, (row) => row.track),
    keypoint: Int32Array.from(rows, (row) => row.keypoint),
    xPx: Float32Array.from(rows, ({ point }) => point[0]),
    yPx: Float32Array.from(rows, ({ point }) => point[1]),
    score: Float32Array.from(rows, ({ point }) => point[2] ?? Number.NaN),
  };
}

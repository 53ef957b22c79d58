import type { TrackRow } from '#pipeline/normalize/track-row';
import type { PoseRow } from './track-format.ts';

/** Class of a body that a file of poses tells of without saying what it is; a class that ontologies can name. */
export const individual = 'individual';

/** Smallest side of a box around keypoints, so that one keypoint still has a box. */
const leastSidePx = 1;

function span(values: readonly number[]): readonly [number, number] {
  const from = Math.min(...values);
  return [from, Math.max(leastSidePx, Math.max(...values) - from)];
}

/** The box around the keypoints of one track in one picture, in px; undefined without keypoints. Its conf is their mean score. */
export function boxOfPose(keypoints: readonly PoseRow[]): TrackRow | undefined {
  const [first] = keypoints;
  if (first === undefined) return undefined;
  const [x, w] = span(keypoints.map((keypoint) => keypoint.x));
  const [y, h] = span(keypoints.map((keypoint) => keypoint.y));
  const none = Number.NaN;
  const score = keypoints.reduce((sum, keypoint) => sum + keypoint.score, 0) / keypoints.length;
  const { frame, trackId } = first;
  return {
    frame,
    trackId,
    x,
    y,
    w,
    h,
    timeS: none,
    className: individual,
    xw: none,
    yw: none,
    conf: score,
    occlusion: none,
  };
}

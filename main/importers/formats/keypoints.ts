import type { PoseRow } from '#main/importers/track-format';

/** The 17 keypoints of COCO persons, in their order. Source: "Data format, Keypoint Detection", cocodataset.org/#format-data. */
export const cocoKeypoints: readonly string[] = [
  'nose',
  'left_eye',
  'right_eye',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
];

/** A keypoint in px; `score` is NaN where unknown. */
export interface FoundKeypoint {
  readonly keypoint: string;
  readonly x: number;
  readonly y: number;
  readonly score: number;
}

/** The name of keypoint number `at` of `count`: as the file says, else COCO's where there are 17, else its number. */
export function keypointName(at: number, count: number, said: readonly string[] | undefined): string {
  const names = said?.length === count ? said : count === cocoKeypoints.length ? cocoKeypoints : [];
  return names[at] ?? `keypoint_${at + 1}`;
}

/** Keypoints as rows of a pose; those below `leastScore` are left out, those of unknown score are not. */
export function poseRows(
  keypoints: readonly FoundKeypoint[],
  row: { readonly frame: number; readonly trackId: string },
  leastScore = 0,
): readonly PoseRow[] {
  return keypoints
    .filter(({ score }) => !(score < leastScore))
    .map((keypoint) => ({ frame: row.frame, trackId: row.trackId, ...keypoint }));
}

import type { BlockShape, RowBlock } from './row-block.ts';

/** How rows of tracks are kept while they are sorted; `track` and `className` are numbers of texts. Rows that go back in their track's time have a negative line. */
export const trackShape = {
  track: 'i32',
  frame: 'i32',
  line: 'i32',
  className: 'i32',
  x: 'f32',
  y: 'f32',
  w: 'f32',
  h: 'f32',
  xw: 'f32',
  yw: 'f32',
  conf: 'f32',
  occlusion: 'f32',
  timeS: 'f64',
} as const satisfies BlockShape<string>;
export type TrackColumn = keyof typeof trackShape;
export type TrackBlock = RowBlock<TrackColumn>;

/** How keypoints are kept while they are sorted; `track` and `keypoint` are numbers of texts. */
export const poseShape = {
  track: 'i32',
  frame: 'i32',
  line: 'i32',
  keypoint: 'i32',
  x: 'f32',
  y: 'f32',
  score: 'f32',
} as const satisfies BlockShape<string>;
export type PoseColumn = keyof typeof poseShape;
export type PoseBlock = RowBlock<PoseColumn>;

/** Class of a track about which no file says anything. */
export const unknownClass = 'unknown';

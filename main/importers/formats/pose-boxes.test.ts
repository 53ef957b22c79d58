import { expect, test } from 'vitest';
import { createPoseSink, type Keypoint } from './pose-boxes.ts';
import { gatheringSinks } from './testing/read-format.ts';

const at = (name: string, x: number, y: number, score = 0.9): Keypoint => ({ name, x, y, score });
const pose = (keypoints: readonly Keypoint[], trackId = 'a') => ({
  frame: 0,
  trackId,
  className: '',
  conf: Number.NaN,
  keypoints,
});

test('the box spans the keypoints that reach the least score, and a score that is unknown reaches it', () => {
  const { sinks, tracks, poses } = gatheringSinks();
  const sink = createPoseSink(sinks, { leastScore: 0.5 });
  sink.add(pose([at('a', 0, 0, 0.4), at('b', 10, 10, 0.5), at('c', 20, 40, Number.NaN)]), 1);
  expect(tracks).toMatchObject([{ x: 10, y: 10, w: 10, h: 30 }]);
  expect(poses.map(({ keypoint }) => keypoint)).toEqual(['b', 'c']);
});

test('what the tracks refuse is told, and its keypoints are not given', () => {
  const { sinks, poses } = gatheringSinks();
  const sink = createPoseSink(sinks, {});
  const twice = pose([at('a', 0, 0), at('b', 10, 10)]);
  expect(sink.add(twice, 1)).toBeUndefined();
  expect(sink.add(twice, 2)).toMatchObject({ field: 'frame' });
  expect(poses).toHaveLength(2);
});

import { describe, expect, it } from 'vitest';
import { pairSeries } from '#pipeline/features/pair-series';
import { plainName, resolveSkeleton } from '#pipeline/features/skeleton';
import { posesOf, type KeypointPath } from '#pipeline/features/testing/pose-rows';
import { valueIn } from '#pipeline/features/testing/test-source';
import { featureAt, readerOf } from './testing/reader.ts';

const frames = 100;
const box = (x: number) =>
  Array.from({ length: frames }, (_, frame) => ({ frame, box: [x, 0, 40, 100] as const }));

function bodyOf(paths: Readonly<Record<string, KeypointPath>>) {
  return readerOf({ a: box(0) }, { space: 'body', poses: posesOf({ a: paths }, frames) });
}

function keypointAt(reader: ReturnType<typeof bodyOf>, name: string, feature: string, frame: number): number {
  const keypoint = reader.source.poses?.keypoints.indexOf(name) ?? -1;
  return valueIn(reader.keypoint(0, keypoint, feature), frame);
}

describe('an arm that opens', () => {
  // Upper arm down, forearm turning from straight ahead at half a radian per second.
  const reader = bodyOf({
    left_shoulder: () => [50, 20],
    left_elbow: () => [50, 50],
    left_wrist: (t) => [50 + 30 * Math.cos(t / 2), 50 + 30 * Math.sin(t / 2)],
  });

  it('has the angle between its two bones', () => {
    expect(keypointAt(reader, 'left_elbow', 'joint_angle', 50)).toBeCloseTo(Math.PI / 2 + 1, 2);
    expect(keypointAt(reader, 'left_elbow', 'joint_angle_rate', 50)).toBeCloseTo(0.5, 2);
  });

  it('moves its hand and not its shoulder', () => {
    expect(keypointAt(reader, 'left_wrist', 'keypoint_speed', 50)).toBeCloseTo(0.15, 2);
    expect(keypointAt(reader, 'left_shoulder', 'keypoint_speed', 50)).toBeCloseTo(0, 5);
    expect(keypointAt(reader, 'left_elbow', 'keypoint_y', 50)).toBeCloseTo(0.5, 5);
  });

  it('has no angle where no two bones meet', () => {
    expect(keypointAt(reader, 'left_wrist', 'joint_angle', 50)).toBeNaN();
  });
});

describe('a keypoint', () => {
  it('of low likelihood, or at (0, 0), was not seen', () => {
    const reader = bodyOf({
      sure: () => [10, 10, 0.9],
      unsure: () => [10, 10, 0.19],
      unfound: () => [0, 0, 0.8],
      unknown: () => [10, 10],
    });
    const known = ['sure', 'unsure', 'unfound', 'unknown'].map(
      (name) => !Number.isNaN(keypointAt(reader, name, 'keypoint_x', 50)),
    );
    expect(known).toEqual([true, false, false, true]);
  });
});

describe('a head', () => {
  it('points from the ears to the nose, or from one of them', () => {
    const reader = bodyOf({
      nose: () => [60, 10],
      left_ear: (t) => (t < 2 ? [50, 5] : undefined),
      right_ear: () => [50, 15],
      left_elbow: () => [50, 50],
    });
    expect(featureAt(reader, 0, 'head_direction', 20)).toBeCloseTo(0, 4);
    expect(featureAt(reader, 0, 'head_direction', 80)).toBeCloseTo(Math.atan2(-5, 10), 4);
  });

  it('of an unknown skeleton points from the second keypoint to the first, tails last', () => {
    const reader = bodyOf({ body: () => [50, 50], 'tail-m': () => [50, 90], top: () => [50, 20] });
    expect(featureAt(reader, 0, 'head_direction', 50)).toBeCloseTo(-Math.PI / 2, 4);
    expect(keypointAt(reader, 'body', 'joint_angle', 50)).toBeCloseTo(Math.PI, 4);
  });

  it('looks at another or away', () => {
    const paths = (sign: number) => ({
      nose: () => [60 + 10 * sign, 10] as const,
      left_ear: () => [60, 10] as const,
    });
    const reader = readerOf(
      { at: box(0), away: box(0), other: box(200) },
      { space: 'body', poses: posesOf({ at: paths(1), away: paths(-1) }, frames) },
    );
    expect(valueIn(pairSeries(reader, 0, 2, 'gaze_alignment'), 50)).toBeCloseTo(1, 4);
    expect(valueIn(pairSeries(reader, 1, 2, 'gaze_alignment'), 50)).toBeCloseTo(-1, 4);
    expect(valueIn(pairSeries(reader, 2, 0, 'gaze_alignment'), 50)).toBeNaN();
  });
});

describe('pose entropy', () => {
  const at = (paths: Readonly<Record<string, KeypointPath>>) =>
    featureAt(bodyOf(paths), 0, 'pose_entropy', 50);

  it('is 0 at rest, and of a body that moves as one', () => {
    expect(at({ one: () => [10, 10], two: () => [30, 10] })).toBe(0);
    expect(at({ one: (t) => [10 + 80 * t, 10], two: (t) => [30 + 80 * t, 10] })).toBe(0);
  });

  it('is one bit for two that part evenly', () => {
    expect(at({ one: (t) => [200 - 50 * t, 10], two: (t) => [200 + 50 * t, 10] })).toBeCloseTo(1, 6);
  });

  it('is high where limbs go every way', () => {
    const turning =
      (phase: number): KeypointPath =>
      (t) => [200 + 40 * Math.cos(7 * t + phase), 200 + 40 * Math.sin(7 * t + phase)];
    expect(at({ one: turning(0), two: turning(Math.PI) })).toBeGreaterThan(2.9);
  });

  it('needs two keypoints', () => {
    expect(at({ one: (t) => [10 + t, 10] })).toBeNaN();
  });
});

describe('names of keypoints', () => {
  it('may be written in any case', () => {
    expect(['left_elbow', 'Left-Elbow', 'leftElbow', 'LEFT ELBOW'].map(plainName)).toEqual(
      Array(4).fill('left_elbow'),
    );
  });

  it('of a declared skeleton are taken as declared', () => {
    const { neighbours, nose } = resolveSkeleton(['a', 'b', 'c'], {
      links: [
        ['b', 'a'],
        ['a', 'c'],
      ],
      nose: 'c',
      behind: [['a']],
    });
    expect([...neighbours]).toEqual([1, 2, -1, -1, -1, -1]);
    expect(nose).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { pairSeries } from '#pipeline/features/pair-series';
import { resolveSkeleton } from '#pipeline/features/skeleton';
import { spanSeries } from '#pipeline/features/span-series';
import { posesOf, type KeypointPath } from '#pipeline/features/testing/pose-rows';
import { valueIn } from '#pipeline/features/testing/test-source';
import { readerOf } from './testing/reader.ts';

const frames = 150;
const box = Array.from({ length: frames }, (_, frame) => ({ frame, box: [0, 0, 40, 100] as const }));

/** An animal that lies along x: head at `x`, tail end 100 px behind, 40 px between head and middle. */
function lying(x: KeypointPath, unseen: (timeS: number) => boolean = () => false) {
  const part =
    (behindPx: number): KeypointPath =>
    (t) => {
      const head = x(t);
      return unseen(t) || head === undefined ? undefined : [head[0] - behindPx, head[1]];
    };
  return { snout: part(0), back: part(40), 'tail-base': part(70), 'tail-tip': part(100) };
}

function twoOf(a: Readonly<Record<string, KeypointPath>>, b: Readonly<Record<string, KeypointPath>>) {
  const reader = readerOf({ a: box, b: box }, { space: 'body', poses: posesOf({ a, b }, frames) });
  const pair = (name: string, frame: number, [one, other] = [0, 1]) =>
    valueIn(pairSeries(reader, one, other, name), frame);
  const own = (name: string, frame: number) => valueIn(spanSeries(reader, 0, name), frame);
  return { pair, own };
}

describe('two bodies of a hundred pixels', () => {
  // Nose to nose along x, 50 px between the noses: b lies the other way around.
  const facing = Object.fromEntries(
    Object.entries(lying(() => [150, 300])).map(([name, path]): [string, KeypointPath] => [
      name,
      (t) => {
        const [x = 0, y = 0] = path(t) ?? [];
        return [300 - x + 50 + 100, y];
      },
    ]),
  );
  const { pair } = twoOf(
    lying(() => [250, 300]),
    facing,
  );

  it('are as far apart as their noses, noses and trunks, and middles', () => {
    // Noses at 250 and 300, backs at 210 and 340.
    expect(pair('nose_distance', 75)).toBeCloseTo(0.5, 5);
    expect(pair('nose_gap', 75)).toBeCloseTo(0.9, 5);
    expect(pair('body_distance', 75)).toBeCloseTo(1.3, 5);
    expect(pair('mean_body_distance', 75)).toBeCloseTo(1.3, 5);
  });

  it('are not where one nose reaches the base of the other tail', () => {
    const { pair: behind } = twoOf(
      lying(() => [150, 300]),
      lying(() => [240, 300]),
    );
    // b's tail base at 170, 20 px ahead of a's nose; b's nose is 90 px ahead of a's.
    expect(behind('nose_gap', 75)).toBeCloseTo(0.2, 5);
    expect(behind('nose_gap', 75, [1, 0])).toBeCloseTo(1.3, 5);
    expect(behind('nose_distance', 75)).toBeCloseTo(0.9, 5);
  });
});

describe('a body that is lost for a second', () => {
  const lost = (t: number) => t >= 2 && t < 3;
  const { pair, own } = twoOf(
    lying((t) => [200 + 30 * t, 300], lost),
    lying((t) => [200 + 30 * t, 400]),
  );

  it('has no distance, but a mean over what is seen around it', () => {
    expect(pair('body_distance', 62)).toBeNaN();
    expect(pair('mean_body_distance', 62)).toBeCloseTo(1, 3);
  });

  it('moves as fast as all its parts do on the average', () => {
    expect(own('body_activity', 25)).toBeCloseTo(0.3, 3);
    expect(own('body_activity', 62)).toBeCloseTo(0.3, 3);
    expect(own('body_stretch', 62)).toBeNaN();
  });
});

describe('a body that curls up', () => {
  const curl: KeypointPath = (t) => [100 + (t < 4 ? 0 : 50), 300];
  const { own } = twoOf(
    { ...lying(() => [200, 300]), 'tail-tip': curl },
    lying(() => [200, 400]),
  );

  it('is half as long as usual', () => {
    expect(own('body_stretch', 50)).toBeCloseTo(1, 5);
    expect(own('body_stretch', 140)).toBeCloseTo(0.7, 5);
  });

  it('has no length in metres', () => {
    const rows = box.map(({ frame }) => ({ frame, ground: [frame / 25, 0] as const }));
    const poses = posesOf({ a: lying(() => [200, 300]) }, frames);
    const reader = readerOf({ a: rows }, { poses });
    expect(valueIn(spanSeries(reader, 0, 'body_stretch'), 75)).toBeNaN();
  });
});

describe('the middle of a skeleton', () => {
  const named = (names: readonly string[], part: 'middle' | 'trunk') =>
    [...resolveSkeleton(names)[part]].map((k) => names[k]);

  it('is what lies between head and limbs or tail', () => {
    const person = ['nose', 'left_ear', 'left_shoulder', 'left_elbow', 'left_hip', 'left_knee', 'left_ankle'];
    expect(named(person, 'middle')).toEqual(['left_shoulder', 'left_hip']);
    const rat = ['top', 'body', 'tail', 'tail-m', 'tail-e'];
    expect(named(rat, 'middle')).toEqual(['body']);
    expect(named(rat, 'trunk')).toEqual(['body', 'tail']);
  });

  it('is everything where no part has such a name', () => {
    expect(named(['nose', 'tail'], 'middle')).toEqual(['nose', 'tail']);
  });
});

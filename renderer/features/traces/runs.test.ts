import { describe, expect, test } from 'vitest';
import { curveOf, holds, holdsSomewhere, runsWhere, valueRange } from './runs.ts';
import type { Piece } from './tiles.ts';

const { NaN: unknown } = Number;

/** A piece of buckets given as low, high and how much is missing. */
function pieceOf(
  startFrame: number,
  bucketFrames: number,
  ...buckets: (readonly [number, number, number])[]
): Piece {
  return {
    startFrame,
    bucketFrames,
    min: Float32Array.from(buckets, ([min]) => min),
    max: Float32Array.from(buckets, ([, max]) => max),
    missing: Uint8Array.from(buckets, ([, , missing]) => missing),
  };
}

const none = [unknown, unknown, 2] as const;
const exact = pieceOf(100, 1, [1, 1, 0], [2, 2, 0], none, none, [5, 5, 0], [6, 6, 0]);
const coarse = pieceOf(106, 4, [0, 3, 0], [2, 8, 1], none);
const all = { startFrame: 0, endFrame: 1000 };

describe('runs', () => {
  test('of unknown frames are half-open and cut at the window', () => {
    expect(runsWhere([exact], all, ({ missing }) => missing === 2)).toEqual([
      { startFrame: 102, endFrame: 104 },
    ]);
    const later = { startFrame: 103, endFrame: 200 };
    expect(runsWhere([exact], later, ({ missing }) => missing === 2)).toEqual([
      { startFrame: 103, endFrame: 104 },
    ]);
  });

  test('go on from one piece to the next', () => {
    expect(runsWhere([exact, coarse], all, ({ min }) => !Number.isNaN(min))).toEqual([
      { startFrame: 100, endFrame: 102 },
      { startFrame: 104, endFrame: 114 },
    ]);
  });

  test('where a clause holds take in a bucket with one such frame, and never unknown frames', () => {
    expect(runsWhere([exact, coarse], all, (bucket) => holdsSomewhere(bucket, '>=', 3))).toEqual([
      { startFrame: 104, endFrame: 114 },
    ]);
    expect(runsWhere([coarse], all, (bucket) => holdsSomewhere(bucket, '<', 1))).toEqual([
      { startFrame: 106, endFrame: 110 },
    ]);
    expect([holds(2, '<', 2), holds(2, '<=', 2), holds(2, '>', 2), holds(2, '>=', 2)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('the scale', () => {
  test('shows the threshold as well as every known extreme', () => {
    const [low, high] = valueRange([exact, coarse], all, 9);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(9);
  });

  test('is whole where nothing is known', () => {
    expect(valueRange([pieceOf(0, 1, none)], all, undefined)).toEqual([0, 1]);
    expect(valueRange([], all, undefined)).toEqual([0, 1]);
  });
});

describe('the curve', () => {
  test('has one point in the middle of each exact frame, two in each bucket, and gaps where nothing is known', () => {
    expect(curveOf([exact])).toEqual([
      [100.5, 101.5, 102.5, 103.5, 104.5, 105.5],
      [1, 2, null, null, 5, 6],
    ]);
    expect(curveOf([coarse])).toEqual([
      [107, 109, 111, 113, 115, 117],
      [0, 3, 2, 8, null, null],
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { clipTiming } from './clip-timing.ts';
import { presentPictures, type DatedPicture } from './presentation-order.ts';
import { steadyPictures } from './testing/build-clip.ts';

function timingOf(pictures: readonly DatedPicture[]) {
  return clipTiming(pictures, presentPictures(pictures), undefined);
}

function datedAt(timesMs: readonly number[]): readonly DatedPicture[] {
  return timesMs.map((ms) => ({ timeS: ms / 1000, durationS: 0.001 }));
}

describe('the facts on a clip', () => {
  test('dropped pictures are gaps in an even grid, not a variable rate', () => {
    expect(timingOf(steadyPictures(90, 30, [10, 11, 50]))).toEqual({
      firstPictureUs: 0,
      shortestUs: 33_333,
      longestUs: 100_000,
      usualUs: 33_333,
      variableRate: false,
      gaps: [
        { frame: 9, missingPictures: 2 },
        { frame: 47, missingPictures: 1 },
      ],
      missingPictures: 3,
      reordered: false,
      hiddenPictures: 0,
      doubledPictures: 0,
      negativeTimes: 0,
      zeroDurations: 0,
    });
  });

  test('a long gap is counted right in times rounded to a millisecond', () => {
    const dropped = Array.from({ length: 100 }, (_, n) => n + 300);
    const rounded = steadyPictures(900, 30, dropped).map(({ timeS }) => Math.round(timeS * 1000));
    expect(timingOf(datedAt(rounded))).toMatchObject({
      variableRate: false,
      gaps: [{ frame: 299, missingPictures: 100 }],
    });
  });

  test('intervals off the grid are a variable rate', () => {
    expect(timingOf(datedAt([0, 40, 80, 140, 180, 220]))).toMatchObject({
      variableRate: true,
      shortestUs: 40_000,
      longestUs: 60_000,
    });
  });

  test('a first picture that is cut makes no variable rate', () => {
    const cut = steadyPictures(9, 25).map(({ timeS, durationS }) => ({ timeS: timeS - 0.1, durationS }));
    expect(timingOf(cut)).toMatchObject({ variableRate: false, hiddenPictures: 2, negativeTimes: 3 });
  });

  test('a single picture has no interval', () => {
    expect(timingOf(datedAt([500]))).toMatchObject({
      firstPictureUs: 500_000,
      shortestUs: 0,
      longestUs: 0,
      usualUs: 0,
      variableRate: false,
      gaps: [],
    });
  });

  test('order, doubles and missing durations are told', () => {
    const pictures = [0, 80, 40, 40, 120].map((ms) => ({ timeS: ms / 1000, durationS: 0 }));
    expect(timingOf(pictures)).toMatchObject({ reordered: true, doubledPictures: 1, zeroDurations: 5 });
  });
});

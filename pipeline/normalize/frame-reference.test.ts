import { describe, expect, test } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { compareTimes, fpsFromTimes } from './frame-reference.ts';
import { createTrackCollector } from './track-collector.ts';

/** Tracks from `[track, frame, seconds]`. */
function tracksOf(rows: readonly (readonly [string, number, number])[]) {
  const collector = createTrackCollector(1000, 'the clip');
  const none = Number.NaN;
  for (const [at, [trackId, frame, timeS]] of rows.entries()) {
    const box = { x: 1, y: 1, w: 1, h: 1, xw: none, yw: none, conf: none, occlusion: none };
    collector.add({ ...box, frame, trackId, timeS, className: '' }, at + 2);
  }
  return collector.finish();
}

describe('the rate that a time column implies', () => {
  const fpsOf = (rows: readonly (readonly [string, number, number])[]): number => {
    const { table, timeS } = tracksOf(rows);
    return fpsFromTimes(table, timeS);
  };

  test('is one over the median time per frame, over gaps and across tracks', () => {
    expect(
      fpsOf([
        ['a', 0, 0],
        ['a', 1, 0.04],
        ['a', 5, 0.2],
        ['b', 9, 0.9],
        ['b', 10, 0.94],
      ]),
    ).toBeCloseTo(25, 9);
  });

  test('is unknown without times, or from single rows', () => {
    expect(
      fpsOf([
        ['a', 0, Number.NaN],
        ['a', 1, Number.NaN],
      ]),
    ).toBeNaN();
    expect(
      fpsOf([
        ['a', 0, 1],
        ['b', 1, 2],
      ]),
    ).toBeNaN();
  });
});

describe('times against the frame index', () => {
  const index = nominalFrameIndex(100, 10);

  test('agree where each row has the time of its picture', () => {
    const { table, timeS } = tracksOf([
      ['a', 0, 0],
      ['a', 50, 5.01],
    ]);
    expect(compareTimes(table.frame, timeS, index)).toMatchObject({ rows: 2, farShare: 0, worstRow: 1 });
  });

  test('are off in pictures, with the worst row named', () => {
    const { table, timeS } = tracksOf([
      ['a', 0, 0],
      ['a', 10, 2],
      ['a', 20, 2],
      ['a', 30, Number.NaN],
    ]);
    const agreement = compareTimes(table.frame, timeS, index);
    expect(agreement).toMatchObject({ rows: 3, worstRow: 1, medianPictures: 0 });
    expect(agreement.farShare).toBeCloseTo(1 / 3, 9);
  });
});

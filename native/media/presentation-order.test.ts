import { describe, expect, test } from 'vitest';
import { presentPictures } from './presentation-order.ts';

const at = (timeS: number, durationS = 0.04) => ({ timeS, durationS });

describe('the frame index of a clip', () => {
  test('counts from the first picture in whole microseconds', () => {
    const index = presentPictures([at(1.001), at(1.034367), at(1.067733, 0.033)]).index;
    expect([...index.ptsUs]).toEqual([0, 33367, 66733]);
    expect([...index.durationUs]).toEqual([33367, 33366, 33000]);
    expect(index.nominal).toBe(false);
  });

  test('is in presentation order, whatever the order of storage', () => {
    expect([...presentPictures([at(0), at(0.12), at(0.04), at(0.08)]).index.ptsUs]).toEqual([
      0, 40_000, 80_000, 120_000,
    ]);
  });

  test('lets a picture stay where the next ones were dropped', () => {
    expect([...presentPictures([at(0), at(0.04), at(0.16)]).index.durationUs]).toEqual([
      40_000, 120_000, 40_000,
    ]);
  });

  test('leaves out pictures that end before the clip begins, and starts at one that is cut', () => {
    expect([...presentPictures([at(-0.08), at(-0.02), at(0.02)]).index.ptsUs]).toEqual([0, 40_000]);
  });

  test('shows one of two pictures of the same time', () => {
    expect([...presentPictures([at(0), at(0.04), at(0.04), at(0.08)]).index.ptsUs]).toEqual([
      0, 40_000, 80_000,
    ]);
  });

  test('gives a last picture without a duration the usual one', () => {
    expect([...presentPictures([at(0, 0), at(0.04, 0), at(0.08, 0)]).index.durationUs]).toEqual([
      40_000, 40_000, 40_000,
    ]);
    expect([...presentPictures([at(0, 0)]).index.durationUs]).toEqual([1_000_000]);
  });
});

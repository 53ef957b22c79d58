import { describe, expect, test } from 'vitest';
import { presentPictures } from './presentation-order.ts';

const at = (timeS: number, durationS = 0.04) => ({ timeS, durationS });

describe('the frame index of a clip', () => {
  test('counts from the first picture in whole microseconds', () => {
    const { index, firstPictureUs } = presentPictures([at(1.001), at(1.034367), at(1.067733, 0.033)]);
    expect([...index.ptsUs]).toEqual([0, 33367, 66733]);
    expect([...index.durationUs]).toEqual([33367, 33366, 33000]);
    expect(index.nominal).toBe(false);
    expect(firstPictureUs).toBe(1_001_000);
  });

  test('is in presentation order, whatever the order of storage', () => {
    const { index } = presentPictures([at(0), at(0.12), at(0.04), at(0.08)]);
    expect([...index.ptsUs]).toEqual([0, 40_000, 80_000, 120_000]);
  });

  test('lets a picture stay where the next ones were dropped', () => {
    const { index } = presentPictures([at(0), at(0.04), at(0.16)]);
    expect([...index.durationUs]).toEqual([40_000, 120_000, 40_000]);
  });

  test('leaves out pictures that end before the clip begins, and shows the rest of one that is cut', () => {
    const presentation = presentPictures([at(-0.08), at(-0.02), at(0.02)]);
    expect([...presentation.index.ptsUs]).toEqual([0, 20_000]);
    expect([...presentation.index.durationUs]).toEqual([20_000, 40_000]);
    expect(presentation).toMatchObject({ firstPictureUs: 0, hiddenPictures: 1, firstIsCut: true });
    expect([...presentPictures([at(-0.02)]).index.durationUs]).toEqual([20_000]);
  });

  test('begins with the last of the pictures that last past the zero', () => {
    const presentation = presentPictures([at(-0.03, 0.09), at(-0.01, 0.07), at(0.06)]);
    expect([...presentation.index.ptsUs]).toEqual([0, 60_000]);
    expect(presentation.hiddenPictures).toBe(1);
  });

  test('shows one of two pictures of the same time', () => {
    const { index, doubledPictures } = presentPictures([at(0), at(0.04), at(0.04), at(0.08)]);
    expect([...index.ptsUs]).toEqual([0, 40_000, 80_000]);
    expect(doubledPictures).toBe(1);
  });

  test('gives a last picture without a duration the usual one', () => {
    const { index } = presentPictures([at(0, 0), at(0.04, 0), at(0.08, 0)]);
    expect([...index.durationUs]).toEqual([40_000, 40_000, 40_000]);
    expect([...presentPictures([at(0, 0)]).index.durationUs]).toEqual([1_000_000]);
  });
});

describe('an edit window', () => {
  const pictures = [at(-0.08), at(-0.04), at(0), at(0.04), at(0.08), at(0.12)];

  test('keeps the pictures that begin in it', () => {
    const { index, hiddenPictures } = presentPictures(pictures, {
      timescale: 1000,
      startTicks: 0,
      endTicks: 90,
    });
    expect([...index.ptsUs]).toEqual([0, 40_000, 80_000]);
    expect([...index.durationUs]).toEqual([40_000, 40_000, 10_000]);
    expect(hiddenPictures).toBe(3);
  });

  test('moves the first of them to where it begins', () => {
    const late = pictures.map(({ timeS }) => at(timeS + 0.49));
    const window = { timescale: 1000, startTicks: 500, endTicks: 600 };
    const { index, firstPictureUs } = presentPictures(late, window);
    expect(firstPictureUs).toBe(500_000);
    expect([...index.ptsUs]).toEqual([0, 40_000]);
  });

  test('in which no picture begins shows none', () => {
    expect(
      presentPictures(pictures, { timescale: 1000, startTicks: 0, endTicks: 0 }).index.ptsUs,
    ).toHaveLength(0);
  });
});

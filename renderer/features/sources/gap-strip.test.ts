import { describe, expect, it } from 'vitest';
import { layOutGaps } from './gap-strip.ts';

describe('the strip of missing pictures', () => {
  it('rises at each gap by the pictures that it lacks', () => {
    const strip = layOutGaps(
      {
        pictures: 100,
        gaps: [
          { frame: 24, lateByPictures: 1 },
          { frame: 74, lateByPictures: 3 },
        ],
      },
      200,
      40,
    );
    expect(strip.missing).toBe(4);
    expect(strip.outline).toEqual([
      [0, 40],
      [50, 40],
      [50, 30],
      [150, 30],
      [150, 0],
      [200, 0],
      [200, 40],
    ]);
    expect(strip.ticks).toEqual([
      { frame: 24, xPx: 50, label: '−1' },
      { frame: 74, xPx: 150, label: '−3' },
    ]);
  });

  it('leaves out labels that would touch', () => {
    const gaps = [10, 11, 40].map((frame) => ({ frame, lateByPictures: 2 }));
    const { ticks } = layOutGaps({ pictures: 100, gaps }, 300, 40);
    expect(ticks.map(({ label }) => label)).toEqual(['−2', undefined, '−2']);
  });

  it('is flat where nothing is missing', () => {
    expect(layOutGaps({ pictures: 0, gaps: [] }, 300, 40)).toEqual({
      outline: [
        [0, 40],
        [300, 40],
        [300, 40],
      ],
      ticks: [],
      missing: 0,
    });
  });
});

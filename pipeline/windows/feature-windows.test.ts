import { describe, expect, it } from 'vitest';
import { frameStartS, nominalFrameIndex } from '#contract/entities/frame-index';
import { widestHaloS, planWindows } from './feature-windows.ts';

describe('windows', () => {
  const index = nominalFrameIndex(5000, 25);

  it('cover every picture once, in blocks of 2048', () => {
    const spans = planWindows(index).map(({ startFrame, endFrame }) => [startFrame, endFrame]);
    expect(spans).toEqual([
      [0, 2048],
      [2048, 4096],
      [4096, 5000],
    ]);
  });

  it('reach at least the halo to both sides, inside the clip', () => {
    for (const { startFrame, endFrame, halo } of planWindows(index)) {
      const wantedStartS = Math.max(0, frameStartS(index, startFrame) - widestHaloS);
      const wantedEndS = Math.min(frameStartS(index, 5000), frameStartS(index, endFrame) + widestHaloS);
      expect(frameStartS(index, halo.startFrame)).toBeLessThanOrEqual(wantedStartS);
      expect(frameStartS(index, halo.endFrame)).toBeGreaterThanOrEqual(wantedEndS);
    }
  });

  it('are none where there is no picture', () => {
    expect(planWindows(nominalFrameIndex(0, 25))).toEqual([]);
  });
});

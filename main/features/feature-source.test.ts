import { describe, expect, it } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { shareColumns } from '#pipeline/features/share-columns';
import { posesOf } from '#pipeline/features/testing/pose-rows';
import { testSource, walk } from '#pipeline/features/testing/test-source';
import { timingOf } from '#pipeline/features/timing';

const poses = posesOf({ a: { nose: () => [3, 4] } }, 20);
const source = testSource({ a: walk((t) => [t, 0], { to: 20 }) }, { poses });

describe('a prepared source', () => {
  it('can be posted to a worker', () => {
    expect(structuredClone(source)).toEqual(source);
  });

  it('can lie in memory that threads share', () => {
    const shared = shareColumns(source);
    expect(shared).toEqual(source);
    const columns = [
      shared.table.frame,
      shared.frameIndex.ptsUs,
      shared.poses?.xPx,
      shared.skeleton?.neighbours,
    ];
    expect(columns.map((column) => column?.buffer instanceof SharedArrayBuffer)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(shareColumns(shared).table.frame.buffer).toBe(shared.table.frame.buffer);
  });
});

describe('the timing of a source', () => {
  const timingAt = (fps: number, step: number) => {
    const index = nominalFrameIndex(200, fps);
    return timingOf(index, testSource({ a: walk(() => [0, 0], { to: 200, step }) }).table);
  };

  it('takes the grid of the index within 1 % of the period', () => {
    expect(timingAt(25, 1).gridPeriodUs).toBe(40_000);
    expect(timingAt(29.97, 1).gridPeriodUs).toBeCloseTo(33_366.7, 1);
    const { ptsUs, durationUs } = nominalFrameIndex(200, 30);
    const inMilliseconds = {
      ptsUs: ptsUs.map((us) => Math.round(us / 1000) * 1000),
      durationUs,
      nominal: false,
    };
    expect(timingOf(inMilliseconds, source.table).gridPeriodUs).toBe(0);
  });

  it('smooths over two sample periods of a sparse track, between 0.4 and 1.2 s', () => {
    const halves = [timingAt(25, 1), timingAt(25, 10), timingAt(25, 20)].map((timing) => timing.halfWindowUs);
    expect(halves).toEqual([400_000, 800_000, 1_200_000]);
    expect(timingAt(25, 20).maxGapUs).toBe(1_000_000);
  });
});

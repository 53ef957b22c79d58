import { describe, expect, it } from 'vitest';
import { bothKernels } from './testing/both-kernels.ts';
import { columnOf, pairRoom } from './testing/builders.ts';

describe.each(bothKernels)('nearness by the $name kernels', ({ kernels }) => {
  it('finds the pairs of each frame that are near', () => {
    const points = {
      x: columnOf(0, 3, 50, 0, 1),
      y: columnOf(0, 4, 50, 0, 0),
      vx: columnOf(0, -3, 0, 0, 0),
      vy: columnOf(0, -4, 0, 0, 0),
      frameStart: Int32Array.of(0, 3, 5),
    };
    const out = pairRoom(2);
    expect(kernels.gridPairs(points, 5, out)).toBe(2);
    expect([[...out.i], [...out.j]]).toEqual([
      [0, 3],
      [1, 4],
    ]);
    expect([...out.distance]).toEqual([5, 1]);
    expect([...out.approach_speed]).toEqual([5, 0]);
  });

  it('gives runs of frames by pair, broken where a position is missing', () => {
    const still = columnOf(0, 0, 0, 0, 0, 0);
    const tracks = {
      x: columnOf(0, 0, 0, 1, Number.NaN, 2.5),
      y: still,
      vx: still,
      vy: still,
      rowStart: Int32Array.of(0, 3, 6),
      firstFrame: Int32Array.of(10, 10),
    };
    expect([...kernels.nearRuns(tracks, { radius: 3 })]).toEqual([0, 1, 10, 11, 0, 1, 12, 13]);
    expect([...kernels.nearRuns(tracks, { radius: 2.5 })]).toEqual([0, 1, 10, 11, 0, 1, 12, 13]);
    expect([...kernels.nearRuns(tracks, { radius: 2.4 })]).toEqual([0, 1, 10, 11]);
  });

  it('knows frames before the first', () => {
    const still = columnOf(0, 0, 0, 0);
    const tracks = {
      x: still,
      y: still,
      vx: still,
      vy: still,
      rowStart: Int32Array.of(0, 2, 4),
      firstFrame: Int32Array.of(-9, -8),
    };
    expect([...kernels.nearRuns(tracks, { radius: 1 })]).toEqual([0, 1, -8, -7]);
  });
});

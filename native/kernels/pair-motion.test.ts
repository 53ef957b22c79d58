import { describe, expect, it } from 'vitest';
import type { Kernels, Mover, PairOptions } from '#contract/ports/kernels';
import { bothKernels } from './testing/both-kernels.ts';
import { columnOf, pairColumns } from './testing/builders.ts';

function mover(at: readonly [number, number], velocity: readonly [number, number], scale = 1): Mover {
  const [x, y, vx, vy] = [...at, ...velocity].map((value) => columnOf(value));
  const none = columnOf(Number.NaN);
  return { x: x ?? none, y: y ?? none, vx: vx ?? none, vy: vy ?? none, scale };
}

/** What two single-frame tracks are to each other. */
function betweenBy(kernels: Kernels) {
  return (a: Mover, b: Mover, options: Partial<PairOptions> = {}) => {
    const out = pairColumns(1);
    kernels.pairMotion(a, b, { radius: 100, contact: 2, stillSpeed: 0.1, ...options }, out);
    const only = (column: Float32Array) => column[0] ?? Number.NaN;
    return {
      distance: only(out.distance),
      approach: only(out.approach_speed),
      bearing: only(out.bearing),
      heading: only(out.relative_heading),
      side: only(out.side),
      ttc: only(out.ttc),
    };
  };
}

describe.each(bothKernels)('two tracks, by the $name kernels', ({ kernels }) => {
  const between = betweenBy(kernels);

  it('meet head on after the time that closes the gap, and never when they part', () => {
    expect(between(mover([0, 0], [1, 0]), mover([10, 0], [-1, 0])).ttc).toBe(4);
    expect(between(mover([0, 0], [-1, 0]), mover([10, 0], [1, 0])).ttc).toBeNaN();
    expect(between(mover([0, 0], [1, 0]), mover([1, 0], [1, 0])).ttc).toBe(0);
  });

  it('touch with their edges when they pass each other beside', () => {
    // |(10 - 2 t, 1)| = 2 at t = (10 - sqrt 3) / 2.
    const pass = between(mover([0, 0], [1, 0]), mover([10, 1], [-1, 0]));
    expect(pass.ttc).toBeCloseTo((10 - Math.sqrt(3)) / 2, 5);
    expect(between(mover([0, 0], [1, 0]), mover([10, 2], [-1, 0])).ttc).toBeCloseTo(5, 5);
    expect(between(mover([0, 0], [1, 0]), mover([10, 2.001], [-1, 0])).ttc).toBeNaN();
  });

  it('reach a crossing from two sides at the same time', () => {
    // Both are 5 from the crossing at speed 1: their distance is sqrt 2 (5 - t), which is 2 at t = 5 - sqrt 2.
    const crossing = between(mover([-5, 0], [1, 0]), mover([0, -5], [0, 1]));
    expect(crossing.ttc).toBeCloseTo(5 - Math.SQRT2, 5);
    expect(crossing.approach).toBeCloseTo(Math.SQRT2, 5);
    expect(crossing.bearing).toBeCloseTo(-Math.PI / 4, 6);
    expect(crossing.heading).toBeCloseTo(Math.PI / 2, 6);
    expect(crossing.side).toBe(-5);
  });

  it('approach with the sum of their speeds along the line between them', () => {
    const pair = between(mover([0, 0], [1.5, 0]), mover([3, 4], [0, -2]));
    expect(pair.distance).toBe(5);
    expect(pair.approach).toBeCloseTo((3 * 1.5 + 4 * 2) / 5, 5);
  });
});

describe.each(bothKernels)('the edges of what two tracks are, by the $name kernels', ({ kernels }) => {
  const between = betweenBy(kernels);

  it('are missing beyond the radius and known at it', () => {
    const [a, b] = [mover([0, 0], [1, 0]), mover([5, 0], [1, 0])];
    expect(between(a, b, { radius: 5 }).distance).toBe(5);
    expect(Object.values(between(a, b, { radius: 4.99 })).every(Number.isNaN)).toBe(true);
  });

  it('are missing where either position is, and keep the distance where only a velocity is', () => {
    const lost = between(mover([Number.NaN, 0], [0, 0]), mover([1, 0], [0, 0]));
    expect(Object.values(lost).every(Number.isNaN)).toBe(true);
    const halted = between(mover([0, 0], [Number.NaN, 0]), mover([1, 0], [0, 0]));
    expect([halted.distance, halted.approach, halted.ttc]).toEqual([1, Number.NaN, Number.NaN]);
  });

  it('measure in the mean of their lengths', () => {
    const adult = mover([1, 0], [0, 0], 90);
    const child = mover([4, 0], [0, 0], 60);
    expect(between(adult, child).distance).toBeCloseTo((4 * 60 - 90) / 75, 5);
  });

  it('can only part where they stand on the same spot', () => {
    expect(between(mover([2, 2], [3, 0]), mover([2, 2], [0, 4])).approach).toBe(-5);
  });

  it('face straight back as pi, never as minus pi', () => {
    expect(between(mover([0, 0], [1, 0]), mover([-3, 0], [-1, 0])).bearing).toBeCloseTo(Math.PI, 6);
    expect(between(mover([0, 0], [-1, -0]), mover([3, -0], [1, -0])).heading).toBeCloseTo(Math.PI, 6);
  });
});

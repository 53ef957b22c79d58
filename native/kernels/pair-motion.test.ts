import { describe, expect, it } from 'vitest';
import type { Motion } from '#contract/ports/local-kernels';
import { pairMotion } from './pair-motion.ts';

function motion(at: readonly [number, number], velocity: readonly [number, number], scale = 1): Motion {
  const column = (value: number) => Float32Array.from([value]);
  return { x: column(at[0]), y: column(at[1]), vx: column(velocity[0]), vy: column(velocity[1]), scale };
}

describe('two tracks', () => {
  it('approach with the sum of their speeds head on', () => {
    const pair = pairMotion(motion([0, 0], [1.5, 0]), motion([3, 4], [0, -2]), 10);
    expect(pair.distance[0]).toBe(5);
    expect(pair.approachSpeed[0]).toBeCloseTo((3 * 1.5 + 4 * 2) / 5, 5);
  });

  it('are missing beyond the radius and known at it', () => {
    expect(pairMotion(motion([0, 0], [0, 0]), motion([5, 0], [0, 0]), 5).distance[0]).toBe(5);
    expect(pairMotion(motion([0, 0], [0, 0]), motion([5, 0], [0, 0]), 4.99).distance[0]).toBeNaN();
  });

  it('are missing where either position is, and keep the distance where only a velocity is missing', () => {
    const lost = pairMotion(motion([Number.NaN, 0], [0, 0]), motion([1, 0], [0, 0]), 5);
    expect([lost.distance[0], lost.approachSpeed[0]]).toEqual([Number.NaN, Number.NaN]);
    const still = pairMotion(motion([0, 0], [Number.NaN, 0]), motion([1, 0], [0, 0]), 5);
    expect([still.distance[0], still.approachSpeed[0]]).toEqual([1, Number.NaN]);
  });

  it('measure in the mean of their body heights', () => {
    const adult = motion([1, 0], [0, 0], 90);
    const child = motion([4, 0], [0, 0], 60);
    expect(pairMotion(adult, child, 10).distance[0]).toBeCloseTo((4 * 60 - 90) / 75, 5);
  });

  it('can only part where they stand on the same spot', () => {
    expect(pairMotion(motion([2, 2], [3, 0]), motion([2, 2], [0, 4]), 5).approachSpeed[0]).toBe(-5);
  });
});

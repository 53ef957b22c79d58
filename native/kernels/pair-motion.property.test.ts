import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Motion } from '#contract/ports/local-kernels';
import { pairMotion } from './pair-motion.ts';

const seed = { seed: 20262, numRuns: 300 };
const column = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.float({ min: -30, max: 30, noNaN: true }) },
      { weight: 1, arbitrary: fc.constant(Number.NaN) },
    ),
    {
      minLength: 12,
      maxLength: 12,
    },
  )
  .map((values) => Float32Array.from(values));
const track: fc.Arbitrary<Motion> = fc.record({
  x: column,
  y: column,
  vx: column,
  vy: column,
  scale: fc.double({ min: 0.5, max: 3, noNaN: true }),
});

describe('any two tracks', () => {
  it('give the same bits in either order', () => {
    fc.assert(
      fc.property(track, track, (a, b) => {
        expect(pairMotion(b, a, 20)).toEqual(pairMotion(a, b, 20));
      }),
      seed,
    );
  });

  it('are as far apart after both moved by the same whole lengths', () => {
    fc.assert(
      fc.property(track, track, fc.integer({ min: -100, max: 100 }), (a, b, shift) => {
        const unit = { ...a, scale: 1 };
        const other = { ...b, scale: 1 };
        const moved = (motion: Motion) => ({ ...motion, x: motion.x.map((value) => value + shift) });
        const here = pairMotion(unit, other, 1e6).distance;
        const there = pairMotion(moved(unit), moved(other), 1e6).distance;
        for (let i = 0; i < here.length; i += 1) {
          if (Number.isNaN(here[i])) expect(there[i]).toBeNaN();
          else expect(Math.abs((there[i] ?? 0) - (here[i] ?? 0))).toBeLessThan(1e-4);
        }
      }),
      seed,
    );
  });
});

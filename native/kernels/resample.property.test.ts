import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from './columns.ts';
import { bothKernels, twinKernels, wasmKernels } from './testing/both-kernels.ts';
import { columnOf, scatter, seededRandom } from './testing/builders.ts';
import { expectSameBits } from './testing/compare.ts';

describe.each(bothKernels)('resampling by the $name kernels', ({ kernels }) => {
  function resampled(values: Float32Array, start: number, end: number, steps: number) {
    const [out, known] = [new Float32Array(steps), new Float32Array(steps)];
    kernels.resample(values, start, end, out, known);
    return { out: [...out], known: [...known] };
  }

  it('takes means where there are fewer steps than frames', () => {
    expect(resampled(columnOf(1, 2, 3, 4), 0, 4, 2)).toEqual({ out: [1.5, 3.5], known: [1, 1] });
  });

  it('weighs a frame by its share of a step', () => {
    expect(resampled(columnOf(1, 2, 3), 0, 3, 2).out).toEqual([columnOf(4 / 3)[0], columnOf(8 / 3)[0]]);
    expect(resampled(columnOf(1, 2, 3), 0.5, 1.5, 1).out).toEqual([1.5]);
  });

  it('holds a frame where there are more steps than frames', () => {
    expect(resampled(columnOf(5, 7), 0, 2, 4).out).toEqual([5, 5, 7, 7]);
  });

  it('leaves out what is missing and says how much was known', () => {
    const missing = columnOf(1, Number.NaN, 3, Number.NaN, Number.NaN, 6);
    expect(resampled(missing, 0, 6, 3)).toEqual({ out: [1, 3, 6], known: [0.5, 0.5, 0.5] });
    expect(resampled(missing, 3, 5, 1)).toEqual({ out: [Number.NaN], known: [0] });
  });

  it('knows nothing outside of the values', () => {
    expect(resampled(columnOf(4, 4), -2, 4, 3)).toEqual({
      out: [Number.NaN, 4, Number.NaN],
      known: [0, 1, 0],
    });
    expect(resampled(columnOf(4, 8), 1, 3, 1)).toEqual({ out: [8], known: [0.5] });
  });
});

describe('resampling of any span', () => {
  it('has the same bits in both kernels, whatever lies around the span', () => {
    const bound = fc.integer({ min: -20_000, max: 220_000 }).map((part) => part / 997);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        bound,
        bound,
        fc.integer({ min: 1, max: 140 }),
        (seed, a, b, steps) => {
          fc.pre(Math.abs(a - b) > 1e-3);
          const values = scatter(200, 5, seededRandom(seed), 0, 0.2);
          const [start, end] = [Math.min(a, b), Math.max(a, b)];
          const inside = values.map((value, i) => (i + 1 <= start || i >= end ? 99 : value));
          const [wasm, twin, bare] = [
            new Float32Array(steps),
            new Float32Array(steps),
            new Float32Array(steps),
          ];
          const [wasmKnown, twinKnown] = [new Float32Array(steps), new Float32Array(steps)];
          wasmKernels.resample(values, start, end, wasm, wasmKnown);
          twinKernels.resample(values, start, end, twin, twinKnown);
          wasmKernels.resample(inside, start, end, bare);
          expectSameBits(wasm, twin);
          expectSameBits(wasmKnown, twinKnown);
          expectSameBits(bare, wasm);
          for (let step = 0; step < steps; step += 1)
            expect(at(wasmKnown, step) > 0).toBe(!Number.isNaN(at(wasm, step)));
        },
      ),
      // The last step of the example would end behind the span, by a rounding.
      { seed: 20276, numRuns: 300, examples: [[1, -19.99999999999999, 0, 75]] },
    );
  });
});

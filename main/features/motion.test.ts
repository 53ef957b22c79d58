import { describe, expect, it } from 'vitest';
import { pairSeries } from '#pipeline/features/pair-series';
import { runFamilies } from '#pipeline/features/testing/run-families';
import { testSource, valueIn, walk } from '#pipeline/features/testing/test-source';
import { createWasmKernels } from '#native/kernels/wasm-kernels';

const kernels = createWasmKernels();
const to = 100;

describe('motion', () => {
  const reader = runFamilies(
    testSource({
      brakes: walk((t) => [3 * t - 0.5 * t * t, 0], { to }),
      circles: walk((t) => [4 * Math.cos(t / 2), 4 * Math.sin(t / 2)], { to }),
      stands: walk(() => [2, 3], { to }),
    }),
    kernels,
  );
  const at = (track: number, name: string, frame: number) => valueIn(reader.track(track, name), frame);

  it('brakes, turns and heads as the walk does', () => {
    expect(at(0, 'speed', 50)).toBeCloseTo(1, 3);
    expect(at(0, 'accel_along', 50)).toBeCloseTo(-1, 2);
    expect(at(0, 'heading', 25)).toBeCloseTo(0, 5);
    // A quadratic over 0.8 s cuts the corner of a circle by (turn * half window)^2 / 10, here 0.4 %.
    expect(at(1, 'speed', 50)).toBeCloseTo(2, 1);
    expect(at(1, 'turn_rate', 50)).toBeCloseTo(0.5, 2);
    expect(at(1, 'heading', 50)).toBeCloseTo(Math.PI / 2 + 1, 2);
    expect(at(1, 'curvature', 50)).toBeCloseTo(1 / 4, 2);
    expect(at(1, 'accel_across', 50)).toBeCloseTo(1, 1);
  });

  it('knows where one stands but not where one heads', () => {
    expect(at(2, 'x', 40)).toBe(2);
    expect(at(2, 'speed', 40)).toBeCloseTo(0, 6);
    expect(at(2, 'heading', 40)).toBeNaN();
    expect(at(2, 'curvature', 40)).toBeNaN();
    expect(at(2, 'stillness', 40)).toBe(1);
  });

  it('measures pairs', () => {
    expect(valueIn(pairSeries(reader, 0, 2, 'distance'), 0)).toBeCloseTo(Math.sqrt(13), 3);
  });
});

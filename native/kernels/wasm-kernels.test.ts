import { describe, expect, it } from 'vitest';
import { createTwinKernels } from './twin/twin-kernels.ts';
import { createWasmKernels } from './wasm-kernels.ts';
import { columnOf, fitOptions, motionColumns, pairColumns, pairRoom, timesOf } from './testing/builders.ts';

const both = [createTwinKernels(), createWasmKernels()].map((kernels) => ({ name: kernels.name, kernels }));

describe.each(both)('the $name kernels', ({ kernels }) => {
  it('see a circle at its speed, curvature and turn rate', () => {
    const times = timesOf(101);
    const [radiusM, turnRadps] = [5, 0.4];
    const x = Float32Array.from(times.timeUs, (us) => radiusM * Math.cos((turnRadps * us) / 1e6));
    const y = Float32Array.from(times.timeUs, (us) => radiusM * Math.sin((turnRadps * us) / 1e6));
    const out = motionColumns(1);
    kernels.kinematics(x, y, times, { from: 50, to: 51 }, fitOptions(), out);
    expect(out.speed[0]).toBeCloseTo(radiusM * turnRadps, 3);
    expect(out.curvature[0]).toBeCloseTo(1 / radiusM, 3);
    expect(out.turn_rate[0]).toBeCloseTo(turnRadps, 3);
    expect(out.accel_across[0]).toBeCloseTo(radiusM * turnRadps ** 2, 2);
    expect(out.accel_along[0]).toBeCloseTo(0, 2);
    expect(out.heading[0]).toBeCloseTo(Math.PI / 2 + 50 * 0.04 * turnRadps, 4);
  });

  it('meet after the time that closes the gap, and never when they part', () => {
    const a = { x: columnOf(0, 0), y: columnOf(0, 0), vx: columnOf(1, -1), vy: columnOf(0, 0), scale: 1 };
    const b = { x: columnOf(10, 10), y: columnOf(0, 0), vx: columnOf(-1, 1), vy: columnOf(0, 0), scale: 1 };
    const out = pairColumns(2);
    kernels.pairMotion(a, b, { radius: 20, contact: 2, stillSpeed: 0.1 }, out);
    expect([...out.ttc]).toEqual([4, Number.NaN]);
    expect([...out.approach_speed]).toEqual([2, -2]);
    expect([...out.bearing].map((angle) => Math.fround(angle))).toEqual([0, Math.fround(Math.PI)]);
  });

  it('find the pairs of each frame that are near', () => {
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
});

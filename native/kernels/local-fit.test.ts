import { describe, expect, it } from 'vitest';
import { at } from './columns.ts';
import { bothKernels } from './testing/both-kernels.ts';
import {
  columnOf,
  fitOptions,
  fittedColumns,
  motionColumns,
  seededRandom,
  timesOf,
} from './testing/builders.ts';
import { furthest } from './testing/compare.ts';

describe.each(bothKernels)('smoothing by the $name kernels', ({ kernels }) => {
  const cubic = (s: number) => 3 - 2 * s + 1.5 * s ** 2 + 0.25 * s ** 3;

  it.each([
    ['a steady grid', timesOf(120)],
    ['uneven times', timesOf(120, 40_000, seededRandom(3))],
  ])('gives back a cubic and its derivatives on %s, with holes', (_, times) => {
    const seconds = [...times.timeUs].map((us) => us / 1e6);
    const holes = [10, 11, 40, 41, 42, 77];
    const values = Float32Array.from(seconds, (s, i) => (holes.includes(i) ? Number.NaN : cubic(s)));
    const out = fittedColumns(120);
    kernels.fit(values, times, { from: 0, to: 120 }, fitOptions({ halfWindowUs: 320_000 }), out);
    const inner = (column: Float32Array) => column.subarray(5, 115);
    const wanted = (of: (s: number) => number) => seconds.map(of).slice(5, 115);
    // The samples are rounded to single precision, 1.2e-7 of up to 60; each derivative divides that by the half window.
    expect(furthest(inner(out.value), wanted(cubic))).toBeLessThan(3e-7);
    expect(
      furthest(
        inner(out.first),
        wanted((s) => -2 + 3 * s + 0.75 * s ** 2),
      ),
    ).toBeLessThan(1e-5);
    expect(
      furthest(
        inner(out.second),
        wanted((s) => 3 + 1.5 * s),
      ),
    ).toBeLessThan(3e-4);
    expect(
      furthest(
        inner(out.third),
        wanted(() => 1.5),
      ),
    ).toBeLessThan(2e-2);
  });

  it('sees a circle at its speed, curvature and turn rate', () => {
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
});

describe.each(bothKernels)('what the $name kernels leave missing', ({ kernels }) => {
  it('is missing in the second half of a window with too few samples, and before the first and behind the last', () => {
    const values = columnOf(Number.NaN, 1, 2, 3, 4, 5, 6, Number.NaN);
    const out = fittedColumns(8);
    const options = fitOptions({ halfWindowUs: 80_000, minSamples: 4 });
    kernels.fit(values, timesOf(8), { from: 0, to: 8 }, options, out);
    expect([...out.value].map((value) => !Number.isNaN(value))).toEqual(
      [0, 0, 1, 1, 1, 1, 0, 0].map(Boolean),
    );
  });

  it('is the inside of a gap that is a frame too long, and no other gap', () => {
    const times = timesOf(40);
    const holed = (missing: number) =>
      Float32Array.from({ length: 40 }, (_, i) => (i >= 15 && i < 15 + missing ? Number.NaN : i));
    const inside = (missing: number) => {
      const out = fittedColumns(40);
      const options = fitOptions({ halfWindowUs: 480_000, maxGapUs: 200_000 });
      kernels.fit(holed(missing), times, { from: 0, to: 40 }, options, out);
      return at(out.value, 16);
    };
    expect(inside(4)).toBeCloseTo(16, 5);
    expect(inside(5)).toBeNaN();
  });

  it('is the third derivative where fewer than six samples make the fit quadratic', () => {
    const out = fittedColumns(5);
    kernels.fit(columnOf(0, 1, 4, 9, 16), timesOf(5), { from: 2, to: 3 }, fitOptions(), out);
    expect([out.value[0], out.third[0]]).toEqual([4, Number.NaN]);
    expect(out.second[0]).toBeCloseTo(2 / 0.04 ** 2, 2);
  });
});

import { describe, expect, it } from 'vitest';
import { fitLocal } from './local-fit.ts';

const options = { halfWindowUs: 400_000, minSamples: 5, maxGapUs: 500_000 };

function at25Fps(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => i * 40_000);
}

describe('the local fit', () => {
  it('gives speed and turn rate of a walk on a circle to within the window error', () => {
    const radiusM = 5;
    const turnRadps = 0.3;
    const timeUs = at25Fps(100);
    const x = timeUs.map((us) => radiusM * Math.cos((turnRadps * us) / 1e6));
    const y = timeUs.map((us) => radiusM * Math.sin((turnRadps * us) / 1e6));
    const [fx, fy] = fitLocal({ timeUs, channels: [x, y] }, timeUs, options);
    const vx = fx?.first[50] ?? 0;
    const vy = fy?.first[50] ?? 0;
    const speed = Math.sqrt(vx * vx + vy * vy);
    const turn = (vx * (fy?.second[50] ?? 0) - vy * (fx?.second[50] ?? 0)) / speed ** 2;
    expect(speed).toBeCloseTo(radiusM * turnRadps, 2);
    expect(turn).toBeCloseTo(turnRadps, 2);
  });

  it('is missing where fewer than five samples lie in the window', () => {
    const timeUs = Float64Array.from([0, 200_000, 400_000, 600_000, 800_000, 1_000_000, 1_200_000]);
    const [fit] = fitLocal({ timeUs, channels: [timeUs] }, timeUs, options);
    expect([...(fit?.value ?? [])].map(Number.isNaN)).toEqual([true, true, false, false, false, true, true]);
  });

  it('bridges a gap of half a second and is missing inside a longer one', () => {
    const before = at25Fps(20);
    const resumes = (gapUs: number) =>
      Float64Array.from([...before, ...before.map((us) => us + 760_000 + gapUs)]);
    const asked = Float64Array.from([800_000, 960_000, 1_000_000]);
    const ask = (timeUs: Float64Array) => fitLocal({ timeUs, channels: [timeUs] }, asked, options)[0]?.value;
    expect([...(ask(resumes(500_000)) ?? [])].map(Number.isNaN)).toEqual([false, false, false]);
    expect([...(ask(resumes(500_001)) ?? [])].map(Number.isNaN)).toEqual([true, true, true]);
  });

  it('is missing before the first and after the last sample', () => {
    const timeUs = at25Fps(20).map((us) => us + 100_000);
    const [fit] = fitLocal({ timeUs, channels: [timeUs] }, Float64Array.from([99_999, 860_001]), options);
    expect([...(fit?.value ?? [])]).toEqual([Number.NaN, Number.NaN]);
  });

  it('does not count a sample of which one channel is missing', () => {
    const timeUs = at25Fps(5);
    const holed = Float64Array.from([1, 2, Number.NaN, 4, 5]);
    const fits = fitLocal({ timeUs, channels: [timeUs, holed] }, timeUs, options);
    expect(fits.every((fit) => fit.value.every(Number.isNaN))).toBe(true);
  });
});

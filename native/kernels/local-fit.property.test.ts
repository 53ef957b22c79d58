import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLocal } from './local-fit.ts';

const options = { halfWindowUs: 400_000, minSamples: 5, maxGapUs: 500_000 };
const seed = { seed: 20261, numRuns: 200 };

const irregularTimes = fc
  .array(fc.integer({ min: 5_000, max: 120_000 }), { minLength: 5, maxLength: 120 })
  .map((gapsUs) => {
    let timeUs = 0;
    return Float64Array.from(gapsUs, (gapUs) => (timeUs += gapUs));
  });
const coefficient = fc.double({ min: -50, max: 50, noNaN: true });

describe('the local fit over random irregular times', () => {
  it('reproduces every quadratic, its slope and its curvature', () => {
    fc.assert(
      fc.property(irregularTimes, coefficient, coefficient, coefficient, (timeUs, c, b, a) => {
        const y = timeUs.map((us) => c + (b * us) / 1e6 + a * (us / 1e6) ** 2);
        const [fit] = fitLocal({ timeUs, channels: [y] }, timeUs, options);
        for (const [i, us] of timeUs.entries()) {
          if (Number.isNaN(fit?.value[i])) continue;
          expect(Math.abs((fit?.value[i] ?? 0) - (y[i] ?? 0))).toBeLessThan(1e-6);
          expect(Math.abs((fit?.first[i] ?? 0) - (b + (2 * a * us) / 1e6))).toBeLessThan(1e-6);
          expect(Math.abs((fit?.second[i] ?? 0) - 2 * a)).toBeLessThan(1e-6);
        }
      }),
      seed,
    );
  });

  it('gives the same bits when the clock starts elsewhere', () => {
    fc.assert(
      fc.property(irregularTimes, fc.integer({ min: 0, max: 3_600_000_000 }), (timeUs, shiftUs) => {
        const y = timeUs.map((us, i) => Math.sin(us / 1e6) + (i % 7));
        const later = timeUs.map((us) => us + shiftUs);
        const here = fitLocal({ timeUs, channels: [y] }, timeUs, options);
        expect(fitLocal({ timeUs: later, channels: [y] }, later, options)).toEqual(here);
      }),
      seed,
    );
  });

  it('moves with its values and leaves the derivatives alone', () => {
    fc.assert(
      fc.property(irregularTimes, coefficient, (timeUs, shift) => {
        const y = timeUs.map((us) => Math.sin(us / 1e6));
        const moved = y.map((value) => value + shift);
        const [here] = fitLocal({ timeUs, channels: [y] }, timeUs, options);
        const [there] = fitLocal({ timeUs, channels: [moved] }, timeUs, options);
        for (let i = 0; i < timeUs.length; i += 1) {
          if (Number.isNaN(here?.value[i])) continue;
          expect(there?.value[i]).toBeCloseTo((here?.value[i] ?? 0) + shift, 6);
          expect(there?.first[i]).toBeCloseTo(here?.first[i] ?? 0, 6);
        }
      }),
      seed,
    );
  });

  it('answers from the samples of the window alone', () => {
    fc.assert(
      fc.property(irregularTimes, fc.nat(119), (timeUs, pick) => {
        const atUs = timeUs[pick % timeUs.length] ?? 0;
        const y = timeUs.map((us) => Math.cos(us / 3e5));
        const near = timeUs.filter((us) => Math.abs(us - atUs) <= options.halfWindowUs);
        const nearY = near.map((us) => Math.cos(us / 3e5));
        const whole = fitLocal({ timeUs, channels: [y] }, Float64Array.from([atUs]), options);
        const slice = fitLocal({ timeUs: near, channels: [nearY] }, Float64Array.from([atUs]), options);
        expect(slice).toEqual(whole);
      }),
      seed,
    );
  });
});

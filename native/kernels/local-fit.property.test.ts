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

/** Largest difference from the expected numbers where the fit is known. */
function worst(known: Float64Array | undefined, expected: Float64Array): number {
  const apart = Array.from(expected, (value, i) => Math.abs((known?.[i] ?? Number.NaN) - value));
  return Math.max(0, ...apart.filter((value) => !Number.isNaN(value)));
}

describe('the local fit of a quadratic', () => {
  it('reproduces it, its slope and its curvature at irregular times', () => {
    fc.assert(
      fc.property(irregularTimes, coefficient, coefficient, coefficient, (timeUs, c, b, a) => {
        const y = timeUs.map((us) => c + (b * us) / 1e6 + a * (us / 1e6) ** 2);
        const [fit] = fitLocal({ timeUs, channels: [y] }, timeUs, options);
        const slope = timeUs.map((us) => b + (2 * a * us) / 1e6);
        const curvature = timeUs.map(() => 2 * a);
        expect(worst(fit?.value, y)).toBeLessThan(1e-6);
        expect(worst(fit?.first, slope)).toBeLessThan(1e-6);
        expect(worst(fit?.second, curvature)).toBeLessThan(1e-6);
      }),
      seed,
    );
  });
});

describe('the local fit of anything', () => {
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
        expect(
          worst(
            there?.value,
            (here?.value ?? y).map((value) => value + shift),
          ),
        ).toBeLessThan(1e-6);
        expect(worst(there?.first, here?.first ?? y)).toBeLessThan(1e-6);
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

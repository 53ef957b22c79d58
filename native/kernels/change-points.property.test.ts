import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangePointOptions, Column, Kernels } from '#contract/ports/kernels';
import { at } from './columns.ts';
import { bothKernels, twinKernels, wasmKernels } from './testing/both-kernels.ts';
import { columnOf, seededRandom } from './testing/builders.ts';
import { leastCost, segmentationCost } from './testing/optimal-partition.ts';

const settings = { seed: 20277, numRuns: 80 };

/** Levels with noise of about 1 around them, on a place of their own. */
function steps(length: number, random: () => number, place: number): Column {
  let level = 0;
  return Float32Array.from({ length }, () => {
    if (random() < 0.06) level = (random() - 0.5) * 10;
    return place + level + (random() + random() + random() - 1.5) * 2;
  });
}

/** Ranks as shares in (0, 1), equal values sharing their mean: what the rank cost searches, with few and many ties. */
function ranks(values: Column): Column {
  const sorted = values.toSorted();
  return values.map((value) => {
    const first = sorted.indexOf(value);
    return (first + sorted.lastIndexOf(value) + 2) / 2 / (values.length + 1);
  });
}

const cases = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  length: fc.integer({ min: 0, max: 110 }),
  channels: fc.integer({ min: 1, max: 3 }),
  minLength: fc.integer({ min: 2, max: 9 }),
  strictness: fc.double({ min: 0.2, max: 12, noNaN: true }),
  cost: fc.constantFrom('mean', 'rank'),
  place: fc.constantFrom(0, 1000),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function channelsOf({ seed, length, channels, cost, place }: Case): readonly Column[] {
  const random = seededRandom(seed);
  return Array.from({ length: channels }, () => {
    const values = steps(length, random, place);
    return cost === 'rank'
      ? ranks(values.map((value, i) => (i % 3 === 0 ? Math.round(value) : value)))
      : values;
  });
}

/** Ranks vary 12 times less. */
const optionsOf = ({ strictness, minLength, cost }: Case): ChangePointOptions => ({
  penalty: cost === 'rank' ? strictness / 12 : strictness,
  minLength,
});

function changes(
  kernels: Kernels,
  channels: readonly Column[],
  options: ChangePointOptions,
  cuts: readonly number[] = [],
) {
  const search = kernels.searchChangePoints(channels.length, options);
  const length = channels[0]?.length ?? 0;
  const bounds = [0, ...cuts.map((cut) => cut % (length + 1)).toSorted((a, b) => a - b), length];
  for (let i = 1; i < bounds.length; i += 1)
    search.push(channels.map((channel) => channel.subarray(bounds[i - 1], bounds[i])));
  return [...search.finish()];
}

describe.each(bothKernels)('the change points that the $name kernels find', ({ kernels }) => {
  it('cost as little as any segmentation can, by means and by ranks', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const [channels, options] = [channelsOf(one), optionsOf(one)];
        const found = changes(kernels, channels, options);
        const bounds = [0, ...found, one.length];
        if (one.length >= 2 * options.minLength)
          for (let i = 1; i < bounds.length; i += 1)
            expect(at(Float64Array.from(bounds), i) - (bounds[i - 1] ?? 0)).toBeGreaterThanOrEqual(
              options.minLength,
            );
        if (one.length < options.minLength) expect(found).toEqual([]);
        else {
          const least = leastCost(channels, options.penalty, options.minLength);
          // Costs are differences of sums in double precision.
          expect(segmentationCost(channels, found, options.penalty)).toBeLessThanOrEqual(
            least + 1e-9 * (1 + Math.abs(least)),
          );
        }
      }),
      settings,
    );
  });

  it('do not depend on how the samples are cut', () => {
    fc.assert(
      fc.property(cases, fc.array(fc.nat(2000), { maxLength: 6 }), (one, cuts) => {
        const [channels, options] = [channelsOf({ ...one, length: 8 * one.length }), optionsOf(one)];
        expect(changes(kernels, channels, options, cuts)).toEqual(changes(kernels, channels, options));
      }),
      { ...settings, numRuns: 40 },
    );
  });

  it('lie at a step, and nowhere in level noise that is worth less than the penalty', () => {
    const values = columnOf(1, 1, 1, 1, 5, 5, 5, 5, 5, 2, 2, 2);
    expect(changes(kernels, [values], { penalty: 1, minLength: 2 })).toEqual([4, 9]);
    expect(changes(kernels, [values], { penalty: 100, minLength: 2 })).toEqual([]);
    expect(changes(kernels, [columnOf(1, 1, 9, 1, 1)], { penalty: 1, minLength: 3 })).toEqual([]);
  });
});

describe('the change points of both kernels', () => {
  it('are the same', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const [channels, options] = [channelsOf({ ...one, length: 6 * one.length }), optionsOf(one)];
        expect(changes(wasmKernels, channels, options)).toEqual(changes(twinKernels, channels, options));
      }),
      settings,
    );
  });

  it('of two searches that take turns are those of each alone', () => {
    const random = seededRandom(3);
    const [one, other] = [steps(9000, random, 0), steps(9000, random, 5)];
    const options = { penalty: 6, minLength: 5 };
    const searches = [one, other].map(() => wasmKernels.searchChangePoints(1, options));
    for (let from = 0; from < 9000; from += 700)
      [one, other].forEach((values, i) => searches[i]?.push([values.subarray(from, from + 700)]));
    const found = searches.map((search) => [...search.finish()]);
    expect(found).toEqual([one, other].map((values) => changes(wasmKernels, [values], options)));
    expect(found[0]?.length).toBeGreaterThan(100);
  });
});

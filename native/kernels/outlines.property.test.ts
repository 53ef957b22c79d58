import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from './columns.ts';
import { bothKernels, twinKernels, wasmKernels } from './testing/both-kernels.ts';
import { scatter, seededRandom } from './testing/builders.ts';
import { bitsOf, expectSameBits } from './testing/compare.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const settings = { seed: 20275, numRuns: 60 };
/** With a grain, many points lie on corners and edges. */
const grains = fc.constantFrom(0, 1);
const points = 150;

function polygons(count: number, random: () => number, grain: number) {
  const start = [0];
  for (let zone = 0; zone < count; zone += 1)
    start.push((start[zone] ?? 0) + Math.floor(random() * 8) + (zone % 3));
  const corners = start[count] ?? 0;
  const column = () => scatter(corners, 10, random, grain, 0);
  return { x: column(), y: column(), start: Int32Array.from(start) };
}

describe('areas and lines of any shape', () => {
  it('contain the same points in both kernels', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 32 }), grains, (seed, count, grain) => {
        const random = seededRandom(seed);
        const zones = polygons(count, random, grain);
        const [x, y] = [scatter(points, 12, random, grain), scatter(points, 12, random, grain)];
        const [wasm, twin] = [new Uint32Array(points), new Uint32Array(points)];
        wasmKernels.zoneMask(zones, x, y, wasm);
        twinKernels.zoneMask(zones, x, y, twin);
        expect(wasm).toEqual(twin);
      }),
      settings,
    );
  });

  it('are as far away, bit for bit, in both kernels', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 12 }), grains, (seed, corners, grain) => {
        const random = seededRandom(seed);
        const outline = scatter(2 * corners, 10, random, grain, 0);
        const [x, y] = [scatter(points, 12, random, grain), scatter(points, 12, random, grain)];
        for (const measure of ['polygonDistance', 'polylineSide'] as const) {
          const [wasm, twin] = [new Float32Array(points), new Float32Array(points)];
          wasmKernels[measure](outline, x, y, wasm);
          twinKernels[measure](outline, x, y, twin);
          expectSameBits(wasm, twin);
        }
      }),
      settings,
    );
  });
});

describe.each(bothKernels)('any outline, by the $name kernels', ({ kernels }) => {
  it('says inside exactly where its distance is negative', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = seededRandom(seed);
        const outline = scatter(2 * 7, 10, random, 0, 0);
        const [x, y] = [scatter(points, 12, random), scatter(points, 12, random)];
        const [mask, apart] = [new Uint32Array(points), new Float32Array(points)];
        const corner = (from: number) => outline.filter((_, i) => i % 2 === from);
        kernels.zoneMask({ x: corner(0), y: corner(1), start: Int32Array.of(0, 7) }, x, y, mask);
        kernels.polygonDistance(outline, x, y, apart);
        for (let i = 0; i < points; i += 1)
          if (at(apart, i) !== 0) expect(mask[i] === 1).toBe(at(apart, i) < 0);
      }),
      settings,
    );
  });

  it('is met from the other side when it is walked the other way', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = seededRandom(seed);
        const line = scatter(2 * 2, 10, random, 0, 0);
        const back = Float32Array.of(at(line, 2), at(line, 3), at(line, 0), at(line, 1));
        const [x, y] = [scatter(points, 12, random, 0, 0), scatter(points, 12, random, 0, 0)];
        const [there, here] = [new Float32Array(points), new Float32Array(points)];
        kernels.polylineSide(line, x, y, there);
        kernels.polylineSide(back, x, y, here);
        for (let i = 0; i < points; i += 1)
          expect(Math.abs(at(there, i) + at(here, i))).toBeLessThan(1e-5 * Math.abs(at(here, i)) + 1e-9);
      }),
      settings,
    );
  });

  it('gives each point the same bits among others as alone', () => {
    const random = seededRandom(77);
    const outline = scatter(2 * 9, 10, random, 0, 0);
    const [x, y] = [scatter(points, 12, random), scatter(points, 12, random)];
    const [all, one] = [new Float32Array(points), new Float32Array(1)];
    kernels.polygonDistance(outline, x, y, all);
    for (let i = 0; i < points; i += 1) {
      kernels.polygonDistance(outline, x.slice(i, i + 1), y.slice(i, i + 1), one);
      expect(bitsOf(one)[0]).toBe(bitsOf(all)[i]);
    }
  });
});

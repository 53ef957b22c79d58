import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mover, PairOptions } from '#contract/ports/kernels';
import { at } from './columns.ts';
import { bothKernels, twinKernels, wasmKernels } from './testing/both-kernels.ts';
import { exactGrain, pairColumns, scatter, seededRandom } from './testing/builders.ts';
import { expectSameBits, furthest } from './testing/compare.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const settings = { seed: 20274, numRuns: 120 };
const frames = 60;
const options: PairOptions = { radius: 20, contact: 1.5, stillSpeed: 0.2 };

function mover(random: () => number, grain: number, scale: number): Mover {
  const column = (most: number) => scatter(frames, most, random, grain);
  return { x: column(16), y: column(16), vx: column(4), vy: column(4), scale };
}

/** Frames whose time to contact hangs on a rounding: the two pass each other just at contact. */
function grazes(a: Mover, b: Mover, i: number): boolean {
  const [dx, dy] = [at(b.x, i) - at(a.x, i), at(b.y, i) - at(a.y, i)];
  const [dvx, dvy] = [at(b.vx, i) - at(a.vx, i), at(b.vy, i) - at(a.vy, i)];
  const reach = (dvx ** 2 + dvy ** 2) * options.contact ** 2;
  const cross = (dx * dvy - dy * dvx) ** 2;
  return Math.abs(reach - cross) <= 1e-3 * (reach + cross);
}

describe('two tracks in both kernels', () => {
  it('have the same distance bit for bit where it is exact, all else within 5e-7, time to contact within 1e-4', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = seededRandom(seed);
        const [a, b] = [mover(random, exactGrain, 1), mover(random, exactGrain, 1)];
        const [wasm, twin] = [pairColumns(frames), pairColumns(frames)];
        wasmKernels.pairMotion(a, b, options, wasm);
        twinKernels.pairMotion(a, b, options, twin);
        expectSameBits(wasm.distance, twin.distance);
        for (const name of ['approach_speed', 'bearing', 'relative_heading', 'side'] as const)
          expect(furthest(wasm[name], twin[name])).toBeLessThan(5e-7);
        const sure = wasm.ttc.map((value, i) => (grazes(a, b, i) ? Number.NaN : value));
        const wanted = twin.ttc.map((value, i) => (grazes(a, b, i) ? Number.NaN : value));
        expect(furthest(sure, wanted)).toBeLessThan(1e-4);
      }),
      settings,
    );
  });

  it('are as far apart within 1e-6 of where they are, at any places and scales', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0.4, max: 3, noNaN: true }), (seed, scale) => {
        const random = seededRandom(seed);
        const [a, b] = [mover(random, 0, 1), mover(random, 0, scale)];
        const [wasm, twin] = [pairColumns(frames), pairColumns(frames)];
        wasmKernels.pairMotion(a, b, { ...options, radius: 1e3 }, wasm);
        twinKernels.pairMotion(a, b, { ...options, radius: 1e3 }, twin);
        for (let i = 0; i < frames; i += 1) {
          const places = [a.x, a.y, b.x, b.y].reduce((sum, column) => sum + Math.abs(at(column, i)), 0);
          if (Number.isNaN(places)) expect(wasm.distance[i]).toBeNaN();
          else
            expect(Math.abs(at(wasm.distance, i) - at(twin.distance, i))).toBeLessThan(1e-6 * (1 + places));
        }
      }),
      settings,
    );
  });
});

describe.each(bothKernels)('any two tracks, by the $name kernels', ({ kernels }) => {
  it('are as far apart and approach as fast, bit for bit, in either order', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = seededRandom(seed);
        const [a, b] = [mover(random, 0, 1.3), mover(random, 0, 0.7)];
        const [there, back] = [pairColumns(frames), pairColumns(frames)];
        kernels.pairMotion(a, b, options, there);
        kernels.pairMotion(b, a, options, back);
        for (const name of ['distance', 'approach_speed', 'ttc'] as const)
          expectSameBits(back[name], there[name]);
      }),
      settings,
    );
  });

  it('are in contact after the time to contact', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = seededRandom(seed);
        const [a, b] = [mover(random, 0, 1), mover(random, 0, 1)];
        const out = pairColumns(frames);
        kernels.pairMotion(a, b, options, out);
        out.ttc.forEach((ttc, i) => {
          if (Number.isNaN(ttc) || ttc === 0 || grazes(a, b, i)) return;
          const along = (p: Float32Array, v: Float32Array) => at(p, i) + at(v, i) * ttc;
          const dx = along(b.x, b.vx) - along(a.x, a.vx);
          const dy = along(b.y, b.vy) - along(a.y, a.vy);
          expect(Math.abs(Math.hypot(dx, dy) - options.contact)).toBeLessThan(1e-3);
        });
      }),
      settings,
    );
  });
});

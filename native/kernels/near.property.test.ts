import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FramePoints, Kernels, NearOptions, PlaneTracks, PointPairs } from '#contract/ports/kernels';
import { at, whole } from './columns.ts';
import { bothKernels, twinKernels, wasmKernels } from './testing/both-kernels.ts';
import { exactGrain, framePoints, pairRoom, planeTracks, seededRandom } from './testing/builders.ts';
import { expectSameBits, furthest } from './testing/compare.ts';
import { createArena } from './wasm/arena.ts';
import { instantiateKernels } from './wasm/instance.ts';
import { type NearStrategy, nearRunsBy } from './wasm/near-runs.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const settings = { seed: 20273, numRuns: 40 };
const strategies: readonly NearStrategy[] = ['dense', 'grid'];

const wasm = instantiateKernels();
const engine = { wasm, arena: createArena(wasm) };

function runsBy(strategy: NearStrategy, tracks: PlaneTracks, options: NearOptions): Int32Array {
  return nearRunsBy(engine, tracks, options, strategy);
}

describe('who is near whom', () => {
  it('is the same by every strategy and kernel where distances are exact', () => {
    const radii = fc.constantFrom(0.5, 2, 5, 100);
    const above = fc.constantFrom(undefined, -0.3, 0.37);
    fc.assert(
      fc.property(
        seeds,
        radii,
        above,
        fc.integer({ min: 0, max: 12 }),
        (seed, radius, approachAbove, count) => {
          const tracks = planeTracks(count, 180, seededRandom(seed), { side: 16, grain: exactGrain });
          const options = approachAbove === undefined ? { radius } : { radius, approachAbove };
          const wanted = twinKernels.nearRuns(tracks, options);
          for (const strategy of strategies) expect(runsBy(strategy, tracks, options)).toEqual(wanted);
          expect(wasmKernels.nearRuns(tracks, options)).toEqual(wanted);
        },
      ),
      settings,
    );
  });

  it('is the same by both strategies at any places, and differs from the twin only within a rounding of the radius', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const tracks = planeTracks(8, 150, seededRandom(seed), { side: 16 });
        const [dense, grid] = strategies.map((strategy) => runsBy(strategy, tracks, { radius: 3 }));
        expect(grid).toEqual(dense);
        // Every pair that is nearer by a hundred thousandth is found, none that is farther by as much.
        const frames = (runs: Int32Array) => {
          let count = 0;
          for (let run = 0; run < runs.length; run += 4) count += whole(runs, run + 3) - whole(runs, run + 2);
          return count;
        };
        const [fewest, most] = [2.99997, 3.00003].map((radius) =>
          frames(twinKernels.nearRuns(tracks, { radius })),
        );
        expect(frames(dense ?? new Int32Array())).toBeGreaterThanOrEqual(fewest ?? 0);
        expect(frames(dense ?? new Int32Array())).toBeLessThanOrEqual(most ?? 0);
      }),
      settings,
    );
  });
});

interface FoundPairs {
  readonly keys: readonly number[];
  readonly distance: Float32Array;
  readonly bearing: Float32Array;
  readonly approach: Float32Array;
}

/** All pairs in the order of i, j. */
function allPairs(kernels: Kernels, points: FramePoints, radius: number): FoundPairs {
  const room = pairRoom(kernels.gridPairs(points, radius, pairRoom(0)));
  kernels.gridPairs(points, radius, room);
  const keyed = Array.from(room.i, (i, k) => ({ key: i * 2 ** 20 + whole(room.j, k), k }));
  const order = keyed.toSorted((a, b) => a.key - b.key);
  const sorted = (column: Float32Array) => Float32Array.from(order, ({ k }) => at(column, k));
  return {
    keys: order.map(({ key }) => key),
    distance: sorted(room.distance),
    bearing: sorted(room.bearing),
    approach: sorted(room.approach_speed),
  };
}

describe('the pairs of a crowd', () => {
  it('are the same in both kernels where distances are exact, their angles within 5e-7 and their speeds within 2e-7', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.constantFrom(0.25, 1, 3, 50),
        fc.integer({ min: 0, max: 90 }),
        (seed, radius, most) => {
          const points = framePoints(4, most, seededRandom(seed), { grain: exactGrain });
          const found = allPairs(wasmKernels, points, radius);
          const wanted = allPairs(twinKernels, points, radius);
          expect(found.keys).toEqual(wanted.keys);
          expectSameBits(found.distance, wanted.distance);
          expect(furthest(found.bearing, wanted.bearing)).toBeLessThan(5e-7);
          expect(furthest(found.approach, wanted.approach)).toBeLessThan(2e-7);
        },
      ),
      settings,
    );
  });

  it('are those within the radius, a rounding aside, at any places, near or far from the origin', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0, 1e4, -3e7), (seed, shift) => {
        const points = framePoints(2, 120, seededRandom(seed), { side: 20 });
        const moved = { ...points, x: points.x.map((value) => value + shift) };
        const found = new Set(allPairs(wasmKernels, moved, 2).keys);
        for (const key of allPairs(twinKernels, moved, 1.99999).keys) expect(found.has(key)).toBe(true);
        const most = new Set(allPairs(twinKernels, moved, 2.00001).keys);
        for (const key of found) expect(most.has(key)).toBe(true);
      }),
      settings,
    );
  });
});

describe.each(bothKernels)('the pairs that the $name kernels write', ({ kernels }) => {
  it('are counted beyond the room they are given, and each that fits is written', () => {
    const points = framePoints(30, 200, seededRandom(5), { side: 12 });
    const count = kernels.gridPairs(points, 3, pairRoom(0));
    const [all, few] = [pairRoom(count), pairRoom(100)];
    expect(kernels.gridPairs(points, 3, all)).toBe(count);
    expect(kernels.gridPairs(points, 3, few)).toBe(count);
    expect(few.i).toEqual(all.i.slice(0, 100));
    expect(few.distance).toEqual(all.distance.slice(0, 100));
  });

  it('of one place are all of its points, however many', () => {
    const most = 400;
    const same = new Float32Array(most).fill(7);
    const points = { x: same, y: same, vx: same, vy: same, frameStart: Int32Array.of(0, most) };
    const room: PointPairs = pairRoom((most * (most - 1)) / 2);
    expect(kernels.gridPairs(points, 1, room)).toBe(room.i.length);
    expect(furthest(room.distance, new Float32Array(room.i.length))).toBe(0);
  });
});

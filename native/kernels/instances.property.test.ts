import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Kernels } from '#contract/ports/kernels';
import { createWasmKernels } from './wasm-kernels.ts';
import { wasmKernels } from './testing/both-kernels.ts';
import {
  fitOptions,
  fittedColumns,
  framePoints,
  motionColumns,
  pairColumns,
  pairRoom,
  planeTracks,
  scatter,
  seededRandom,
  smoothCase,
  timesOf,
  walk,
} from './testing/builders.ts';

/** Each call answers with everything it wrote, as bits. */
type Call = (kernels: Kernels, seed: number, size: number) => readonly Uint32Array[];

const bits = (columns: object): readonly Uint32Array[] =>
  Object.values(columns).flatMap((column) =>
    column instanceof Float32Array || column instanceof Int32Array
      ? [new Uint32Array(column.buffer.slice(0))]
      : [],
  );

const calls: Readonly<Record<string, Call>> = {
  kinematics(kernels, seed, size) {
    const { x, y, times, options } = smoothCase(seed, size);
    const out = motionColumns(x.length);
    kernels.kinematics(x, y, times, { from: 0, to: x.length }, options, out);
    return bits(out);
  },
  fit(kernels, seed, size) {
    const { x, times, options } = smoothCase(seed, size);
    const out = fittedColumns(x.length);
    kernels.fit(x, times, { from: 0, to: x.length }, options, out);
    return bits(out);
  },
  pairMotion(kernels, seed, size) {
    const random = seededRandom(seed);
    const column = () => scatter(size, 5, random);
    const mover = () => ({ x: column(), y: column(), vx: column(), vy: column(), scale: 1 + random() });
    const out = pairColumns(size);
    kernels.pairMotion(mover(), mover(), { radius: 5, contact: 1, stillSpeed: 0.5 }, out);
    return bits(out);
  },
  nearRuns(kernels, seed, size) {
    const tracks = planeTracks(1 + (seed % 9), size, seededRandom(seed), { side: 8 });
    return bits([kernels.nearRuns(tracks, { radius: 2, ...(seed % 2 === 0 ? { approachAbove: 0 } : {}) })]);
  },
  gridPairs(kernels, seed, size) {
    const points = framePoints(3, size, seededRandom(seed), { side: 15 });
    const out = pairRoom(Math.min(50_000, kernels.gridPairs(points, 1.5, pairRoom(0))));
    kernels.gridPairs(points, 1.5, out);
    return bits(out);
  },
  zoneMask(kernels, seed, size) {
    const random = seededRandom(seed);
    const corners = () => scatter(9, 8, random, 0, 0);
    const out = new Uint32Array(size);
    const zones = { x: corners(), y: corners(), start: Int32Array.of(0, 4, 9) };
    kernels.zoneMask(zones, scatter(size, 10, random), scatter(size, 10, random), out);
    return [out];
  },
  polygonDistance(kernels, seed, size) {
    const random = seededRandom(seed);
    const out = new Float32Array(size);
    kernels.polygonDistance(
      scatter(14, 8, random, 0, 0),
      scatter(size, 9, random),
      scatter(size, 9, random),
      out,
    );
    return bits([out]);
  },
  changePoints(kernels, seed, size) {
    const search = kernels.searchChangePoints(1 + (seed % 3), { penalty: 3, minLength: 2 + (seed % 5) });
    const random = seededRandom(seed);
    search.push(Array.from({ length: 1 + (seed % 3) }, () => scatter(size, 3, random, 0, 0)));
    return bits([search.finish()]);
  },
  resample(kernels, seed, size) {
    const [out, known] = [new Float32Array(64), new Float32Array(64)];
    kernels.resample(scatter(size, 4, seededRandom(seed)), size / 7, size / 1.5, out, known);
    return bits([out, known]);
  },
};

const anyCall = fc.record({
  name: fc.constantFrom(...Object.keys(calls)),
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  // Blocks are 4096 and 8192 rows long.
  size: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(4096, 4097, 8192, 8195)),
});

it('an instance that has done other work, of any size, gives the bits of a new one', () => {
  fc.assert(
    fc.property(fc.array(anyCall, { minLength: 1, maxLength: 6 }), (sequence) => {
      for (const { name, seed, size } of sequence) {
        const few = name === 'gridPairs' || name === 'nearRuns' ? Math.min(size, 900) : size;
        const used = calls[name]?.(wasmKernels, seed, few);
        expect(used).toEqual(calls[name]?.(createWasmKernels(), seed, few));
      }
    }),
    { seed: 20278, numRuns: 15 },
  );
});

it('an instance whose memory has grown many times over gives the bits that it gave before', () => {
  const kernels = createWasmKernels();
  const names = Object.keys(calls);
  const answers = () => names.map((name) => calls[name]?.(kernels, 99, 200));
  const before = answers();
  // All points in one place: half a million pairs in one frame need more room than any call before.
  const crowd = 1000;
  const column = new Float32Array(crowd);
  const points = { x: column, y: column, vx: column, vy: column, frameStart: Int32Array.of(0, crowd) };
  expect(kernels.gridPairs(points, 1, pairRoom(0))).toBe((crowd * (crowd - 1)) / 2);
  expect(answers()).toEqual(before);
});

it('an instance that keeps the weights of windows with holes never takes those of other options', () => {
  const kernels = createWasmKernels();
  const x = walk(200, seededRandom(8), 0.5).x;
  const part = { from: 0, to: 200 };
  for (const minSamples of [4, 5, 6, 7])
    for (const degree of [2, 3] as const)
      for (const periodUs of [40_000, 20_000]) {
        const options = fitOptions({ minSamples, degree, halfWindowUs: 5 * periodUs });
        const [used, fresh] = [fittedColumns(200), fittedColumns(200)];
        kernels.fit(x, timesOf(200, periodUs), part, options, used);
        createWasmKernels().fit(x, timesOf(200, periodUs), part, options, fresh);
        expect(bits(used)).toEqual(bits(fresh));
      }
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Series } from '#contract/ports/scene';
import { buildPyramid, missingAll, missingNone, missingSome, traceBuckets } from './pyramid.ts';

const seed = { seed: 4417, numRuns: 400 };

const value = fc.oneof(
  { weight: 5, arbitrary: fc.float({ noDefaultInfinity: true, noNaN: true }) },
  { weight: 2, arbitrary: fc.constant(Number.NaN) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, Number.POSITIVE_INFINITY) },
);

/** Runs of missing frames as tracks have them, and single ones. */
const series = fc
  .record({
    startFrame: fc.integer({ min: 0, max: 900 }),
    runs: fc.array(fc.tuple(fc.array(value, { maxLength: 40 }), fc.integer({ min: 0, max: 30 })), {
      maxLength: 12,
    }),
  })
  .map(({ startFrame, runs }): Series => {
    const values = runs.flatMap(([known, gap]) => [...known, ...Array<number>(gap).fill(Number.NaN)]);
    return { startFrame, values: Float32Array.from(values) };
  });

const view = fc.record({
  from: fc.integer({ min: 0, max: 1500 }),
  frames: fc.integer({ min: 1, max: 2500 }),
  widthPx: fc.integer({ min: 1, max: 400 }),
});

/** The frames `[from, to)` looked at one by one. */
function direct({ startFrame, values }: Series, from: number, to: number) {
  const all = Array.from({ length: to - from }, (_, i) => values[from + i - startFrame] ?? Number.NaN);
  const known = all.filter((one) => !Number.isNaN(one));
  const missing = known.length === 0 ? missingAll : known.length < all.length ? missingSome : missingNone;
  if (known.length === 0) return { min: Number.NaN, max: Number.NaN, missing };
  return {
    min: known.reduce((least, one) => (one < least ? one : least)),
    max: known.reduce((most, one) => (one > most ? one : most)),
    missing,
  };
}

describe('the buckets of a trace', () => {
  it('have the extremes, and lack the frames, that looking at every frame finds', () => {
    fc.assert(
      fc.property(series, view, (given, { from, frames, widthPx }) => {
        const to = from + frames;
        const got = traceBuckets(buildPyramid(given), { startFrame: from, endFrame: to }, widthPx);
        for (const [i, first] of got.frame.entries()) {
          const expected = direct(given, first, got.frame[i + 1] ?? to);
          // A zero has two signs and no order between them.
          expect((got.min[i] ?? 0) + 0).toBe(expected.min + 0);
          expect((got.max[i] ?? 0) + 0).toBe(expected.max + 0);
          expect(got.missing[i]).toBe(expected.missing);
        }
      }),
      seed,
    );
  });

  it('cover the span without a hole, cut at absolute multiples of a power of two', () => {
    fc.assert(
      fc.property(series, view, (given, { from, frames, widthPx }) => {
        const span = { startFrame: from, endFrame: from + frames };
        const { frame, bucketFrames } = traceBuckets(buildPyramid(given), span, widthPx);
        expect(Math.log2(bucketFrames)).toBe(Math.floor(Math.log2(bucketFrames)));
        expect(frame[0]).toBe(from);
        for (const first of frame.subarray(1)) expect(first % bucketFrames).toBe(0);
        expect((frame.at(-1) ?? 0) + bucketFrames).toBeGreaterThanOrEqual(span.endFrame);
        expect(frame.at(-1)).toBeLessThan(span.endFrame);
      }),
      seed,
    );
  });

  it('are bounded by the width, and none is wider than a pixel', () => {
    fc.assert(
      fc.property(series, view, (given, { from, frames, widthPx }) => {
        const span = { startFrame: from, endFrame: from + frames };
        const { frame, bucketFrames } = traceBuckets(buildPyramid(given), span, widthPx);
        expect(frame.length).toBeLessThanOrEqual(2 * widthPx + 2);
        expect(bucketFrames).toBeLessThanOrEqual(Math.max(1, frames / widthPx));
      }),
      seed,
    );
  });

  it('are the values themselves where there are no more frames than pixels', () => {
    fc.assert(
      fc.property(series, view, (given, { from, frames }) => {
        const span = { startFrame: from, endFrame: from + frames };
        const { frame, min, max, bucketFrames } = traceBuckets(buildPyramid(given), span, frames);
        expect(bucketFrames).toBe(1);
        expect(frame).toHaveLength(frames);
        const exact = Array.from(frame, (one) => given.values[one - given.startFrame] ?? Number.NaN);
        expect([...min]).toEqual(exact);
        expect([...max]).toEqual(exact);
      }),
      seed,
    );
  });
});

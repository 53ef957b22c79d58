import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runInManners } from './testing/compare-runs.ts';
import { randomClip } from './testing/random-clip.ts';

const clips = Number(process.env['AFTERTRACK_CLIPS'] ?? 3);

const anyWork = fc.record({
  clip: randomClip,
  sizes: fc.uniqueArray(fc.integer({ min: 7, max: 59 }), { minLength: 2, maxLength: 2 }),
  workers: fc.integer({ min: 1, max: 3 }),
  stopAt: fc.double({ min: 0, max: 0.95, noNaN: true }),
});

it(
  'gives the same bits whole or in windows, on one thread or several, stopped and resumed or not',
  {
    timeout: 120_000 + clips * 20_000,
  },
  () =>
    fc.assert(
      fc.asyncProperty(anyWork, async ({ clip, sizes, workers, stopAt }) => {
        const [first = 0, second = 0] = sizes;
        const [whole, ...others] = await runInManners(clip, [
          { windowFrames: 1_000_000, workers: 1 },
          { windowFrames: first, workers: 3 },
          { windowFrames: second, workers, stopAt },
        ]);
        expect(whole?.status).toBe('done');

        for (const other of others) expect(other).toEqual(whole);
      }),
      { numRuns: clips, seed: 20_266, endOnFailure: process.env['AFTERTRACK_CLIPS'] === undefined },
    ),
);

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { quietPulse } from './read-watch.ts';
import type { SpoolSizes } from './row-spool.ts';
import { createTrackIntake } from './track-intake.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-intake-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Given {
  readonly trackId: string;
  readonly frame: number;
}

const given = fc.array(
  fc.record({ trackId: fc.constantFrom('a', 'b', 'B', 'é', 'a1', 'z'), frame: fc.nat(30) }),
  { maxLength: 120 },
);
const sizes: fc.Arbitrary<SpoolSizes> = fc.record({
  blockRows: fc.integer({ min: 1, max: 9 }),
  memoryBlocks: fc.nat(3),
  bucketRows: fc.integer({ min: 1, max: 40 }),
});

/** The row of a line; its place says which it is. */
function rowOf({ trackId, frame }: Given, line: number): TrackRow {
  const box = { x: line, y: 1, w: 2, h: 3 };
  const none = { xw: Number.NaN, yw: Number.NaN, conf: Number.NaN, occlusion: Number.NaN, timeS: Number.NaN };
  return { trackId, frame, className: '', ...box, ...none };
}

type Kept = readonly [string, number, number];

/** Of each track and frame the first line, by the letters of the track and then by frame. */
function inMemory(rows: readonly Given[]): readonly Kept[] {
  const first = new Map<string, Kept>();
  for (const [at, { trackId, frame }] of rows.entries()) {
    const key = `${trackId} ${frame}`;
    if (!first.has(key)) first.set(key, [trackId, frame, at + 1]);
  }
  return [...first.values()].toSorted(([a, frameA], [b, frameB]) =>
    a === b ? frameA - frameB : a < b ? -1 : 1,
  );
}

it('rows in any order come back sorted, each frame once, however little of them fits into memory', async () => {
  let files = 0;
  await fc.assert(
    fc.asyncProperty(given, sizes, async (rows, small) => {
      const filePath = () => join(folder, `${(files += 1)}`);
      const place = { filePath, sizes: small, pulse: quietPulse, frameLimit: 1000, limitedBy: 'the test' };
      const intake = createTrackIntake(place);
      const refused = rows.filter((row, at) => intake.add(rowOf(row, at + 1), at + 1) !== undefined).length;
      const sorted = intake.finish();
      const kept: Kept[] = [];
      for (const { rows: count, columns } of sorted.pieces())
        for (let row = 0; row < count; row++)
          kept.push([
            sorted.ids[columns.track[row] ?? -1] ?? '',
            columns.frame[row] ?? -1,
            columns.x[row] ?? -1,
          ]);
      expect(kept).toEqual(inMemory(rows));
      expect(kept.length + refused + sorted.duplicates.count).toBe(rows.length);
      intake.drop();
      expect(await readdir(folder)).toEqual([]);
    }),
    { seed: 20_268, numRuns: 300 },
  );
});

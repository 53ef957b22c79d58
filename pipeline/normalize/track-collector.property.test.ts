import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTrackCollector } from './track-collector.ts';
import type { TrackRow } from './track-row.ts';

const rowArbitrary = fc.record({
  frame: fc.integer({ min: -1, max: 12 }),
  trackId: fc.constantFrom('a', 'b', 'B', '10', '9'),
  x: fc.integer({ min: 0, max: 99 }),
  h: fc.constantFrom(5, 5, 5, 0),
});
type Drawn = typeof rowArbitrary extends fc.Arbitrary<infer T> ? T : never;

function toRow({ frame, trackId, x, h }: Drawn): TrackRow {
  const none = Number.NaN;
  return {
    frame,
    trackId,
    x,
    y: 1,
    w: 1,
    h,
    timeS: none,
    className: '',
    xw: none,
    yw: none,
    conf: none,
    occlusion: none,
  };
}

/** What should load, by brute force: the first good row of each track and frame, sorted. */
function expected(drawn: readonly Drawn[], frameLimit: number): readonly string[] {
  const kept = new Map<string, Drawn>();
  for (const row of drawn) {
    const key = `${row.trackId} ${row.frame}`;
    if (row.frame >= 0 && row.frame < frameLimit && row.h > 0 && !kept.has(key)) kept.set(key, row);
  }
  return [...kept.values()]
    .toSorted((a, b) => (a.trackId === b.trackId ? a.frame - b.frame : a.trackId < b.trackId ? -1 : 1))
    .map(({ trackId, frame, x }) => `${trackId} ${frame} ${x}`);
}

test('rows in any order become one table, and every row is loaded or judged', () => {
  fc.assert(
    fc.property(fc.array(rowArbitrary, { maxLength: 60 }), (drawn) => {
      const collector = createTrackCollector(10, 'the clip');
      const faults = drawn.map((row, at) => collector.add(toRow(row), at + 1));
      const { table } = collector.finish();
      const loaded = table.trackIds.flatMap((id, t) =>
        Array.from(table.frame.subarray(table.rowStart[t], table.rowStart[t + 1]), (frame, at) => {
          const row = (table.rowStart[t] ?? 0) + at;
          return `${id} ${frame} ${table.xPx[row]}`;
        }),
      );
      expect(loaded).toEqual(expected(drawn, 10));
      expect(faults.filter((fault) => fault === undefined)).toHaveLength(table.frame.length);
    }),
    { seed: 7, numRuns: 500 },
  );
});

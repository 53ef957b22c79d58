import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasetRows, rowsToTable } from './dataset-rows.ts';
import { checksums, countBySplit } from './documents.ts';
import { clipsBySplit, splitOf } from './splits.ts';
import { buildEvent, buildMaterial, buildSource } from './testing/build-material.ts';
import type { VersionRow } from './version-diff.ts';
import { bumpOf, compareSemver, diffVersions, nextSemver } from './version-diff.ts';

const someSplit = fc.constantFrom('train' as const, 'validation' as const, 'test' as const);
const someRows = fc.uniqueArray(
  fc.record({
    eventId: fc.integer({ min: 0, max: 30 }).map(String),
    split: someSplit,
    content: fc.constantFrom('a', 'b'),
  }),
  { selector: (row: VersionRow) => row.eventId },
);

describe('splits', () => {
  test('a clip is in one split, whatever else the project holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1 }), (key, clips) => {
        const sources = clips.map((clip, i) =>
          buildSource(i + 1, { clipSha256: clip.toString(16).padStart(64, '0') }),
        );
        const seen = new Map<string | undefined, string>();
        for (const source of sources) {
          const split = splitOf(key, source);
          expect(seen.get(source.clipSha256) ?? split).toBe(split);
          seen.set(source.clipSha256, split);
        }
        const counts = clipsBySplit(key, sources);
        expect(counts.train + counts.validation + counts.test).toBe(new Set(clips).size);
      }),
    );
  });

  test('fall near 80, 10 and 10 per cent over many clips', () => {
    const sources = Array.from({ length: 5000 }, (_, i) => buildSource(i + 1));
    const { train, validation, test: held } = clipsBySplit('project', sources);
    expect(train / 5000).toBeCloseTo(0.8, 1);
    expect(validation / 5000).toBeCloseTo(0.1, 1);
    expect(held / 5000).toBeCloseTo(0.1, 1);
  });
});

describe('the diff of two versions', () => {
  test('counts each row once as added, removed or kept, and nothing for a version against itself', () => {
    fc.assert(
      fc.property(someRows, someRows, (before, after) => {
        const diff = diffVersions(before, after);
        expect(before.length - diff.removed + diff.added).toBe(after.length);
        expect(diffVersions(after, after)).toEqual({ added: 0, edited: 0, removed: 0, moved: 0 });
        const back = diffVersions(after, before);
        expect([back.added, back.removed, back.edited, back.moved]).toEqual([
          diff.removed,
          diff.added,
          diff.edited,
          diff.moved,
        ]);
      }),
    );
  });

  test.each([
    [undefined, { added: 3, edited: 0, removed: 0, moved: 0 }, 'first', '1.0.0'],
    ['1.2.3', { added: 0, edited: 0, removed: 0, moved: 0 }, 'none', '1.2.3'],
    ['1.2.3', { added: 2, edited: 0, removed: 0, moved: 0 }, 'minor', '1.3.0'],
    ['1.2.3', { added: 2, edited: 1, removed: 0, moved: 0 }, 'major', '2.0.0'],
    ['1.2.3', { added: 0, edited: 0, removed: 1, moved: 0 }, 'major', '2.0.0'],
    ['1.2.3', { added: 0, edited: 0, removed: 0, moved: 1 }, 'major', '2.0.0'],
  ])('after %s with %o is %s', (previous, diff, bump, semver) => {
    expect(bumpOf(previous, diff)).toBe(bump);
    expect(nextSemver(previous, bumpOf(previous, diff))).toBe(semver);
  });

  test('versions compare by number, not by text', () => {
    expect(compareSemver('1.10.0', '1.9.0')).toBeGreaterThan(0);
    expect(compareSemver('2.0.0', '2.0.0')).toBe(0);
  });
});

describe('rows', () => {
  test('come in the same order however the events lie in the database', () => {
    const sources = [buildSource(1), buildSource(2)];
    const events = [
      buildEvent(1, 1, 50),
      buildEvent(2, 1, 10),
      buildEvent(3, 2, 0),
      buildEvent(4, 1, 10, { type: 'meets' }),
    ];
    const expected = datasetRows(buildMaterial(sources, events)).map(({ row }) => row);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: 4 }), (shuffled) => {
        expect(datasetRows(buildMaterial(sources, shuffled)).map(({ row }) => row)).toEqual(expected);
      }),
    );
    expect(expected.map(({ sequence, start_frame, type }) => [sequence, start_frame, type])).toEqual([
      ['camera-1', 10, 'meets'],
      ['camera-1', 10, 'runs'],
      ['camera-1', 50, 'runs'],
      ['camera-2', 0, 'runs'],
    ]);
  });

  test('every event is in one split, and the table has a value in every column', () => {
    const rows = datasetRows(buildMaterial([buildSource(1)], [buildEvent(1, 1, 0), buildEvent(2, 1, 30)]));
    const counts = countBySplit(rows);
    expect(counts.train + counts.validation + counts.test).toBe(2);
    const table = rowsToTable(rows.map(({ row }) => row));
    for (const column of Object.values(table.columns)) expect(column).toHaveLength(2);
  });
});

test('checksums are lines that sha256sum -c reads, by path', () => {
  const file = (path: string, digit: string) => ({ path, sha256: digit.repeat(64), sizeBytes: 1 });
  expect(checksums([file('schema.json', 'b'), file('README.md', 'a')])).toBe(
    `${'a'.repeat(64)}  README.md\n${'b'.repeat(64)}  schema.json\n`,
  );
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Columnar } from '#contract/ports/columnar';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createMedia } from '#native/media/mediabunny-media';
import { importFiles } from './import-files.ts';
import { tracksCsv } from './testing/build-files.ts';

const runs = Number(process.env['AFTERTRACK_FUZZ'] ?? 100);
const original = tracksCsv(15, 2);

let columnar: Columnar;
let folder: string;
beforeAll(async () => {
  columnar = createDuckdbColumnar();
  folder = await mkdtemp(join(tmpdir(), 'mutated-'));
});
afterAll(async () => {
  await columnar.close();
  await rm(folder, { recursive: true, force: true });
});

const letters = [
  ',',
  '"',
  '\n',
  '\r\n',
  '-',
  'e',
  'NaN',
  '\0',
  ';',
  'é',
  '\t',
  ' ',
  '9',
  '.',
  'inf',
  '1e999',
  '\uFEFF',
];

/** One change of a text at a place that is a share of its length. */
const mutation = fc.record({
  share: fc.noBias(fc.nat({ max: 9999 })).map((n) => n / 10_000),
  kind: fc.constantFrom('insert', 'insert', 'delete', 'replace', 'repeat line', 'drop line', 'cut'),
  letter: fc.constantFrom(...letters),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutateLine(text: string, share: number, copies: number): string {
  const lines = text.split('\n');
  const at = Math.floor(share * lines.length);
  return lines
    .flatMap((line, n) => (n === at ? Array.from({ length: copies }, () => line) : [line]))
    .join('\n');
}

function mutate(text: string, { share, kind, letter }: Mutation): string {
  const at = Math.floor(share * text.length);
  switch (kind) {
    case 'insert':
      return text.slice(0, at) + letter + text.slice(at);
    case 'delete':
      return text.slice(0, at) + text.slice(at + 1);
    case 'replace':
      return text.slice(0, at) + letter + text.slice(at + 1);
    case 'repeat line':
      return mutateLine(text, share, 2);
    case 'drop line':
      return mutateLine(text, share, 0);
    case 'cut':
      return text.slice(0, Math.max(1, at));
  }
}

/** Rows of the text, counted without the reader: lines that are not blank, less the header. */
function rowsGiven(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length - 1;
}

test('every row of a mutated CSV is loaded or put aside, or the file is refused by name', async () => {
  let loaded = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (mutations) => {
      const text = mutations.reduce(mutate, original);
      const path = join(folder, 'mutated.csv');
      await writeFile(path, text);
      const parts = [{ role: 'tracks' as const, path, label: 'mutated.csv' }];
      const written = (name: string) => join(folder, `${name}.parquet`);
      const outputs = { tracks: written('tracks'), frameIndex: written('index'), poses: written('poses') };
      const result = await importFiles(
        { parts, fps: 30, workFolder: folder, outputs },
        { columnar, media: createMedia() },
      );
      if (result.ok) {
        loaded += 1;
        const { rowCount, quarantinedRows } = result.value.facts;
        expect(rowCount + quarantinedRows).toBe(rowsGiven(text));
        expect(result.value.quarantined.every(({ line, message }) => line > 1 && message !== '')).toBe(true);
      } else {
        expect(result.error.file).toBe('mutated.csv');
        expect(result.error.line).toBeGreaterThan(0);
      }
    }),
    { numRuns: runs, seed: 20_260_105 },
  );
  expect(loaded).toBeGreaterThan(runs / 4);
});

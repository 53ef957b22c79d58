import { expect, test } from 'vitest';
import { boxFuzzCases } from './testing/fuzz-cases-boxes.ts';
import { fuzzFormats } from './testing/fuzz-formats.ts';

const runs = Number(process.env['AFTERTRACK_FUZZ'] ?? 500);

test('longer mutated files of boxes are read, or refused by their name', async () => {
  const loaded = await fuzzFormats(await boxFuzzCases(200), runs, 20_260_306);
  expect(loaded).toBeGreaterThan(runs / 4);
});

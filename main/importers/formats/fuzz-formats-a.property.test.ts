import { expect, test } from 'vitest';
import { boxFuzzCases } from './testing/fuzz-cases-boxes.ts';
import { fuzzFormats } from './testing/fuzz-formats.ts';

const runs = Number(process.env['AFTERTRACK_FUZZ'] ?? 500);

test('every mutated file of boxes is read, or refused by its name', async () => {
  const loaded = await fuzzFormats(await boxFuzzCases(12), runs, 20_260_305);
  expect(loaded).toBeGreaterThan(runs / 4);
});

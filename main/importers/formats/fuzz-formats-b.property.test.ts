import { expect, test } from 'vitest';
import { fuzzCases } from './testing/fuzz-cases.ts';
import { fuzzFormats } from './testing/fuzz-formats.ts';

const runs = Number(process.env['AFTERTRACK_FUZZ'] ?? 500);

test('every mutated file of poses, pedestrians and football is read, or refused by its name', async () => {
  const loaded = await fuzzFormats(await fuzzCases(30), runs, 20_260_301);
  expect(loaded).toBeGreaterThan(runs / 4);
});

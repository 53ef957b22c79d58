import { expect, test } from 'vitest';
import { fuzzCases } from './testing/fuzz-cases.ts';
import { fuzzFormats } from './testing/fuzz-formats.ts';

const runs = Number(process.env['AFTERTRACK_FUZZ'] ?? 500);

test('longer mutated files of poses, pedestrians and football are read, or refused by their name', async () => {
  const loaded = await fuzzFormats(await fuzzCases(400), runs, 20_260_302);
  expect(loaded).toBeGreaterThan(runs / 4);
});

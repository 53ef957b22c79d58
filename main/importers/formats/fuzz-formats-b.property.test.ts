import { expect, test } from 'vitest';
import { fuzzFormats } from './testing/fuzz-formats.ts';

const runs = Number(process.env['AFTERTRACK_FUZZ'] ?? 500);

test('every mutated file of poses, pedestrians and football is read, or refused by its name', async () => {
  const loaded = await fuzzFormats(runs, 30, 20_260_301);
  expect(loaded).toBeGreaterThan(runs / 4);
});

import { expect, test } from 'vitest';
import { fuzzFormats } from './testing/fuzz-formats.ts';

const runs = Number(process.env['AFTERTRACK_FUZZ'] ?? 500);

test('longer mutated files of poses, pedestrians and football are read, or refused by their name', async () => {
  const loaded = await fuzzFormats(runs, 400, 20_260_302);
  expect(loaded).toBeGreaterThan(runs / 4);
});

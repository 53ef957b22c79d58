import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killRounds } from './kill-rounds.ts';

const kills = Number(process.env['AFTERTRACK_KILLS'] ?? '100');
const seed = Number(process.env['AFTERTRACK_SEED'] ?? '1');

test(`jobs, review and publishing survive ${kills} kills from seed ${seed}`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-whole-'));
  const outcome = await killRounds(folder, kills, seed);
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
  expect(outcome.faults).toEqual([]);
  await rm(folder, { recursive: true });
});

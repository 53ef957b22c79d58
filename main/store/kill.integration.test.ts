import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';
import { checkWorkspace } from './testing/check-workspace.ts';
import { killRounds } from './testing/kill-rounds.ts';

const kills = 10;
/** Each kill starts a process anew, which takes seconds on a busy machine. */
const timeoutMs = 240_000;

test(
  `after each of ${kills} kills every acknowledged decision is there once`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aftertrack-kill-'));
    const { acknowledged, decisions, faults } = await killRounds(folder, kills, 20_260_105);
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThanOrEqual(kills);
    expect(decisions).toBeGreaterThanOrEqual(acknowledged);

    const db = openDatabase(join(folder, 'workspace.db'));
    db.exec(`DELETE FROM events WHERE rowid = (SELECT min(rowid) FROM events)`);
    db.close();
    const { faults: found } = checkWorkspace(folder, ['an id that was never committed']);
    expect(found).toHaveLength(2);
    await rm(folder, { recursive: true });
  },
  timeoutMs,
);

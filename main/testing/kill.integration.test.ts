import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../store/open-database.ts';
import { checkAfterKill } from './check-work.ts';
import { killRounds } from './kill-rounds.ts';

const kills = 6;
/** Each kill starts the whole workstation anew, which takes seconds on a busy machine. */
const timeoutMs = 240_000;

test(
  `nothing acknowledged is lost and every job ends after ${kills} kills amid jobs, review and publishing`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aftertrack-whole-'));
    const outcome = await killRounds(folder, kills, 20_261);
    expect(outcome.faults).toEqual([]);
    expect(outcome.kills).toEqual({ progress: 2, decision: 2, publishing: 2 });
    expect(outcome.acknowledged.decision).toBeGreaterThan(0);

    const db = openDatabase(join(folder, 'workspace.db'));
    db.exec('UPDATE candidates SET job_id = (SELECT max(id) FROM jobs) WHERE rowid = 1');
    db.close();
    const nowhere = '01900000-0000-7000-8000-000000000000';
    const claimed = { source: [nowhere], job: [nowhere], decision: [nowhere], published: [nowhere] };
    const { faults } = await checkAfterKill(folder, claimed);
    expect(faults.filter((fault) => fault.endsWith('is lost'))).toHaveLength(4);
    expect(faults.filter((fault) => fault.startsWith('candidates of a job'))).toHaveLength(2);
    await rm(folder, { recursive: true });
  },
  timeoutMs,
);

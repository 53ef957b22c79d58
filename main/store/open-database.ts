import BetterSqlite3 from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { problem, raise, toProblem } from '#contract/errors';
import { migrate } from './migrate.ts';

const busyTimeoutMs = 5000;

/** Settings of every connection: durable commits, foreign keys, and waiting for another process. */
export function configure(db: Database): void {
  db.pragma(`busy_timeout = ${busyTimeoutMs}`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // In KiB: a job's candidates fit, so that their transaction does not write its pages twice.
  db.pragma('cache_size = -32768');
}

function refuseOpening(path: string, thrown: unknown): never {
  const fault = toProblem(thrown);
  const code = fault.code === 'internal' ? 'corrupt_workspace' : fault.code;
  return raise(
    problem(code, `The workspace cannot be opened: ${fault.message}`, { ...fault, file: path }),
    thrown,
  );
}

/** Opens (or makes) the workspace's database at an absolute path and brings it to the newest schema. */
export function openDatabase(path: string): Database {
  try {
    const db = new BetterSqlite3(path, { timeout: busyTimeoutMs });
    configure(db);
    migrate(db);
    return db;
  } catch (thrown) {
    return refuseOpening(path, thrown);
  }
}

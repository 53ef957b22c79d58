import BetterSqlite3 from 'better-sqlite3';
import { newId } from '#contract/ids';
import { migrate } from '../migrate.ts';
import type { StoreContext } from '../operation.ts';

/** A migrated database in memory with a clock that moves one second at every look, from 2026-01-05T09:00:00Z. */
export function openMemory(overrides: Partial<StoreContext> = {}): StoreContext {
  const db = new BetterSqlite3(':memory:');
  db.pragma('foreign_keys = ON');
  migrate(db);
  let looksS = 0;
  const now = (): string => new Date(Date.UTC(2026, 0, 5, 9, 0, looksS++)).toISOString();
  return { db, now, newId, ...overrides };
}

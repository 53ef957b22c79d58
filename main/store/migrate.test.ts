import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { nth } from './testing/nth.ts';
import { refusalOf } from './testing/run.ts';

const newest = allMigrations.length;

test('migrations are numbered from 1 without gaps', () => {
  expect(allMigrations.map(({ version }) => version)).toEqual(allMigrations.map((_, i) => i + 1));
});

test('an empty file becomes a workspace, and a second look changes nothing', () => {
  const db = new BetterSqlite3(':memory:');
  expect(migrate(db)).toBe(newest);
  expect(db.pragma('user_version', { simple: true })).toBe(newest);
  const schema = db.prepare('SELECT sql FROM sqlite_schema ORDER BY name');
  const before = schema.all();
  expect(before.length).toBeGreaterThan(20);
  migrate(db);
  expect(schema.all()).toEqual(before);
});

test('a later migration finds the rows of the version before it', () => {
  const db = new BetterSqlite3(':memory:');
  migrate(db, allMigrations.slice(0, 1));
  db.exec(`INSERT INTO preferences (key, value) VALUES ('theme', 'dark')`);
  const added = { version: 2, says: 'a note', sql: 'ALTER TABLE preferences ADD COLUMN note TEXT' };
  migrate(db, [nth(allMigrations, 0), added]);
  expect(db.prepare('SELECT * FROM preferences').get()).toEqual({ key: 'theme', value: 'dark', note: null });
  expect(db.pragma('user_version', { simple: true })).toBe(2);
});

test('a migration that fails leaves the version before it whole', () => {
  const db = new BetterSqlite3(':memory:');
  migrate(db, allMigrations.slice(0, 1));
  const torn = { version: 2, says: 'torn', sql: 'CREATE TABLE extra (a); INSERT INTO nowhere VALUES (1);' };
  expect(() => migrate(db, [nth(allMigrations, 0), torn])).toThrow('nowhere');
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'extra'`).pluck().get()).toBe(0);
});

test('a workspace of a newer Aftertrack is refused and left alone', () => {
  const db = new BetterSqlite3(':memory:');
  migrate(db);
  db.pragma(`user_version = ${newest + 1}`);
  const refusal = refusalOf(() => migrate(db));
  expect(refusal?.code).toBe('invalid_state');
  expect(refusal?.message).toContain(`schema ${newest + 1}`);
  expect(db.pragma('user_version', { simple: true })).toBe(newest + 1);
});

test('a database of something else is refused', () => {
  const db = new BetterSqlite3(':memory:');
  db.exec('CREATE TABLE bookmarks (url TEXT)');
  expect(refusalOf(() => migrate(db))?.code).toBe('corrupt_workspace');
});

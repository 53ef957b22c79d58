import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AftertrackError } from '#contract/errors';
import { openDatabase } from './open-database.ts';
import { openStore } from './store.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof AftertrackError ? thrown.problem : thrown),
  );
}

test('what was written is there after closing and opening again', async () => {
  const first = await openStore({ folder: join(folder, 'new', 'workspace') });
  const project = await first.run('projects.create', { name: 'Plaza' });
  await first.close();
  const second = await openStore({ folder: join(folder, 'new', 'workspace') });
  expect(await second.run('projects.get', { id: project.id })).toEqual(project);
  await second.close();
});

test('a refusal crosses the thread as its problem, and nothing of it is written', async () => {
  const store = await openStore({ folder });
  await store.run('projects.create', { name: 'Plaza' });
  const fault = await problemOf(store.run('projects.create', { name: 'Plaza' }));
  expect(fault).toMatchObject({ code: 'already_exists', field: 'name' });
  expect(await store.run('projects.list', undefined)).toHaveLength(1);
  await store.close();
});

test('commits are durable by setting: write-ahead log, full synchronisation, foreign keys', () => {
  const db = openDatabase(join(folder, 'workspace.db'));
  const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map((name) =>
    db.pragma(name, { simple: true }),
  );
  expect(settings).toEqual(['wal', 2, 1, 5000]);
  db.close();
});

test('two open stores see each other and number their decisions in one line', async () => {
  const [app, cli] = await Promise.all([openStore({ folder }), openStore({ folder })]);
  const names = Array.from({ length: 20 }, (_, i) => `Project ${i}`);
  await Promise.all(names.map((name, i) => (i % 2 === 0 ? app : cli).run('projects.create', { name })));
  const identities = await Promise.all([
    app.run('workspace.identify', { reviewerId: 'ada' }),
    cli.run('workspace.identify', { reviewerId: 'ben' }),
  ]);
  expect(identities[0]).toEqual(identities[1]);
  expect(await app.run('projects.list', undefined)).toEqual(await cli.run('projects.list', undefined));
  expect(await app.run('projects.list', undefined)).toHaveLength(20);
  await Promise.all([app.close(), cli.close()]);
});

test('runs are answered in the order they were asked', async () => {
  const store = await openStore({ folder });
  const writes = Array.from({ length: 50 }, (_, i) =>
    store.run('preferences.set', { key: 'last', value: String(i) }),
  );
  const read = store.run('preferences.list', undefined);
  await Promise.all(writes);
  expect(await read).toEqual({ last: '49' });
  await store.close();
});

test('a file that is no database is refused by name', async () => {
  await writeFile(join(folder, 'workspace.db'), 'this is not a database, only some text '.repeat(200));
  const fault = await problemOf(openStore({ folder }));
  expect(fault).toMatchObject({ code: 'corrupt_workspace', file: join(folder, 'workspace.db') });
});

test('a workspace of a newer Aftertrack is refused by name', async () => {
  const path = join(folder, 'workspace.db');
  const db = openDatabase(path);
  db.pragma('user_version = 999');
  db.close();
  const fault = await problemOf(openStore({ folder }));
  expect(fault).toMatchObject({ code: 'invalid_state', file: path });
});

test('what is asked while a store closes is done or refused in words', async () => {
  const store = await openStore({ folder });
  const closing = store.close();
  const asked = await Promise.allSettled([store.run('projects.list', undefined), closing]);
  const [outcome] = asked;
  if (outcome?.status === 'rejected')
    expect(outcome.reason).toMatchObject({ problem: { code: 'invalid_state' } });
});

test('a closed store refuses instead of waiting', async () => {
  const store = await openStore({ folder });
  await store.close();
  expect(await problemOf(store.run('preferences.list', undefined))).toMatchObject({ code: 'invalid_state' });
});

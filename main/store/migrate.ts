import type { Database } from 'better-sqlite3';
import { problem, raise } from '#contract/errors';
import { allMigrations } from './migrations/all-migrations.ts';
import type { Migration } from './migrations/migration.ts';

/** Marks a SQLite file as an Aftertrack workspace: "AFTK" in ASCII. */
const applicationId = 0x41_46_54_4b;

function readNumber(db: Database, pragma: string): number {
  return Number(db.pragma(pragma, { simple: true }));
}

function refuseForeign(db: Database): void {
  if (readNumber(db, 'application_id') === applicationId) return;
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  if (tables > 0) {
    raise(problem('corrupt_workspace', 'This file is a database, but not an Aftertrack workspace.'));
  }
}

function refuseNewer(version: number, known: number): void {
  if (version <= known) return;
  raise(
    problem(
      'invalid_state',
      `This workspace was written by a newer Aftertrack (schema ${version}; this one knows up to ${known}).`,
      { hint: 'Update Aftertrack and open the workspace again.' },
    ),
  );
}

/** Brings the database to the newest schema in one transaction; refuses foreign and too new ones. Returns the schema's number. */
export function migrate(db: Database, migrations: readonly Migration[] = allMigrations): number {
  const newest = migrations.length;
  const step = db.transaction(() => {
    refuseForeign(db);
    const version = readNumber(db, 'user_version');
    refuseNewer(version, newest);
    for (const migration of migrations.slice(version)) db.exec(migration.sql);
    if (version === newest) return;
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${newest}`);
  });
  step.immediate();
  return newest;
}

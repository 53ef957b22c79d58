import type { Migration } from './migration.ts';

/** Candidates that no rule proposed as it stands: drawn from what it leaves out, with the chance they had. */
export const samplesMigration: Migration = {
  version: 6,
  says: 'samples of what rules leave out',
  sql: `ALTER TABLE candidates ADD COLUMN sample_origin TEXT
    CHECK (sample_origin IN ('below_threshold', 'random_window'));
  ALTER TABLE candidates ADD COLUMN sample_probability REAL
    CHECK (sample_probability > 0 AND sample_probability <= 1);`,
};

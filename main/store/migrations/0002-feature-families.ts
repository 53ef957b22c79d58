import type { Migration } from './migration.ts';

/** Files of features by family, of which there will be more; the files of before are read no longer and made again when asked for. */
export const featureFamiliesMigration: Migration = {
  version: 2,
  says: 'feature files by family',
  sql: `
DROP TABLE feature_manifests;
CREATE TABLE feature_manifests (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  job_id TEXT NOT NULL REFERENCES jobs (id),
  path TEXT NOT NULL,
  type TEXT NOT NULL,
  start_frame INTEGER NOT NULL,
  end_frame INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX feature_manifests_by_job ON feature_manifests (job_id, type, start_frame);
`,
};

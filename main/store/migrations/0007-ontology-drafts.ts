import type { Migration } from './migration.ts';

/** What is being written on the ontology of a project, kept across restarts. */
export const ontologyDraftsMigration: Migration = {
  version: 7,
  says: 'drafts of ontologies',
  sql: `
CREATE TABLE ontology_drafts (
  project_id TEXT PRIMARY KEY REFERENCES projects (id),
  base_id TEXT REFERENCES ontology_versions (id),
  text TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  rev INTEGER NOT NULL CHECK (rev >= 1)
) STRICT, WITHOUT ROWID;
`,
};

import type { Migration } from './migration.ts';

/** Mappings of columns that a person saved, for the next file with the same header. */
export const mappingPresetsMigration: Migration = {
  version: 3,
  says: 'saved mappings',
  sql: `
CREATE TABLE mapping_presets (
  name TEXT PRIMARY KEY,
  header_json TEXT NOT NULL,
  options_json TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};

import type { Migration } from './migration.ts';

/**
 * Provenances in a table of rows: in one without, those of more than about 1,000 bytes (most are) each take a page of their own
 * beside their row, which made half of a workspace air.
 */
export const provenanceRowsMigration: Migration = {
  version: 3,
  says: 'provenances stored without air',
  sql: `
ALTER TABLE candidate_provenances RENAME TO candidate_provenances_before;
CREATE TABLE candidate_provenances (
  candidate_id TEXT PRIMARY KEY REFERENCES candidates (id),
  provenance_json TEXT NOT NULL
) STRICT;
INSERT INTO candidate_provenances SELECT candidate_id, provenance_json FROM candidate_provenances_before;
DROP TABLE candidate_provenances_before;
`,
};

import type { Migration } from './migration.ts';

/** The other ontologies that a version includes or extends, whole, so that it can always be read; nothing where there are none. */
export const ontologyDependenciesMigration: Migration = {
  version: 8,
  says: 'what an ontology version stands on',
  sql: 'ALTER TABLE ontology_versions ADD COLUMN dependencies_json TEXT;',
};

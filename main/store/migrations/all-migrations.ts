import { workspaceMigration } from './0001-workspace.ts';
import { featureFamiliesMigration } from './0002-feature-families.ts';
import { provenanceRowsMigration } from './0003-provenance-rows.ts';
import { mappingPresetsMigration } from './0004-mapping-presets.ts';
import { firstPictureMigration } from './0005-first-picture.ts';
import { samplesMigration } from './0006-samples.ts';
import { ontologyDraftsMigration } from './0007-ontology-drafts.ts';
import { ontologyDependenciesMigration } from './0008-ontology-dependencies.ts';
import type { Migration } from './migration.ts';

/** Every migration in order; new ones are appended. */
export const allMigrations: readonly Migration[] = [
  workspaceMigration,
  featureFamiliesMigration,
  provenanceRowsMigration,
  mappingPresetsMigration,
  firstPictureMigration,
  samplesMigration,
  ontologyDraftsMigration,
  ontologyDependenciesMigration,
];

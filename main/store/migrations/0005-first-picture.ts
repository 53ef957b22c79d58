import type { Migration } from './migration.ts';

/** When a clip's first picture appears on a player's clock; unknown for clips that came before. */
export const firstPictureMigration: Migration = {
  version: 5,
  says: 'first picture of a clip',
  sql: 'ALTER TABLE sources ADD COLUMN first_picture_us INTEGER CHECK (first_picture_us >= 0);',
};

import { z } from 'zod';
import { mappingPresetSchema, type MappingPreset } from '#contract/rpc/source-reading';
import type { Operation } from './operation.ts';
import { fromRow, sql } from './rows.ts';

const presetsSchema = z.array(mappingPresetSchema);

function presets(rows: readonly unknown[]): readonly MappingPreset[] {
  return presetsSchema.parse(rows.map((row) => fromRow(row)));
}

/** Saved mappings by name. */
const listMappings: Operation<void, readonly MappingPreset[]> = ({ db }) =>
  presets(sql(db, 'SELECT name, header_json, options_json FROM mapping_presets ORDER BY name').all());

/** Saved mappings, the newest first. */
const newestMappings: Operation<void, readonly MappingPreset[]> = ({ db }) =>
  presets(
    sql(db, 'SELECT name, header_json, options_json FROM mapping_presets ORDER BY saved_at DESC, name').all(),
  );

/** Saves a mapping under its name, over an older one. */
const saveMapping: Operation<MappingPreset, MappingPreset> = ({ db, now }, preset) => {
  const { name, header, options } = preset;
  sql(
    db,
    `INSERT INTO mapping_presets (name, header_json, options_json, saved_at) VALUES (@name, @header, @options, @savedAt)
     ON CONFLICT (name) DO UPDATE SET header_json = @header, options_json = @options, saved_at = @savedAt`,
  ).run({ name, header: JSON.stringify(header), options: JSON.stringify(options), savedAt: now() });
  return preset;
};

/** Removes a mapping; says whether there was one. */
const removeMapping: Operation<{ readonly name: string }, boolean> = ({ db }, { name }) =>
  sql(db, 'DELETE FROM mapping_presets WHERE name = ?').run(name).changes > 0;

export const mappingOperations = {
  'mappings.list': listMappings,
  'mappings.newest': newestMappings,
  'mappings.save': saveMapping,
  'mappings.remove': removeMapping,
};

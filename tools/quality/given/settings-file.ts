import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../../process.ts';

const settingsSchema = z.record(z.string(), z.number());

/** What was chosen for one event type, in the units its parameters are written in. */
const chosenSchema = z.object({
  /** By held-out fold; each was chosen on all others. */
  folds: z.record(z.string(), settingsSchema),
  all: settingsSchema,
  /** Several settings that together miss little, by held-out fold. */
  generous: z.record(z.string(), z.array(settingsSchema)),
});
const fileSchema = z.object({ ontology: z.string(), types: z.record(z.string(), chosenSchema) });

export type Chosen = Readonly<z.infer<typeof chosenSchema>>;
export type SettingsFile = Readonly<z.infer<typeof fileSchema>>;

function pathOf(set: string): string {
  return join(root, 'tools', 'quality', 'settings', `${set}.json`);
}

/** The settings that were chosen on a set; empty where none were. */
export function readSettings(set: string, ontology: string): SettingsFile {
  const path = pathOf(set);
  if (!existsSync(path)) return { ontology, types: {} };
  return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

export function writeSettings(set: string, file: SettingsFile): void {
  writeFileSync(pathOf(set), `${JSON.stringify(file, null, 2)}\n`);
}

import { z } from 'zod';
import type { Operation } from './operation.ts';
import { sql } from './rows.ts';

const rowsSchema = z.array(z.object({ key: z.string(), value: z.string() }));

/** All preferences by key. */
const listPreferences: Operation<void, Readonly<Record<string, string>>> = ({ db }) => {
  const rows = rowsSchema.parse(sql(db, 'SELECT key, value FROM preferences ORDER BY key').all());
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
};

/** Sets one preference. */
const setPreference: Operation<{ readonly key: string; readonly value: string }, void> = ({ db }, input) => {
  sql(
    db,
    'INSERT INTO preferences (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = @value',
  ).run(input);
};

export const preferenceOperations = {
  'preferences.list': listPreferences,
  'preferences.set': setPreference,
};

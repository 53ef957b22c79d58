import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { root } from '../../process.ts';
import { actorsKey, type GivenEvent } from './given-set.ts';

/** The folder of the given data: AFTERTRACK_DATA, else beside the project. */
export function givenFolder(): string {
  return process.env['AFTERTRACK_DATA'] ?? join(root, '..', 'shared', 'data');
}

/** Whether a given set lies there. */
export function isGiven(name: string): boolean {
  return existsSync(join(givenFolder(), name));
}

/** The text of a given file, unpacked where its name ends in `.gz`. */
export function readText(...path: readonly string[]): string {
  const bytes = readFileSync(join(givenFolder(), ...path));
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Rows of a given CSV file, each as the schema says. */
export function readRows<Row>(schema: z.ZodType<Row>, ...path: readonly string[]): readonly Row[] {
  const rows: unknown = parse(readText(...path), { columns: true, relax_quotes: true });
  return z.array(schema).parse(rows);
}

export const whole = z.coerce.number().int();

const foldSchema = z.object({ set: z.string(), sequence: z.string(), fold: whole });

/** Fold by sequence of a set; empty where the set has none. */
export function readFolds(set: string): ReadonlyMap<string, number> {
  const rows = readRows(foldSchema, 'folds.csv').filter((row) => row.set === set);
  return new Map(rows.map(({ sequence, fold }) => [sequence, fold]));
}

const eventSchema = z.object({
  sequence: z.string(),
  type: z.string(),
  start_frame: whole,
  end_frame: whole,
  actor_ids: z.string(),
});

/** The true events of a set (its ends are inclusive), types as `typeOf` names them. */
export function readTruth(
  typeOf: (type: string) => string,
  ...path: readonly string[]
): readonly GivenEvent[] {
  return readRows(eventSchema, ...path).map((row) => ({
    sequence: row.sequence,
    type: typeOf(row.type),
    startFrame: row.start_frame,
    endFrame: row.end_frame + 1,
    actors: actorsKey(row.actor_ids.split('|')),
    score: 1,
  }));
}

const predictionSchema = z.object({
  sequence: z.string(),
  type: z.string(),
  start_frame: whole,
  end_frame: whole,
  actors: z.array(z.string()),
  score: z.number(),
});

/** The predictions of a reference model; their ends are `extra` frames before the first frame behind. */
export function readPredictions(
  file: string,
  extra: number,
  typeOf: (type: string) => string,
): readonly GivenEvent[] {
  const lines = readText('baselines', file).split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => predictionSchema.parse(JSON.parse(line)))
    .map((row) => ({
      sequence: row.sequence,
      type: typeOf(row.type),
      startFrame: row.start_frame,
      endFrame: row.end_frame + extra,
      actors: actorsKey(row.actors),
      score: row.score,
    }));
}

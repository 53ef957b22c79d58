import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { givenFolder } from './read-given.ts';
import type { GivenEvent, GivenSet } from './given-set.ts';

const levelSchema = z.object({
  tp: z.int(),
  fp: z.int(),
  fn: z.int(),
  f1: z.number().nullable(),
  ci95: z.tuple([z.number(), z.number()]).nullable(),
  ap: z.number().nullable(),
  ceiling: z.number(),
  boundary: z.object({ n: z.int(), mae: z.number().nullable(), median: z.number().nullable() }),
});
const typeSchema = z.object({
  truth: z.int(),
  pred: z.int(),
  frame: z.object({ f1: z.number().nullable() }),
  at: z.record(z.string(), levelSchema),
});
const resultSchema = z.object({ types: z.record(z.string(), typeSchema) });

/** What the reference scorer says of one event type. */
export type ReferenceFigures = z.infer<typeof typeSchema>;

type Scorer = (
  truth: readonly unknown[],
  predictions: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
) => unknown;

/** Where the reference scorer lies: AFTERTRACK_SCORER, else beside the given data. */
export function scorerPath(): string {
  return process.env['AFTERTRACK_SCORER'] ?? join(givenFolder(), '..', 'tools', 'score-events.mjs');
}

/** Whether the reference scorer is there. */
export function hasScorer(): boolean {
  return existsSync(scorerPath());
}

function asScored(events: readonly GivenEvent[]) {
  return events.map(({ sequence, type, startFrame, endFrame, actors, score }) => ({
    seq: sequence,
    type,
    s: startFrame,
    e: endFrame,
    actors: actors.split('|'),
    score,
  }));
}

/** Scores predictions of all types of a set by the reference scorer; types without truth are left out. */
export async function scoreByReference(
  set: GivenSet,
  predictions: readonly GivenEvent[],
  levels: readonly number[],
): Promise<ReadonlyMap<string, ReferenceFigures>> {
  const { score } = (await import(pathToFileURL(scorerPath()).href)) as { readonly score: Scorer };
  const result = score(asScored(set.truth), asScored(predictions), {
    tiou: levels,
    tracks: set.labelled,
    interiorOnly: set.labelled !== undefined,
    scope: set.scope,
  });
  return new Map(Object.entries(resultSchema.parse(result).types));
}

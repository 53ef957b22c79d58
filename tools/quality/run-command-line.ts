import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { runNode } from '../process.ts';
import type { ScoredSpan } from './spans.ts';

/** Runs `aftertrack run` in a workspace of its own inside `folder`, with its candidates as CSV; answers the path of that. */
export async function findCandidates(folder: string, args: readonly string[]): Promise<string> {
  const out = join(folder, 'candidates.csv');
  const env = { AFTERTRACK_WORKSPACE: join(folder, 'workspace') };
  const { code, output } = await runNode(['main/cli.ts', 'run', ...args, '--out', out], { quiet: true, env });
  if (code !== 0) throw new Error(`aftertrack run ended with ${code}: ${output}`);
  return out;
}

const wholeSchema = z.coerce.number().int();
const candidateSchema = z.object({
  type: z.string(),
  start_frame: wholeSchema,
  end_frame: wholeSchema,
  actors: z.string(),
  score: z.coerce.number(),
});
const trueEventSchema = z.object({
  type: z.string(),
  start_frame: wholeSchema,
  end_frame_exclusive: wholeSchema,
  actor_ids: z.string(),
});

async function readRows<Row>(path: string, schema: z.ZodType<Row>): Promise<readonly Row[]> {
  const rows: unknown = parse(await readFile(path, 'utf8'), { columns: true });
  return z.array(schema).parse(rows);
}

function sortedIds(ids: string): string {
  return ids.split('|').toSorted().join('|');
}

/** The candidates that `aftertrack run --out` wrote. */
export async function readCandidates(path: string): Promise<readonly ScoredSpan[]> {
  const rows = await readRows(path, candidateSchema);
  return rows.map(({ type, start_frame: startFrame, end_frame: endFrame, actors, score }) => ({
    type,
    startFrame,
    endFrame,
    actors: sortedIds(actors),
    score,
  }));
}

/** The sample's true events. */
export async function readTrueEvents(path: string): Promise<readonly ScoredSpan[]> {
  const rows = await readRows(path, trueEventSchema);
  return rows.map(({ type, start_frame: startFrame, end_frame_exclusive: endFrame, actor_ids: ids }) => ({
    type,
    startFrame,
    endFrame,
    actors: sortedIds(ids),
    score: 1,
  }));
}

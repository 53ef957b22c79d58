import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root, runNode } from '../process.ts';
import { findCandidates } from './run-command-line.ts';
import { markdownTable } from './section.ts';

const thresholds = ['0.1', '0.25', '0.5'];

const figuresSchema = z.object({
  truth: z.int(),
  pred: z.int(),
  frame: z.object({ f1: z.number() }),
  at: z.record(
    z.string(),
    z.object({ f1: z.number(), ceiling: z.number(), boundary: z.object({ mae: z.number().nullable() }) }),
  ),
});
const scoresSchema = z.object({ types: z.record(z.string(), figuresSchema), pooled: figuresSchema });
type Figures = z.infer<typeof figuresSchema>;

/** Where the real clip and its scorer lie. */
export interface ClipPaths {
  readonly folder: string;
  readonly scorer: string;
}

/** The given data and scorer: AFTERTRACK_DATA and AFTERTRACK_SCORER, else beside the project. */
export function clipPaths(): ClipPaths {
  const data = process.env['AFTERTRACK_DATA'] ?? join(root, '..', 'shared', 'data');
  const scorer = process.env['AFTERTRACK_SCORER'] ?? join(data, '..', 'tools', 'score-events.mjs');
  return { folder: join(data, 'video'), scorer };
}

/** What is missing of them, in a sentence. */
export function missingOf({ folder, scorer }: ClipPaths): string | undefined {
  const absent = [join(folder, 'person-at-table.tracks.csv'), scorer].filter((path) => !existsSync(path));
  return absent.length === 0 ? undefined : `There is no ${absent.join(' and no ')}.`;
}

async function score(paths: ClipPaths, candidates: string): Promise<z.infer<typeof scoresSchema>> {
  const truth = join(paths.folder, 'person-at-table.events.csv');
  const ends = ['--end', 'inclusive', '--pred-end', 'exclusive'];
  const args = [paths.scorer, '--truth', truth, '--pred', candidates, ...ends];
  const asked = ['--tiou', thresholds.join(','), '--json'];
  const { code, output } = await runNode([...args, ...asked], { quiet: true });
  if (code !== 0) throw new Error(`The scorer ended with ${code}: ${output}`);
  return scoresSchema.parse(JSON.parse(output));
}

function rowOf([type, { truth, pred, frame, at }]: readonly [string, Figures]): (string | number)[] {
  const found = thresholds.map((threshold) => at[threshold]);
  const f1 = found.map((figures) => (figures === undefined ? '' : figures.f1.toFixed(2)));
  const [lowest] = found;
  const edges = lowest?.boundary.mae?.toFixed(1) ?? '';
  return [type, truth, pred, ...f1, lowest?.ceiling.toFixed(2) ?? '', edges, frame.f1.toFixed(2)];
}

/** Runs the command line on the real clip and scores its candidates with the given scorer; the section as Markdown. */
export async function clipSection(folder: string, paths: ClipPaths): Promise<string> {
  const file = (ending: string) => join(paths.folder, `person-at-table.${ending}`);
  const args = ['--tracks', file('tracks.csv'), '--clip', file('mp4'), '--zones', file('zones.json')];
  const out = await findCandidates(folder, [...args, '--ontology', 'table', '--name', 'person-at-table']);
  const { types, pooled } = await score(paths, out);
  const names = ['type', 'events', 'candidates', 'F1 at .1', 'F1 at .25', 'F1 at .5', 'reached', 'edges'];
  return [
    '```',
    'aftertrack run --tracks person-at-table.tracks.csv --clip person-at-table.mp4 \\',
    '  --zones person-at-table.zones.json --ontology table --name person-at-table --out candidates.csv',
    'score-events.mjs --truth person-at-table.events.csv --pred candidates.csv \\',
    `  --end inclusive --pred-end exclusive --tiou ${thresholds.join(',')}`,
    '```',
    '',
    markdownTable([...names, 'frame F1'], [...Object.entries(types), ['all', pooled] as const].map(rowOf)),
  ].join('\n');
}

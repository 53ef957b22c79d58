import { join } from 'node:path';
import { writeSampleFiles } from '#main/services/sample-files';
import { root } from '../process.ts';
import { findCandidates, readCandidates, readTrueEvents } from './run-command-line.ts';
import { markdownTable } from './section.ts';
import { compareType, type ScoredSpan, type TypeFigures } from './spans.ts';

const thresholds = [0.1, 0.25, 0.5];

interface Compared {
  readonly figures: readonly TypeFigures[];
  readonly pooled: TypeFigures;
  /** Candidates of types that have no true events. */
  readonly unscored: number;
}

function pool(spans: readonly ScoredSpan[]): readonly ScoredSpan[] {
  return spans.map((span) => ({ ...span, type: 'all', actors: `${span.type} ${span.actors}` }));
}

function compare(truth: readonly ScoredSpan[], candidates: readonly ScoredSpan[]): Compared {
  const types = [...new Set(truth.map(({ type }) => type))].toSorted();
  const scored = candidates.filter(({ type }) => types.includes(type));
  return {
    figures: types.map((type) => compareType(type, { truth, candidates }, thresholds)),
    pooled: compareType('all', { truth: pool(truth), candidates: pool(scored) }, thresholds),
    unscored: candidates.length - scored.length,
  };
}

function rowOf({ type, truth, candidates, f1, reached, edgeErrorFrames }: TypeFigures): (string | number)[] {
  const edges = edgeErrorFrames === undefined ? '' : edgeErrorFrames.toFixed(1);
  return [type, truth, candidates, ...f1.map((value) => value.toFixed(2)), reached.toFixed(2), edges];
}

/** Runs the rules on the sample plaza and compares with what happens there by construction; the section as Markdown. */
export async function sampleSection(folder: string): Promise<string> {
  const inputs = join(folder, 'inputs');
  const files = await writeSampleFiles(inputs, join(root, 'resources'));
  const args = files.flatMap(({ role, path }) => [`--${role.replace('_', '-')}`, path]);
  const out = await findCandidates(folder, [...args, '--ontology', 'plaza']);
  const truth = await readTrueEvents(join(inputs, 'plaza.true-events.csv'));
  const { figures, pooled, unscored } = compare(truth, await readCandidates(out));
  const names = ['type', 'events', 'candidates', 'F1 at .1', 'F1 at .25', 'F1 at .5', 'reached', 'edges'];
  return [
    '`npm run quality`, ontology `plaza`, the files that the sample project is made from.',
    '',
    markdownTable(names, [...figures, pooled].map(rowOf)),
    ...(unscored === 0 ? [] : ['', `Not scored: ${unscored} candidates of types without true events.`]),
  ].join('\n');
}

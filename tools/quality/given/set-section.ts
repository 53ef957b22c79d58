import { markdownTable } from '../section.ts';
import { type GivenQuality, shippedOntology, type TypeQuality } from './given-quality.ts';
import { foundOverlap, generousScore } from './generous.ts';
import type { GivenEvent, GivenSet } from './given-set.ts';
import { foldsOf, isInBlocks } from './given-set.ts';
import { isGiven, readPredictions } from './read-given.ts';
import { hasScorer, scoreByReference } from './reference-scorer.ts';
import { f1Interval, type Interval, pairedDifference } from './resample.ts';
import { addCounts, type Counts, type TypeScore } from './score.ts';
import { type Chosen, readSettings } from './settings-file.ts';
import { missedLines } from './missed.ts';
import { outOfFold } from './tune.ts';
import {
  createScenes,
  createTypeEvaluation,
  type SetScenes,
  type TypeEvaluation,
} from './type-evaluation.ts';
import { wholeTracks } from './whole-track.ts';

const levels = [0.1, 0.25, 0.5];

function two(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(2);
}

function intervalText(interval: Interval | undefined): string {
  return interval === undefined ? '' : ` (${two(interval[0])} to ${two(interval[1])})`;
}

/** One type as it was measured: what the rule found in held-out folds, and what others find. */
interface Measured {
  readonly quality: TypeQuality;
  readonly evaluation: TypeEvaluation;
  readonly chosen: Chosen;
  readonly ours: readonly GivenEvent[];
  readonly own: TypeScore;
}

function measureType(
  set: GivenSet,
  scenes: SetScenes,
  given: GivenQuality,
  quality: TypeQuality,
): Measured | undefined {
  const ontology = shippedOntology(given.ontology);
  if (ontology === undefined || !ontology.events.some(({ name }) => name === quality.type)) return undefined;
  const evaluation = createTypeEvaluation(set, scenes, ontology, quality.type);
  const shipped: Chosen = { folds: {}, all: {}, generous: {} };
  const chosen = readSettings(given.settingsOf ?? given.set, given.ontology).types[quality.type] ?? shipped;
  const ours = outOfFold(evaluation, chosen);
  return { quality, evaluation, chosen, ours, own: evaluation.scorer.score(ours, levels) };
}

function generousCells({ evaluation, chosen }: Measured): readonly string[] {
  let [found, truth, candidates] = [0, 0, 0];
  for (const [fold, settings] of Object.entries(chosen.generous)) {
    const score = generousScore(evaluation, settings, (other) => String(other) === fold);
    found += score.found;
    truth += score.truth;
    candidates += score.candidates;
  }
  return truth === 0 ? ['', ''] : [two(found / truth), (candidates / truth).toFixed(1)];
}

function edgeCells(errors: readonly number[]): readonly string[] {
  if (errors.length === 0) return ['', ''];
  const sorted = errors.toSorted((a, b) => a - b);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return [mean.toFixed(1), String(sorted[sorted.length >> 1])];
}

function scoreRow(set: GivenSet, measured: Measured): readonly (string | number)[] {
  const { own, quality } = measured;
  const f1 = [...own.levels].map(([level, score]) => {
    const isTold = level !== levels[0] && !isInBlocks(set);
    const interval = isTold ? f1Interval(score.counts) : undefined;
    return `${two(score.f1)}${intervalText(interval)}`;
  });
  return [
    quality.type,
    own.truth,
    own.predictions,
    ...f1,
    two(own.levels.get(0.25)?.ap),
    ...generousCells(measured),
    ...edgeCells(own.levels.get(0.1)?.edgeErrors ?? []),
    two(own.frameF1),
  ];
}

/** Every printed figure is this scorer's own; where the reference scorer is there, both must count the same. */
async function checkAgainstReference(set: GivenSet, measured: readonly Measured[]): Promise<void> {
  if (!hasScorer()) return;
  const predictions = measured.flatMap(({ ours }) => ours);
  const reference = await scoreByReference(set, predictions, levels);
  for (const { quality, own } of measured)
    for (const [level, { counts }] of own.levels) {
      const theirs = reference.get(quality.type)?.at[level];
      const [hits, spurious, missed] = addCounts(counts);
      if (theirs?.tp !== hits || theirs.fp !== spurious || theirs.fn !== missed)
        throw new Error(`The reference scorer counts ${quality.type} at ${level} differently.`);
    }
}

const scoreNames = [
  'type',
  'events',
  'candidates',
  'F1 at .1',
  'F1 at .25',
  'F1 at .5',
  'AP at .25',
  `reached at ${foundOverlap} generously`,
  'with candidates per event',
  'edges, mean',
  'edges, median',
  'frame F1',
];

function countsAt(score: TypeScore, level: number): readonly Counts[] {
  return score.levels.get(level)?.counts ?? [];
}

/** What stands beside the rules with settings out of fold. */
interface Beside {
  /** The rules with the shipped values, which were chosen on all of these recordings. */
  readonly shipped: TypeScore;
  readonly whole: TypeScore;
  readonly forest: TypeScore;
}

function besideRow(
  set: GivenSet,
  { quality, evaluation, own }: Measured,
  { shipped, whole, forest }: Beside,
): readonly string[] {
  const both = (score: TypeScore) => `${two(score.levels.get(0.25)?.f1)} / ${two(score.levels.get(0.5)?.f1)}`;
  const hand = quality.handRule === undefined ? '' : quality.handRule.map(two).join(' / ');
  const differences = [0.25, 0.5].map((level) => {
    if (forest.predictions === 0) return '';
    const { difference, interval } = pairedDifference(countsAt(own, level), countsAt(forest, level));
    return `${difference < 0 ? '' : '+'}${two(difference)}${isInBlocks(set) ? '' : intervalText(interval)}`;
  });
  const forestCell = forest.predictions === 0 ? '' : both(forest);
  return [evaluation.type, both(own), both(shipped), both(whole), hand, forestCell, ...differences];
}

const besideNames = [
  'type',
  'rules',
  'rules as shipped',
  'whole track',
  'hand rule',
  'forest',
  'rules less forest at .25',
  'at .5',
];

/** The section of a set: figures, what stands beside them, and what is missed and why; undefined without rules for it. */
export async function setSection(given: GivenQuality): Promise<string | undefined> {
  if (shippedOntology(given.ontology) === undefined) return undefined;
  const set = given.read();
  const scenes = createScenes(set);
  const measured = given.types.flatMap((quality) => measureType(set, scenes, given, quality) ?? []);
  if (measured.length === 0) return undefined;
  await checkAgainstReference(set, measured);
  const { forest } = given;
  const predictions =
    forest !== undefined && isGiven('baselines')
      ? readPredictions(forest.file, forest.extra, forest.typeOf)
      : [];
  const theirs = forest?.placed?.(predictions) ?? predictions;
  const rows = measured.map((one) => scoreRow(set, one));
  const beside = measured.map((one) => {
    const { scorer, type } = one.evaluation;
    return besideRow(set, one, {
      shipped: scorer.score(one.evaluation.outcome({}).predictions.flat(), levels),
      whole: scorer.score(wholeTracks(set, type), levels),
      forest: scorer.score(theirs, levels),
    });
  });
  return [
    `\`npm run quality -- --set ${given.set}\`, ontology \`${given.ontology}\`. ${settingsText(set, given.settingsOf ?? given.set)}`,
    '',
    markdownTable(scoreNames, rows),
    '',
    'Beside them, F1 at .25 / .5:',
    '',
    markdownTable(besideNames, beside),
    '',
    ...measured.flatMap((one) => missedLines(set, scenes, one)),
  ].join('\n');
}

function settingsText(set: GivenSet, chosenOn: string): string {
  const folds = foldsOf(set);
  if (folds.length === 0)
    return 'Settings as shipped: one recording has no folds, so they were not chosen without it.';
  const chosen = `were chosen on the others (\`--tune ${chosenOn}\`)`;
  if (isInBlocks(set))
    return `One recording in ${folds.length} blocks of time, an event counting in that in which its actors meet. Settings for each block ${chosen}; the blocks share people and place, so no interval is told.`;
  return `${set.sequences.length} recordings. Settings for each of ${folds.length} folds of them ${chosen}; intervals are of 95 %, over resampled recordings.`;
}

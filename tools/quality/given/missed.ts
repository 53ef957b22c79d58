import { markdownTable } from '../section.ts';
import type { Settings } from './evaluate.ts';
import type { GivenEvent, GivenSet } from './given-set.ts';
import { matchRanked, overlapOf, rankPredictions } from './match.ts';
import { clausesOf, createRuleView, type RuleClause, type RuleView } from './rule-clauses.ts';
import type { Chosen } from './settings-file.ts';
import { spansLine, valueLine } from './timeline.ts';
import type { SetScenes, TypeEvaluation } from './type-evaluation.ts';

/** What is told about a type: what it missed at an overlap of .25, and why. */
export interface Told {
  readonly evaluation: TypeEvaluation;
  readonly chosen: Chosen;
  readonly ours: readonly GivenEvent[];
}

const level = 0.25;
const drawnExamples = 3;
/** Seconds drawn before and after an event. */
const aroundS = 1.5;

interface Split {
  readonly found: readonly GivenEvent[];
  readonly missed: readonly GivenEvent[];
}

function splitTruth({ evaluation, ours }: Told): Split {
  const by = Map.groupBy(ours, ({ sequence }) => sequence);
  const found: GivenEvent[] = [];
  const missed: GivenEvent[] = [];
  for (const sequence of evaluation.scorer.sequences) {
    const truth = evaluation.scorer.truthOf(sequence);
    const taken = new Set(matchRanked(rankPredictions(truth, by.get(sequence) ?? []), level));
    for (const [number, event] of truth.entries()) (taken.has(number) ? found : missed).push(event);
  }
  return { found, missed };
}

function settingsFor({ evaluation, chosen }: Told, sequence: string): Settings {
  const fold = evaluation.folds[evaluation.scorer.sequences.indexOf(sequence)];
  return (fold === undefined ? undefined : chosen.folds[fold]) ?? chosen.all;
}

/** A view for each recording, made when it is asked for. */
function createViews(scenes: SetScenes, told: Told): (sequence: string) => RuleView | undefined {
  const views = new Map<string, RuleView>();
  const { ontology, type } = told.evaluation;
  return (sequence) => {
    const maker = scenes.get(sequence);
    const known = views.get(sequence);
    if (known !== undefined || maker === undefined) return known;
    const view = createRuleView(ontology, type, maker, settingsFor(told, sequence));
    views.set(sequence, view);
    return view;
  };
}

type Views = ReturnType<typeof createViews>;

function meanShare(views: Views, clause: RuleClause, events: readonly GivenEvent[]): number {
  const shares = events
    .map((event) => views(event.sequence)?.trueShare(clause, event) ?? Number.NaN)
    .filter((share) => !Number.isNaN(share));
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
}

function clauseTable(views: Views, clauses: readonly RuleClause[], { found, missed }: Split): string {
  const rows = clauses.map((clause) => [
    `\`${clause.text}\``,
    meanShare(views, clause, found).toFixed(2),
    meanShare(views, clause, missed).toFixed(2),
  ]);
  return markdownTable(['holds in this share of the frames of', 'found events', 'missed events'], rows);
}

/** The condition that holds least in an event. */
function weakestOf(
  view: RuleView,
  clauses: readonly RuleClause[],
  event: GivenEvent,
): RuleClause | undefined {
  const shares = clauses.map((clause) => [clause, view.trueShare(clause, event)] as const);
  return shares.filter(([, share]) => !Number.isNaN(share)).toSorted((a, b) => a[1] - b[1])[0]?.[0];
}

function namesOf(events: readonly GivenEvent[]): string {
  const counts = [...Map.groupBy(events, ({ sequence }) => sequence)].map(
    ([id, own]) => [id, own.length] as const,
  );
  const most = counts.toSorted((a, b) => b[1] - a[1]).slice(0, 8);
  return most.map(([id, count]) => (count === 1 ? id : `${id} (${count})`)).join(', ');
}

/** Some of the missed, spread over the list. */
function examplesOf(missed: readonly GivenEvent[]): readonly GivenEvent[] {
  const count = Math.min(drawnExamples, missed.length);
  return Array.from(
    { length: count },
    (_, i) => missed[Math.floor(((i + 0.5) * missed.length) / count)],
  ).filter((event) => event !== undefined);
}

function boundsOf(view: RuleView, clause: RuleClause, event: GivenEvent, frames: readonly number[]) {
  const values = frames
    .map((frame) => view.valueAt(clause, event, frame))
    .filter((value) => !Number.isNaN(value));
  return values.length === 0 ? undefined : ([Math.min(...values), Math.max(...values)] as const);
}

function draw(set: GivenSet, told: Told, view: RuleView, clauses: readonly RuleClause[], event: GivenEvent) {
  const sequence = set.sequences.find(({ id }) => id === event.sequence);
  const around = Math.round(aroundS * (sequence?.fps ?? 25));
  const shown = {
    startFrame: Math.max(0, event.startFrame - around),
    endFrame: Math.min(sequence?.frames ?? event.endFrame, event.endFrame + around),
  };
  const own = told.ours.filter((one) => one.sequence === event.sequence && one.actors === event.actors);
  const best = Math.max(0, ...own.map((one) => overlapOf(one, event)));
  const weakest = weakestOf(view, clauses, event);
  const frames = Array.from({ length: shown.endFrame - shown.startFrame }, (_, i) => shown.startFrame + i);
  const bounds = weakest && boundsOf(view, weakest, event, frames);
  const valueLines =
    weakest?.value === undefined || bounds === undefined
      ? []
      : [
          `value      ${valueLine(shown, (frame) => view.valueAt(weakest, event, frame), bounds)}`,
          `           ${weakest.value.text}: ${bounds[0].toFixed(2)} to ${bounds[1].toFixed(2)} ${weakest.value.unit}`,
        ];
  return [
    `${event.sequence} ${event.actors}, frames ${shown.startFrame} to ${shown.endFrame}, best overlap ${best.toFixed(2)}`,
    `said       ${spansLine(shown, [[event.startFrame, event.endFrame]], '#')}`,
    `candidates ${spansLine(
      shown,
      own.map((one) => [one.startFrame, one.endFrame]),
      '=',
    )}`,
    ...valueLines,
  ];
}

/** What a type's rule misses: how many, in which recordings, which conditions fail there, and some of them drawn. */
export function missedLines(set: GivenSet, scenes: SetScenes, told: Told): readonly string[] {
  const { ontology, type, scorer } = told.evaluation;
  const event = ontology.events.find(({ name }) => name === type);
  if (event === undefined) return [];
  const split = splitTruth(told);
  const { missed, found } = split;
  const spurious = scorer.counted(told.ours).length - found.length;
  const heading = `### ${type}: ${missed.length} of ${missed.length + found.length} missed, ${spurious} too many, at an overlap of ${level}`;
  if (missed.length === 0) return [heading, ''];
  const clauses = clausesOf(ontology, event);
  const views = createViews(scenes, told);
  const drawings = examplesOf(missed).flatMap((one) => {
    const view = views(one.sequence);
    return view === undefined ? [] : [[...draw(set, told, view, clauses, one)].join('\n')];
  });
  return [
    heading,
    '',
    `Missed most in ${namesOf(missed)}.`,
    '',
    clauseTable(views, clauses, split),
    '',
    '```',
    drawings.join('\n\n'),
    '```',
    '',
  ];
}

import type { Settings } from './evaluate.ts';
import type { GivenEvent } from './given-set.ts';
import { overlapOf } from './match.ts';
import type { TypeEvaluation } from './type-evaluation.ts';

/** The overlap that counts as found. */
export const foundOverlap = 0.3;
/** Reaching events better than need be makes it likelier that those not seen yet are reached at all. */
const betterOverlaps = [0.45, 0.6];
/** A candidate that overlaps one already shown by so much is not shown. */
const doubleOverlap = 0.7;

/** What is shown in each recording so far, in the order of the scorer's `sequences`. */
type Shown = readonly (readonly GivenEvent[])[];

/** Those of a recording's candidates, best scored first, that double none that is shown before them. */
export function addedTo(
  shown: readonly GivenEvent[],
  candidates: readonly GivenEvent[],
): readonly GivenEvent[] {
  const added: GivenEvent[] = [];
  const isDouble = (candidate: GivenEvent) => (other: GivenEvent) =>
    other.actors === candidate.actors && overlapOf(other, candidate) >= doubleOverlap;
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score))
    if (!shown.some(isDouble(candidate)) && !added.some(isDouble(candidate))) added.push(candidate);
  return added;
}

function addedBy(evaluation: TypeEvaluation, shown: Shown, settings: Settings): Shown {
  return evaluation.outcome(settings).predictions.map((candidates, i) => addedTo(shown[i] ?? [], candidates));
}

function join(shown: Shown, added: Shown): Shown {
  return added.map((candidates, i) => [...(shown[i] ?? []), ...candidates]);
}

interface Tally {
  readonly found: number;
  /** How often an event is reached better than need be. */
  readonly better: number;
  readonly truth: number;
  readonly candidates: number;
}

type IsKept = (fold: number | undefined) => boolean;

function reaches(candidates: readonly GivenEvent[], event: GivenEvent, overlap: number): boolean {
  return candidates.some((one) => one.actors === event.actors && overlapOf(event, one) >= overlap - 1e-9);
}

/** True events in the recordings that are kept, how many of them the shown candidates reach, and how many are shown. */
function tally({ scorer, folds }: TypeEvaluation, shown: Shown, isKept: IsKept): Tally {
  let [found, better, truth, candidates] = [0, 0, 0, 0];
  for (const [i, sequence] of scorer.sequences.entries()) {
    if (!isKept(folds[i])) continue;
    const here = shown[i] ?? [];
    const events = scorer.truthOf(sequence);
    truth += events.length;
    candidates += here.length;
    for (const event of events) {
      if (reaches(here, event, foundOverlap)) found += 1;
      for (const overlap of betterOverlaps) if (reaches(here, event, overlap)) better += 1;
    }
  }
  return { found, better, truth, candidates };
}

/** What several settings find together in the recordings that are kept. */
export function generousScore(
  evaluation: TypeEvaluation,
  chosen: readonly Settings[],
  isKept: IsKept,
): Tally {
  let shown: Shown = evaluation.scorer.sequences.map(() => []);
  for (const settings of chosen) shown = join(shown, addedBy(evaluation, shown, settings));
  return tally(evaluation, shown, isKept);
}

export interface GenerousBudget {
  /** Candidates per true event that may be shown. */
  readonly perTruth: number;
  readonly settings: number;
}

/** Finding one more true event is worth so many more candidates. */
const worth = 200;

interface Offer {
  readonly settings: Settings;
  readonly shown: Shown;
  readonly candidates: number;
  /** What it finds less what it shows. */
  readonly value: number;
}

/** What each of the pool would add that fits the budget. */
function offersOf(
  evaluation: TypeEvaluation,
  pool: readonly Settings[],
  shown: Shown,
  { perTruth }: GenerousBudget,
  isKept: IsKept,
): readonly Offer[] {
  return pool.flatMap((settings) => {
    const next = join(shown, addedBy(evaluation, shown, settings));
    const { found, better, truth, candidates } = tally(evaluation, next, isKept);
    if (candidates > perTruth * truth) return [];
    return [{ settings, shown: next, candidates, value: worth * found + (worth / 4) * better - candidates }];
  });
}

/**
 * Settings that together find most within the budget, one added at a time, by the recordings that are kept. Once none finds more
 * there, the rest of the budget is spent on those that show most: the recordings that are held out may hold what these do not.
 */
export function chooseGenerous(
  evaluation: TypeEvaluation,
  pool: readonly Settings[],
  budget: GenerousBudget,
  isKept: IsKept,
): readonly Settings[] {
  const chosen: Settings[] = [];
  let shown: Shown = evaluation.scorer.sequences.map(() => []);
  let [best, candidates] = [-1, 0];
  while (chosen.length < budget.settings) {
    const offers = offersOf(evaluation, pool, shown, budget, isKept);
    const [most] = offers.toSorted((a, b) => b.value - a.value);
    const [widest] = offers.toSorted((a, b) => b.candidates - a.candidates || b.value - a.value);
    const offer = most !== undefined && most.value > best ? most : widest;
    if (offer === undefined || (offer === widest && offer.candidates <= candidates && offer.value <= best))
      break;
    best = Math.max(best, offer.value);
    ({ shown, candidates } = offer);
    chosen.push(offer.settings);
  }
  return chosen;
}

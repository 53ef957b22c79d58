import type { Settings } from './evaluate.ts';
import type { GivenEvent } from './given-set.ts';
import { overlapOf } from './match.ts';
import type { TypeEvaluation } from './type-evaluation.ts';

/** What a reviewer who wants to miss little is shown: several settings together, near doubles left out. */
export interface GenerousScore {
  readonly recall: number;
  readonly perTruth: number;
}

/** The overlap that counts as found. */
export const foundOverlap = 0.3;
/** A candidate that overlaps one already shown by so much is not shown. */
const doubleOverlap = 0.6;

/** The candidates of several settings, best scored first, without those that double one before them. */
export function withoutDoubles(candidates: readonly GivenEvent[]): readonly GivenEvent[] {
  const kept: GivenEvent[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    const isDouble = kept.some(
      (other) => other.actors === candidate.actors && overlapOf(other, candidate) >= doubleOverlap,
    );
    if (!isDouble) kept.push(candidate);
  }
  return kept;
}

/** What several settings find together in the recordings that are kept. */
export function generousScore(
  evaluation: TypeEvaluation,
  chosen: readonly Settings[],
  isKept: (fold: number | undefined) => boolean,
): { readonly found: number; readonly truth: number; readonly candidates: number } {
  const { scorer, folds } = evaluation;
  let [found, truth, candidates] = [0, 0, 0];
  for (const [i, sequence] of scorer.sequences.entries()) {
    if (!isKept(folds[i])) continue;
    const shown = withoutDoubles(
      chosen.flatMap((settings) => evaluation.outcome(settings).predictions[i] ?? []),
    );
    const events = scorer.truthOf(sequence);
    truth += events.length;
    candidates += shown.length;
    found += events.filter((event) =>
      shown.some((one) => one.actors === event.actors && overlapOf(event, one) >= foundOverlap - 1e-9),
    ).length;
  }
  return { found, truth, candidates };
}

export interface GenerousBudget {
  /** Candidates per true event that may be shown. */
  readonly perTruth: number;
  readonly settings: number;
}

/** Settings that together find most within the budget, one added at a time, by the recordings that are kept. */
export function chooseGenerous(
  evaluation: TypeEvaluation,
  pool: readonly Settings[],
  budget: GenerousBudget,
  isKept: (fold: number | undefined) => boolean,
): readonly Settings[] {
  let chosen: readonly Settings[] = [];
  let best = -1;
  while (chosen.length < budget.settings) {
    const offers = pool.flatMap((settings) => {
      const { found, truth, candidates } = generousScore(evaluation, [...chosen, settings], isKept);
      const perTruth = truth === 0 ? 0 : candidates / truth;
      return perTruth > budget.perTruth ? [] : [{ settings, value: found - 0.002 * candidates }];
    });
    const [offer] = offers.toSorted((a, b) => b.value - a.value);
    if (offer === undefined || offer.value <= best) break;
    best = offer.value;
    chosen = [...chosen, offer.settings];
  }
  return chosen;
}

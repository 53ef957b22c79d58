import type { Settings } from './evaluate.ts';
import { chooseGenerous, type GenerousBudget } from './generous.ts';
import { bestSettings, randomSettings, shippedSettings, tunablesOf } from './search.ts';
import type { Chosen } from './settings-file.ts';
import { objectiveOf, type TypeEvaluation } from './type-evaluation.ts';

export interface TuneOptions {
  /** Settings drawn over the ranges before the search from the best of them. */
  readonly draws: number;
  /** Further ones among which several are looked for that miss little together. */
  readonly generousDraws: number;
  readonly rounds: number;
  readonly seed: number;
  readonly budget: GenerousBudget;
}

/**
 * Chooses a type's settings: for each fold on all others, and on all. A set without folds has only the last, which was then
 * chosen on what it is measured on.
 */
export function tuneType(evaluation: TypeEvaluation, options: TuneOptions): Chosen {
  const tunables = tunablesOf(evaluation.ontology, evaluation.type);
  const drawn = [shippedSettings(tunables), ...randomSettings(tunables, options.draws, options.seed)];
  const choose = (heldOut?: number): Settings =>
    bestSettings(
      tunables,
      drawn,
      (settings) => objectiveOf(evaluation, evaluation.outcome(settings), heldOut),
      options.rounds,
    );
  const folds = [...new Set(evaluation.folds.flatMap((fold) => fold ?? []))].toSorted((a, b) => a - b);
  const byFold = folds.map((fold) => [fold, choose(fold)] as const);
  const more = randomSettings(tunables, options.generousDraws, options.seed + 1);
  const pool = [...byFold.map(([, settings]) => settings), ...drawn, ...more];
  const generous = folds.map(
    (fold) => [fold, chooseGenerous(evaluation, pool, options.budget, (other) => other !== fold)] as const,
  );
  const writable = (all: readonly Settings[]) => all.map((settings) => ({ ...settings }));
  return {
    folds: Object.fromEntries(byFold),
    all: choose(),
    generous: Object.fromEntries(generous.map(([fold, chosen]) => [fold, writable(chosen)])),
  };
}

/** What the settings chosen for each fold find in it, pooled; those chosen on all where a recording has no fold. */
export function outOfFold(evaluation: TypeEvaluation, chosen: Chosen) {
  return evaluation.scorer.sequences.flatMap((_, i) => {
    const fold = evaluation.folds[i];
    const settings = (fold === undefined ? undefined : chosen.folds[fold]) ?? chosen.all;
    return evaluation.outcome(settings).predictions[i] ?? [];
  });
}

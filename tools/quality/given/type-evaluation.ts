import type { Ontology } from '#ontology/model';
import { planOf, predictIn, type Settings } from './evaluate.ts';
import type { GivenEvent, GivenSet } from './given-set.ts';
import { createSceneMaker, type SceneMaker } from './scenes.ts';
import { addCounts, type Counts, createTypeScorer, f1Of, type TypeScorer } from './score.ts';

/** Overlaps whose mean F1 is what settings are chosen by. */
const wantedLevels = [0.25, 0.5] as const;

/** What settings find in every recording, and how that counts at the two wanted overlaps. */
export interface Outcome {
  /** By recording, in the order of the scorer's `sequences`. */
  readonly predictions: readonly (readonly GivenEvent[])[];
  readonly counts: readonly (readonly Counts[])[];
}

/** One event type of an ontology on a set; every settings are evaluated once. */
export interface TypeEvaluation {
  readonly type: string;
  readonly ontology: Ontology;
  readonly scorer: TypeScorer;
  /** Fold of each of the scorer's recordings. */
  readonly folds: readonly (number | undefined)[];
  outcome(settings: Settings): Outcome;
}

/** Features of a set, computed once for all ontologies and types. */
export type SetScenes = ReadonlyMap<string, SceneMaker>;

export function createScenes(set: GivenSet): SetScenes {
  return new Map(set.sequences.map((sequence) => [sequence.id, createSceneMaker(sequence)]));
}

/** The same text for the same settings, in any order. */
function keyOf(settings: Settings): string {
  return JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function createTypeEvaluation(
  set: GivenSet,
  scenes: SetScenes,
  ontology: Ontology,
  type: string,
): TypeEvaluation {
  const plan = planOf(ontology, type);
  const scorer = createTypeScorer(set, type);
  const foldOf = new Map(set.sequences.map(({ id, fold }) => [id, fold]));
  const known = new Map<string, Outcome>();
  const evaluate = (settings: Settings): Outcome => {
    const predictions = scorer.sequences.map((sequence) => {
      const maker = scenes.get(sequence);
      return maker === undefined ? [] : scorer.counted(predictIn(plan, type, maker, settings));
    });
    const counts = scorer.sequences.map((sequence, i) =>
      scorer.countsOf(sequence, predictions[i] ?? [], wantedLevels),
    );
    return { predictions, counts };
  };
  return {
    type,
    ontology,
    scorer,
    folds: scorer.sequences.map((sequence) => foldOf.get(sequence)),
    outcome(settings) {
      const key = keyOf(settings);
      const outcome = known.get(key) ?? evaluate(settings);
      known.set(key, outcome);
      return outcome;
    },
  };
}

/** Mean F1 at the two wanted overlaps over the recordings outside a fold; over all where there is none. */
export function objectiveOf({ folds }: TypeEvaluation, outcome: Outcome, heldOut?: number): number {
  const kept = outcome.counts.filter((_, i) => heldOut === undefined || folds[i] !== heldOut);
  const f1 = wantedLevels.map((_, level) =>
    f1Of(addCounts(kept.map((counts) => counts[level] ?? [0, 0, 0]))),
  );
  return f1.reduce((sum, value) => sum + value, 0) / wantedLevels.length;
}

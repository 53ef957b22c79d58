import type { GivenEvent, GivenSet } from './given-set.ts';
import type { Chosen } from './settings-file.ts';
import type { SetScenes, TypeEvaluation } from './type-evaluation.ts';

/** What is told about a type: what it missed at an overlap of .25, and why. */
export interface Told {
  readonly evaluation: TypeEvaluation;
  readonly chosen: Chosen;
  readonly ours: readonly GivenEvent[];
}

/** Which true events the rule misses, as text. */
export function missedLines(_set: GivenSet, _scenes: SetScenes, told: Told): readonly string[] {
  return told.ours.length === 0 ? [`**${told.evaluation.type}** proposes nothing.`] : [];
}

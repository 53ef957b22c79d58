import type { Scene } from '#contract/ports/scene';
import type { EventStore } from './event-store.ts';
import type { CandidatePlan } from './plan.ts';
import type { TimeAxis } from './time-axis.ts';

/**
 * What every evaluation shares: the plan, the scene, the parameters' values and the events found so far. Values and events may be
 * others later, of which the evaluator is then told.
 */
export interface EvaluationContext {
  readonly plan: CandidatePlan;
  readonly scene: Scene;
  /** By name, in canonical units. */
  readonly values: ReadonlyMap<string, number>;
  readonly found: EventStore;
  /** The scene's, where several evaluators share it. */
  readonly axis?: TimeAxis | undefined;
}

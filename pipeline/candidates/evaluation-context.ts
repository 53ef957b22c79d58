import type { Scene } from '#contract/ports/scene';
import type { EventStore } from './event-store.ts';
import type { CandidatePlan } from './plan.ts';

/** What every evaluation shares: the plan, the scene, the parameters' values and the events found so far. */
export interface EvaluationContext {
  readonly plan: CandidatePlan;
  readonly scene: Scene;
  /** By name, in canonical units. */
  readonly values: ReadonlyMap<string, number>;
  readonly found: EventStore;
}

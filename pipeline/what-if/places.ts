import type { Scene } from '#contract/ports/scene';
import type { EventType } from '#ontology/model';
import { type Binding, bindingFits, pairBindings, trackBindings } from '#pipeline/candidates/binding';
import { nearBindings, nearMarginUs } from '#pipeline/candidates/near-segments';
import type { TimeAxis } from '#pipeline/candidates/time-axis';

type Values = ReadonlyMap<string, number>;

/** Tracks that may fill an event type's roles, and the stretches of frames that decide all about it there. */
export interface Place {
  readonly tracks: readonly number[];
  readonly stretches: readonly Binding[];
}

/**
 * Every place of an event type in a scene. `marginUs` is how much around the frames in which a pair is near belongs to a place;
 * undefined where the whole of it does.
 */
export function placesOf(
  scene: Scene,
  axis: TimeAxis,
  event: EventType,
  marginUs: number | undefined,
): readonly Place[] {
  if (event.roles.length === 1) {
    const fitting = trackBindings(scene).filter((binding) => bindingFits(scene, event, binding));
    return fitting.map((binding) => ({ tracks: binding.tracks, stretches: [binding] }));
  }
  return pairBindings(scene).flatMap((binding, number) => {
    if (!bindingFits(scene, event, binding)) return [];
    const near = scene.pairs[number >> 1]?.near;
    const isLocal = near !== undefined && marginUs !== undefined;
    const stretches = isLocal ? nearBindings(axis, binding, near, marginUs) : [binding];
    return stretches.length === 0 ? [] : [{ tracks: binding.tracks, stretches }];
  });
}

/** The margin that is enough for all values up to these; undefined where the whole of each place has to be looked at. */
export function marginFor(scene: Scene, event: EventType, values: Values): number | undefined {
  return nearMarginUs(event, values, scene.pairRadius);
}

/** Frames of a place. */
export function framesIn({ stretches }: Place): number {
  return stretches.reduce((sum, { startFrame, endFrame }) => sum + Math.max(0, endFrame - startFrame), 0);
}

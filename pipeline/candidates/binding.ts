import type { Scene } from '#contract/ports/scene';
import type { EventType, Role } from '#ontology/model';

/** Which track fills each role, and the frames `[startFrame, endFrame)` in which all of them exist. */
export interface Binding {
  /** Indexes into `scene.tracks`, by slot. */
  readonly tracks: readonly number[];
  readonly startFrame: number;
  readonly endFrame: number;
}

/** A key that the bindings of one event type share exactly when they are the same; order is ignored where roles may be swapped. */
export function bindingKey(tracks: readonly number[], symmetric: boolean): string {
  return (symmetric ? tracks.toSorted((a, b) => a - b) : tracks).join(',');
}

/** One binding per track. */
export function trackBindings(scene: Scene): readonly Binding[] {
  return scene.tracks.map(({ startFrame, endFrame }, track) => ({ tracks: [track], startFrame, endFrame }));
}

/** Two bindings per pair of the scene, one for each order. */
export function pairBindings(scene: Scene): readonly Binding[] {
  return scene.pairs.flatMap(({ a, b, startFrame, endFrame }) => [
    { tracks: [a, b], startFrame, endFrame },
    { tracks: [b, a], startFrame, endFrame },
  ]);
}

function fills(scene: Scene, role: Role, track: number | undefined): boolean {
  const className = track === undefined ? undefined : scene.tracks[track]?.className.toLowerCase();
  return role.sourceClasses.some((name) => name.toLowerCase() === className);
}

/** Whether these tracks may fill the event's roles; of two orders of a symmetric pair only the first does. */
export function bindingFits(scene: Scene, event: EventType, binding: Binding): boolean {
  const [a = 0, b = 0] = binding.tracks;
  if (binding.tracks.length !== event.roles.length) return false;
  if (event.symmetric && a > b) return false;
  return event.roles.every((role, slot) => fills(scene, role, binding.tracks[slot]));
}

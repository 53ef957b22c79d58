import type { Participant } from '#contract/entities/candidate';
import type { Scene } from '#contract/ports/scene';
import type { EventType } from '#ontology/model';

/** Who takes part in an event, by side. */
export interface Participants {
  readonly actors: readonly Participant[];
  readonly objects: readonly Participant[];
}

/** The tracks in an event type's roles, by slot, and the zones that stand among its objects. */
export function participantsOf(scene: Scene, event: EventType, tracks: readonly number[]): Participants {
  const filled = event.roles.map(({ name, is }, slot) => ({
    is,
    participant: { role: name, trackId: scene.tracks[tracks[slot] ?? 0]?.trackId ?? '' },
  }));
  const zones = event.objectZones.map((zoneId) => ({ role: 'zone', trackId: `zone:${zoneId}` }));
  const taking = (side: 'actor' | 'object'): readonly Participant[] =>
    filled.filter(({ is }) => is === side).map(({ participant }) => participant);
  return { actors: taking('actor'), objects: [...taking('object'), ...zones] };
}

import type { Participant } from '#contract/entities/candidate';
import type { Scene } from '#contract/ports/scene';
import type { EventType } from '#ontology/model';

/** Who takes part in an event, by side. */
export interface Participants {
  readonly actors: readonly Participant[];
  readonly objects: readonly Participant[];
}

/** The tracks in an event type's roles, by slot, those in its repeated role, and the zones that stand among its objects. */
export function participantsOf(
  scene: Scene,
  event: EventType,
  tracks: readonly number[],
  gathered: readonly number[] = [],
): Participants {
  const idOf = (track: number | undefined): string => scene.tracks[track ?? 0]?.trackId ?? '';
  const bound = event.roles.map(({ name, is }, slot) => ({
    is,
    participant: { role: name, trackId: idOf(tracks[slot]) },
  }));
  const role = event.gathers?.role;
  const others =
    role === undefined
      ? []
      : gathered.map((track) => ({ is: role.is, participant: { role: role.name, trackId: idOf(track) } }));
  const zones = event.objectZones.map((zoneId) => ({ role: 'zone', trackId: `zone:${zoneId}` }));
  const taking = (side: 'actor' | 'object'): readonly Participant[] =>
    [...bound, ...others].filter(({ is }) => is === side).map(({ participant }) => participant);
  return { actors: taking('actor'), objects: [...taking('object'), ...zones] };
}

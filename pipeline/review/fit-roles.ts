import type { Participant } from '#contract/entities/candidate';
import type { EventTypeSummary } from '#contract/entities/ontology-version';
import { ok, refuse } from '#contract/errors';
import type { Result } from '#contract/errors';

export interface Cast {
  readonly actors: readonly Participant[];
  readonly objects: readonly Participant[];
}

function isZone({ trackId }: Participant): boolean {
  return trackId.startsWith('zone:');
}

function people(participants: readonly Participant[]): string {
  return participants.map(({ trackId }) => trackId).join(', ');
}

/**
 * The same tracks in the roles of `type`, in the order of its roles, with the zones that its events name. Refuses a type that
 * takes another number of tracks: whom it is about cannot be guessed.
 */
export function fitRoles(type: EventTypeSummary, cast: Cast): Result<Cast> {
  const tracks = [...cast.actors, ...cast.objects].filter((participant) => !isZone(participant));
  if (tracks.length !== type.roles.length) {
    const names = type.roles.map(({ name }) => name).join(' and ');
    const message = `"${type.type}" is about ${names}, and this candidate names ${people(tracks)} only.`;
    const more = `"${type.type}" is about ${names} alone, and this candidate names ${people(tracks)}.`;
    return refuse('bad_value', tracks.length < type.roles.length ? message : more, { field: 'type' });
  }
  const bound = type.roles.map(({ name, is }, i) => ({ is, role: name, trackId: tracks[i]?.trackId ?? '' }));
  const inPart = (part: 'actor' | 'object') =>
    bound.filter(({ is }) => is === part).map(({ role, trackId }) => ({ role, trackId }));
  const zones = type.zones.map((zoneId) => ({ role: 'zone', trackId: `zone:${zoneId}` }));
  return ok({ actors: inPart('actor'), objects: [...inPart('object'), ...zones] });
}

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

type Role = EventTypeSummary['roles'][number];

interface Bound {
  readonly role: Role;
  readonly trackId: string;
}

/** The tracks in the roles they are named with, in the order of the type's; undefined where the type has not just these. */
function byName({ roles }: EventTypeSummary, tracks: readonly Participant[]): readonly Bound[] | undefined {
  const bound = roles.flatMap((role) =>
    tracks.filter((one) => one.role === role.name).map(({ trackId }) => ({ role, trackId })),
  );
  const fits = ({ name, optional, repeated }: Role): boolean => {
    const count = tracks.filter((one) => one.role === name).length;
    return repeated === undefined ? count === 1 || (count === 0 && optional === true) : count > 0;
  };
  return bound.length === tracks.length && roles.every(fits) ? bound : undefined;
}

/** The tracks in the roles one after the other: the rest in the repeated one, an optional one filled if there are enough. */
function inOrder({ roles }: EventTypeSummary, tracks: readonly Participant[]): readonly Bound[] | undefined {
  const single = roles.filter(({ repeated }) => repeated === undefined);
  const many = roles.find(({ repeated }) => repeated !== undefined);
  const sure = single.filter(({ optional }) => optional !== true);
  const wanted = tracks.length < single.length + (many === undefined ? 0 : 1) ? sure : single;
  const spare = tracks.length - wanted.length;
  if (many === undefined ? spare !== 0 : spare < 1) return undefined;
  return tracks.flatMap(({ trackId }, i) => {
    const role = wanted[i] ?? many;
    return role === undefined ? [] : [{ role, trackId }];
  });
}

/**
 * The same tracks in the roles of `type`: in those they are named with where it has these, else in the order of its roles, with
 * the zones that its events name. Refuses a type that takes another number of tracks: whom it is about cannot be guessed.
 */
export function fitRoles(type: EventTypeSummary, cast: Cast): Result<Cast> {
  const tracks = [...cast.actors, ...cast.objects].filter((participant) => !isZone(participant));
  const bound = byName(type, tracks) ?? inOrder(type, tracks);
  if (bound === undefined) {
    const names = type.roles.map(({ name }) => name).join(' and ');
    const message = `"${type.type}" is about ${names}, and this candidate names ${people(tracks)} only.`;
    const more = `"${type.type}" is about ${names} alone, and this candidate names ${people(tracks)}.`;
    return refuse('bad_value', tracks.length < type.roles.length ? message : more, { field: 'type' });
  }
  const inPart = (part: 'actor' | 'object') =>
    bound.filter(({ role }) => role.is === part).map(({ role, trackId }) => ({ role: role.name, trackId }));
  const zones = type.zones.map((zoneId) => ({ role: 'zone', trackId: `zone:${zoneId}` }));
  return ok({ actors: inPart('actor'), objects: [...inPart('object'), ...zones] });
}

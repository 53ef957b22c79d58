import type { Candidate } from '#contract/entities/candidate';
import { giveLetters } from '../clip/hints.ts';
import type { Cast, Role } from '../clip/scene.ts';
import type { TrackChunk, TrackMeta } from '../clip/tracks.ts';
import { zoneOf } from '../../shared-ui/participants.ts';

/** Who plays in a viewing: roles and letters by track id, and each known track's class. */
export interface Company extends Cast {
  readonly classes: ReadonlyMap<string, string>;
  /** Letters by the name of the role, for roles that one track plays. */
  readonly lettersByRole: ReadonlyMap<string, string>;
}

type Parts = Pick<Candidate, 'actors' | 'objects'>;

function rolesOf(parts: Parts): ReadonlyMap<string, { readonly role: Role; readonly name: string }> {
  const entries = (['actors', 'objects'] as const).flatMap((side) =>
    parts[side]
      .filter((participant) => zoneOf(participant) === undefined)
      .map(
        ({ trackId, role }) =>
          [trackId, { role: side === 'actors' ? 'actor' : 'object', name: role }] as const,
      ),
  );
  return new Map(entries.toReversed());
}

/** Tracks of the loaded stretches, each once, in order of appearance. */
function tracksOf(chunks: readonly TrackChunk[]): readonly TrackMeta[] {
  const byId = new Map(chunks.flatMap(({ tracks }) => tracks.map((track) => [track.trackId, track])));
  return [...byId.values()].toSorted(
    (a, b) => a.startFrame - b.startFrame || a.trackId.localeCompare(b.trackId),
  );
}

/** Roles of the event; letters for its tracks first and then for every other track on the screen. */
export function companyOf(parts: Parts, chunks: readonly TrackChunk[]): Company {
  const roles = rolesOf(parts);
  const tracks = tracksOf(chunks);
  const own = [...parts.actors, ...parts.objects].filter((one) => zoneOf(one) === undefined);
  const letters = giveLetters([
    ...own.map(({ trackId }) => trackId),
    ...tracks.map(({ trackId }) => trackId),
  ]);
  const alone = own.filter(({ role }) => own.filter((other) => other.role === role).length === 1);
  return {
    roles,
    letters,
    lettersByRole: new Map(alone.map(({ role, trackId }) => [role, letters.get(trackId) ?? role])),
    classes: new Map(tracks.map(({ trackId, className }) => [trackId, className])),
  };
}

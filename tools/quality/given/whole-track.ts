import type { TrackTable } from '#contract/entities/track';
import { egoTrack } from './jaad-set.ts';
import { actorsKey, type GivenEvent, type GivenSet } from './given-set.ts';

function event(sequence: string, type: string, actors: string, run: readonly [number, number]): GivenEvent {
  return { sequence, type, startFrame: run[0], endFrame: run[1], actors, score: 1 };
}

/** The guess that whatever somebody does, they do it as long as they are seen. */
function ofTracks(set: GivenSet, type: string): readonly GivenEvent[] {
  return [...(set.labelled ?? [])].flatMap(([sequence, tracks]) =>
    [...tracks].flatMap(([id, runs]) =>
      id === egoTrack.trackId ? [] : runs.map((run) => event(sequence, type, id, run)),
    ),
  );
}

/** The guess that whatever the recorder or a pair of two animals does, they do it all the time. */
function ofRecordings(set: GivenSet, type: string, actors: string): readonly GivenEvent[] {
  return set.sequences.map(({ id, frames }) => event(id, type, actors, [0, frames]));
}

/** The guess that every two who are seen at the same time do it together for as long as both are. */
function ofPairs(set: GivenSet, type: string): readonly GivenEvent[] {
  return set.sequences.flatMap(({ id, meetIn, parts: { table } }) => {
    const seen = seenTracks(table);
    return seen.flatMap((one, number) =>
      seen.slice(number + 1).flatMap((other) => {
        const from = Math.max(one.startFrame, other.startFrame);
        const to = Math.min(one.endFrame, other.endFrame);
        const isOwn = meetIn === undefined || (from >= meetIn[0] && from < meetIn[1]);
        if (from >= to || !isOwn) return [];
        return [event(id, type, actorsKey([one.trackId, other.trackId]), [from, to])];
      }),
    );
  });
}

function seenTracks({ trackIds, rowStart, frame }: TrackTable) {
  return trackIds.map((trackId, number) => ({
    trackId,
    startFrame: frame[rowStart[number] ?? 0] ?? 0,
    endFrame: (frame[(rowStart[number + 1] ?? 0) - 1] ?? -1) + 1,
  }));
}

/**
 * A guess without rules: each actor for as long as it is seen. Where all true events of a type have one and the same set of
 * actors (the recording car, the two animals of a cage) it is the whole recording; where they are of two, every two for as long as
 * both are seen.
 */
export function wholeTracks(set: GivenSet, type: string): readonly GivenEvent[] {
  const actors = new Set(set.truth.filter((one) => one.type === type).map((one) => one.actors));
  const [first] = actors;
  if (actors.size === 1 && first !== undefined) return ofRecordings(set, type, actorsKey(first.split('|')));
  const arePairs = [...actors].some((ids) => ids.includes('|'));
  return arePairs ? ofPairs(set, type) : ofTracks(set, type);
}

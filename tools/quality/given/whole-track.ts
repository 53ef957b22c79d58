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

/**
 * A guess without rules: each actor for as long as it is seen. Where all true events of a type have one and the same set of
 * actors (the recording car, the two animals of a cage) it is the whole recording.
 */
export function wholeTracks(set: GivenSet, type: string): readonly GivenEvent[] {
  const actors = new Set(set.truth.filter((one) => one.type === type).map((one) => one.actors));
  const [first] = actors;
  if (actors.size === 1 && first !== undefined) return ofRecordings(set, type, actorsKey(first.split('|')));
  return ofTracks(set, type);
}

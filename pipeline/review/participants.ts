import type { Participant } from '#contract/entities/candidate';

/** One text for who plays which role; equal texts mean the same binding in whatever order it was listed. */
export function bindingKey(actors: readonly Participant[], objects: readonly Participant[]): string {
  const part = (list: readonly Participant[]): readonly string[] =>
    list.map(({ role, trackId }) => JSON.stringify([role, trackId])).toSorted();
  return JSON.stringify([part(actors), part(objects)]);
}

import { bindingKey } from './binding.ts';
import type { ProposedCandidate } from './candidate.ts';

/** Candidates found so far, by type and binding, for the types that read them. */
export interface EventStore {
  add(type: string, tracks: readonly number[], candidates: readonly ProposedCandidate[]): void;
  /** Those of a type with these tracks in its roles, by start. */
  of(type: string, tracks: readonly number[]): readonly ProposedCandidate[];
}

/** An empty store; `symmetric` names the types whose two roles may be swapped. */
export function createEventStore(symmetric: ReadonlySet<string>): EventStore {
  const found = new Map<string, readonly ProposedCandidate[]>();
  function keyOf(type: string, tracks: readonly number[]): string {
    return `${type} ${bindingKey(tracks, symmetric.has(type))}`;
  }
  return {
    add(type, tracks, candidates) {
      if (candidates.length > 0)
        found.set(
          keyOf(type, tracks),
          candidates.toSorted((a, b) => a.startFrame - b.startFrame || a.endFrame - b.endFrame),
        );
    },
    of: (type, tracks) => found.get(keyOf(type, tracks)) ?? [],
  };
}

import { bindingKey } from './binding.ts';
import type { ProposedCandidate } from './candidate.ts';

/** Candidates found so far, by type and binding, for the types that read them. */
export interface EventStore {
  add(type: string, tracks: readonly number[], candidates: readonly ProposedCandidate[]): void;
  /** Those of a type with these tracks in its roles, by start. */
  of(type: string, tracks: readonly number[]): readonly ProposedCandidate[];
  /** Those of a type with this track in the role of this slot, whoever is in the other. */
  withTrack(type: string, slot: number, track: number): readonly ProposedCandidate[];
}

interface Kept {
  readonly tracks: readonly number[];
  readonly candidates: readonly ProposedCandidate[];
}

/** An empty store; `symmetric` names the types whose two roles may be swapped. */
export function createEventStore(symmetric: ReadonlySet<string>): EventStore {
  const found = new Map<string, readonly ProposedCandidate[]>();
  const kept = new Map<string, Kept[]>();
  function keyOf(type: string, tracks: readonly number[]): string {
    return `${type} ${bindingKey(tracks, symmetric.has(type))}`;
  }
  return {
    add(type, tracks, candidates) {
      if (candidates.length === 0) return;
      const ordered = candidates.toSorted((a, b) => a.startFrame - b.startFrame || a.endFrame - b.endFrame);
      found.set(keyOf(type, tracks), ordered);
      const ofType = kept.get(type) ?? [];
      kept.set(type, ofType);
      ofType.push({ tracks, candidates: ordered });
    },
    of: (type, tracks) => found.get(keyOf(type, tracks)) ?? [],
    withTrack: (type, slot, track) =>
      (kept.get(type) ?? []).flatMap(({ tracks, candidates }) => (tracks[slot] === track ? candidates : [])),
  };
}

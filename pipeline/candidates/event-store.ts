import type { FrameSpan } from '#contract/interval';
import { bindingKey } from './binding.ts';
import type { ProposedCandidate } from './candidate.ts';

/** An event of another type as rules read it: where it lies in `[startFrame, endFrame)`, and what was proposed if that is asked for. */
export interface FoundEvent extends FrameSpan {
  readonly candidate?: ProposedCandidate | undefined;
}

/** Events found so far, by type and binding, for the types that read them. */
export interface EventStore {
  add(type: string, tracks: readonly number[], events: readonly FoundEvent[]): void;
  /** Those of a type with these tracks in its roles, by start. */
  of(type: string, tracks: readonly number[]): readonly FoundEvent[];
  /** Those of a type with this track in the role of this slot, whoever is in the other. */
  withTrack(type: string, slot: number, track: number): readonly FoundEvent[];
}

interface Kept {
  readonly tracks: readonly number[];
  readonly events: readonly FoundEvent[];
}

/** An empty store; `symmetric` names the types whose two roles may be swapped. */
export function createEventStore(symmetric: ReadonlySet<string>): EventStore {
  const found = new Map<string, readonly FoundEvent[]>();
  const kept = new Map<string, Kept[]>();
  function keyOf(type: string, tracks: readonly number[]): string {
    return `${type} ${bindingKey(tracks, symmetric.has(type))}`;
  }
  return {
    add(type, tracks, events) {
      if (events.length === 0) return;
      const ordered = events.toSorted((a, b) => a.startFrame - b.startFrame || a.endFrame - b.endFrame);
      found.set(keyOf(type, tracks), ordered);
      const ofType = kept.get(type) ?? [];
      kept.set(type, ofType);
      ofType.push({ tracks, events: ordered });
    },
    of: (type, tracks) => found.get(keyOf(type, tracks)) ?? [],
    withTrack: (type, slot, track) =>
      (kept.get(type) ?? []).flatMap(({ tracks, events }) => (tracks[slot] === track ? events : [])),
  };
}

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
}

/** An empty store; `symmetric` names the types whose two roles may be swapped. */
export function createEventStore(symmetric: ReadonlySet<string>): EventStore {
  const found = new Map<string, readonly FoundEvent[]>();
  function keyOf(type: string, tracks: readonly number[]): string {
    return `${type} ${bindingKey(tracks, symmetric.has(type))}`;
  }
  return {
    add(type, tracks, events) {
      if (events.length > 0)
        found.set(
          keyOf(type, tracks),
          events.toSorted((a, b) => a.startFrame - b.startFrame || a.endFrame - b.endFrame),
        );
    },
    of: (type, tracks) => found.get(keyOf(type, tracks)) ?? [],
  };
}

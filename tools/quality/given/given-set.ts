import type { SourceParts } from '#pipeline/features/feature-source';

/** An event as a person said it or a rule proposes it. Frames are half-open. */
export interface GivenEvent {
  readonly sequence: string;
  readonly type: string;
  readonly startFrame: number;
  readonly endFrame: number;
  /** Ids of the actors, sorted, joined by `|`. */
  readonly actors: string;
  /** In [0, 1]; of no meaning for a true event. */
  readonly score: number;
}

/** One recording: what the rules may read of it. */
export interface GivenSequence {
  readonly id: string;
  readonly frames: number;
  readonly fps: number;
  /** Fold it is held out in; undefined where the set has none. */
  readonly fold: number | undefined;
  /** Half-open frames in which the actors of an event must first be there together for it to count; undefined where all count. */
  readonly meetIn?: readonly [startFrame: number, endFrame: number] | undefined;
  readonly parts: SourceParts;
}

/** Half-open runs of frames in which a track is seen. */
export type Runs = readonly (readonly [startFrame: number, endFrame: number])[];

/** A set of recordings with what a person said happens in them. Truth is never an input. */
export interface GivenSet {
  readonly name: string;
  readonly sequences: readonly GivenSequence[];
  readonly truth: readonly GivenEvent[];
  /** Labelled tracks and when they are seen, by sequence; undefined where all are labelled. */
  readonly labelled?: ReadonlyMap<string, ReadonlyMap<string, Runs>> | undefined;
  /** `sequence\ntype` that were annotated at all; undefined where everything was. */
  readonly scope?: ReadonlySet<string> | undefined;
}

/** Actors as they are compared. */
export function actorsKey(ids: readonly string[]): string {
  return [...new Set(ids)].toSorted().join('|');
}

/** Whether its sequences are blocks of time of fewer recordings: they are not independent, so that no interval is told over them. */
export function isInBlocks({ sequences }: GivenSet): boolean {
  return sequences.some(({ meetIn }) => meetIn !== undefined);
}

/** Numbers of the folds of a set, ascending; none where it has no folds. */
export function foldsOf({ sequences }: GivenSet): readonly number[] {
  const folds = sequences.flatMap(({ fold }) => fold ?? []);
  return [...new Set(folds)].toSorted((a, b) => a - b);
}

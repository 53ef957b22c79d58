import type { TrackTable } from '#contract/entities/track';
import { buildTracks, rowsOf } from './build-tracks.ts';
import type { GivenEvent, GivenSequence, GivenSet } from './given-set.ts';

/** One recording has no others to choose settings on: it is cut into so many blocks of time, each a fold. */
const blocks = 5;
/** Rows of the seconds around a block are kept: whoever comes in it is seen for less. */
const aroundS = 40;

function idOf(sequence: string, block: number): string {
  return `${sequence} block ${block + 1}`;
}

/** The first frame in which all of these tracks are there. */
export function firstShared({ trackIds, rowStart, frame }: TrackTable, actors: readonly string[]): number {
  const starts = actors.map((id) => frame[rowStart[trackIds.indexOf(id)] ?? -1] ?? 0);
  return Math.max(0, ...starts);
}

/** The block that an event counts in: that in which its actors come together, whenever it is then said to begin. */
function blockOf({ frames, parts }: GivenSequence, { actors }: GivenEvent): number {
  const first = firstShared(parts.table, actors.split('|'));
  return Math.min(blocks - 1, Math.floor((first * blocks) / frames));
}

function blockOfSequence(sequence: GivenSequence, block: number): GivenSequence {
  const { id, frames, fps, parts } = sequence;
  const meetIn = [Math.ceil((block * frames) / blocks), Math.ceil(((block + 1) * frames) / blocks)] as const;
  const [from, to] = [meetIn[0] - aroundS * fps, meetIn[1] + aroundS * fps];
  const rows = rowsOf(parts.table).filter(({ frame }) => frame >= from && frame < to);
  return {
    id: idOf(id, block),
    frames,
    fps,
    fold: block,
    meetIn,
    parts: { ...parts, table: buildTracks(rows) },
  };
}

/** An event as it counts in its block. */
export function inBlock(sequences: readonly GivenSequence[], event: GivenEvent): GivenEvent {
  const sequence = sequences.find(({ id }) => id === event.sequence);
  if (sequence === undefined) return event;
  return { ...event, sequence: idOf(event.sequence, blockOf(sequence, event)) };
}

/** The set with each recording cut into blocks of time, so that settings can be chosen on the others. */
export function inBlocks(set: GivenSet): GivenSet {
  return {
    ...set,
    sequences: set.sequences.flatMap((sequence) =>
      Array.from({ length: blocks }, (_, block) => blockOfSequence(sequence, block)),
    ),
    truth: set.truth.map((event) => inBlock(set.sequences, event)),
  };
}

import { expect, it } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { buildTracks } from './build-tracks.ts';
import type { GivenSequence } from './given-set.ts';
import { firstShared, inBlocks } from './time-blocks.ts';

const fps = 25;
const frames = 5000;

/** Somebody who stands about on the frames `[from, to)`. */
function stay(trackId: string, from: number, to: number) {
  return Array.from({ length: (to - from) / 10 }, (_, i) => ({
    trackId,
    className: 'person',
    frame: from + 10 * i,
    ground: [1, 2] as const,
  }));
}

// Two meet in frame 990, the last picture but one of the first block; two more in the fourth.
const table = buildTracks([
  ...stay('a', 500, 1500),
  ...stay('b', 990, 1500),
  ...stay('c', 3100, 3300),
  ...stay('d', 3200, 3400),
]);
const sequence: GivenSequence = {
  id: 'square',
  frames,
  fps,
  fold: undefined,
  parts: { table, frameIndex: nominalFrameIndex(frames, fps), space: 'metric' },
};
const pair = {
  sequence: 'square',
  type: 'together',
  startFrame: 1010,
  endFrame: 1500,
  actors: 'a|b',
  score: 1,
};

it('knows the first picture that shows both', () => {
  expect(firstShared(table, ['a', 'b'])).toBe(990);
  expect(firstShared(table, ['c', 'd'])).toBe(3200);
});

it('counts an event where its actors meet, even if it is said to begin in the next block', () => {
  const set = inBlocks({ name: 'squares', sequences: [sequence], truth: [pair] });
  expect(set.sequences.map(({ fold }) => fold)).toEqual([0, 1, 2, 3, 4]);
  expect(set.truth.map((event) => event.sequence)).toEqual(['square block 1']);
});

it('keeps of the tracks what lies around a block', () => {
  const { sequences } = inBlocks({ name: 'squares', sequences: [sequence], truth: [] });
  expect(sequences[0]?.parts.table.trackIds).toEqual(['a', 'b']);
  expect(sequences[4]?.parts.table.trackIds).toEqual(['c', 'd']);
});

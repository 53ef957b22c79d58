import { expect, it } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { buildTracks } from './build-tracks.ts';
import type { GivenEvent, GivenSet } from './given-set.ts';
import { wholeTracks } from './whole-track.ts';

function said(type: string, actors: string): GivenEvent {
  return { sequence: 's', type, startFrame: 3, endFrame: 9, actors, score: 1 };
}

const set: GivenSet = {
  name: 'test',
  sequences: [],
  truth: [said('waves', 'a'), said('waves', 'b'), said('brakes', 'ego')],
  labelled: new Map([
    [
      's',
      new Map([
        ['a', [[0, 50]] as const],
        ['c', [[10, 20]] as const],
      ]),
    ],
  ]),
};

it('guesses that every labelled track does it for as long as it is seen', () => {
  const guesses = wholeTracks(set, 'waves');
  expect(guesses.map(({ actors, startFrame, endFrame }) => [actors, startFrame, endFrame])).toEqual([
    ['a', 0, 50],
    ['c', 10, 20],
  ]);
});

it('guesses of a type of pairs that every two do it for as long as both are seen', () => {
  const rows = (trackId: string, frames: readonly number[]) =>
    frames.map((frame) => ({ trackId, className: 'person', frame, ground: [0, 0] as const }));
  const table = buildTracks([...rows('a', [0, 5, 9]), ...rows('b', [5, 20]), ...rows('c', [30])]);
  const parts = { table, frameIndex: nominalFrameIndex(40, 25), space: 'metric' as const };
  const sequences = [{ id: 's', frames: 40, fps: 25, fold: undefined, parts }];
  const guesses = wholeTracks(
    { name: 'test', sequences, truth: [said('meets', 'a|b'), said('meets', 'a|c')] },
    'meets',
  );
  expect(guesses.map(({ actors, startFrame, endFrame }) => [actors, startFrame, endFrame])).toEqual([
    ['a|b', 5, 10],
  ]);
});

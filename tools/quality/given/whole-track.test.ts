import { expect, it } from 'vitest';
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

import { expect, it } from 'vitest';
import { participantWords } from './participants.ts';

it('calls a track by its role and a zone by its name alone', () => {
  expect(
    participantWords([
      { role: 'actor', trackId: 'p04' },
      { role: 'zone', trackId: 'zone:road' },
    ]),
  ).toBe('actor p04, zone road');
});

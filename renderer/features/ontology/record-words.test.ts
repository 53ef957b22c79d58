import { expect, it } from 'vitest';
import {
  adviceOf,
  intervalWords,
  precisionWords,
  proposalOf,
  shiftWords,
  type TypeRecord,
  weakestWords,
} from './record-words.ts';

const undecided: TypeRecord = { type: 'runs', candidates: 1, accepted: 0, rejected: 0, weakest: [] };
const decided: TypeRecord = {
  type: 'runs',
  candidates: 20,
  accepted: 8,
  rejected: 2,
  precision: { value: 0.8, low: 0.4902, high: 0.9433 },
  start: { medianFrames: 4, isSteady: true },
  end: { medianFrames: -1.5, isSteady: false },
  weakest: [{ text: 'speed(actor) > $fast', count: 2 }],
};

it('says nothing of what is not known', () => {
  expect([precisionWords(undecided), proposalOf(undecided), adviceOf(undecided)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([intervalWords(undecided), shiftWords(undecided.start), weakestWords(undecided)]).toEqual([
    '',
    '',
    'none',
  ]);
});

it('tells precision with its interval, and edges with the way they moved', () => {
  expect(precisionWords(decided)).toBe('.80, by 95 % confidence .49 to .94');
  expect(intervalWords(decided)).toBe('.49–.94');
  expect([shiftWords(decided.start), shiftWords(decided.end)]).toEqual(['+4', '−1.5']);
  expect(shiftWords({ medianFrames: 0, isSteady: false })).toBe('0');
});

it('names the clauses that let in what was rejected', () => {
  expect(weakestWords(decided)).toBe('2: speed(actor) > $fast 2');
  expect(weakestWords({ ...decided, weakest: [] })).toBe('2');
});

it('proposes what to do about an edge that is steadily moved, and only then', () => {
  expect(proposalOf(decided)).toBe('start later by 4 frames');
  expect(proposalOf({ ...decided, start: { medianFrames: -1, isSteady: true } })).toBe(
    'start earlier by 1 frame',
  );
  expect(adviceOf(decided)).toBe(
    'Reviewers steadily move it: start later by 4 frames. Let the rule begin or end there, or snap its edges.',
  );
  expect(proposalOf({ ...decided, start: { medianFrames: 4, isSteady: false } })).toBeUndefined();
});

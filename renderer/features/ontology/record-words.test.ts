import { expect, it } from 'vitest';
import {
  countWords,
  precisionWords,
  shiftAdvice,
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

it('says that nothing is decided, and nothing of what is not known', () => {
  expect(countWords(undecided)).toBe('1 candidate, none decided');
  expect([precisionWords(undecided), shiftWords(undecided), shiftAdvice(undecided)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('tells precision with its interval, and edges with the way they moved', () => {
  expect(countWords(decided)).toBe('20 candidates, 8 accepted, 2 rejected');
  expect(precisionWords(decided)?.replaceAll('\u00a0', ' ')).toBe('80 %, by 95 % confidence 49 % to 94 %');
  expect(shiftWords(decided)).toBe('start +4 frames, end -1.5 frames'.replace('-', '\u2212'));
  expect(shiftWords({ ...decided, start: { medianFrames: 0, isSteady: false } })).toContain('start kept');
});

it('names the clauses that let in what was rejected', () => {
  expect(weakestWords(decided)).toBe('weakest in what was rejected: speed(actor) > $fast (2 of 2)');
  expect(weakestWords(undecided)).toBeUndefined();
});

it('proposes what to do about an edge that is steadily moved, and only then', () => {
  expect(shiftAdvice(decided)).toBe(
    'Reviewers steadily move the start 4 frames later: let the rule begin or end there, or snap its edges.',
  );
  expect(shiftAdvice({ ...decided, start: { medianFrames: 4, isSteady: false } })).toBeUndefined();
});

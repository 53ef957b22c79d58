import { describe, expect, test } from 'vitest';
import type { Clause } from '#contract/entities/clause';
import {
  barShare,
  clauseRows,
  measuredRows,
  othersWords,
  subjectOf,
  unknownNotes,
  weakestKey,
  withLetters,
} from './clauses.ts';

function leaf(text: string, more: Partial<Clause> = {}): Clause {
  return { op: 'compare', text, truth: 'true', robustness: 0.2, unknownFrames: 0, children: [], ...more };
}

const near = leaf('distance(actor, other) < 2 m', {
  comparison: '<',
  threshold: 2,
  value: 1.9,
  margin: 0.1,
  unit: 'm',
  feature: { name: 'distance', roles: ['actor', 'other'] },
});
const slow = leaf('speed(actor) < 1 m/s', {
  comparison: '<',
  threshold: 1,
  value: 0.2,
  margin: 0.8,
  unit: 'm/s',
  feature: { name: 'speed', roles: ['actor'] },
});
const unseen = leaf('inside(actor, bench)', {
  truth: 'unknown',
  unknownFrames: 9,
  feature: { name: 'inside', roles: ['actor'], zoneId: 'bench' },
});
const group = leaf('a and b', { op: 'and', children: [near, slow, unseen] });
const rule = leaf('meets(actor, other)', {
  op: 'named',
  children: [leaf('for >= 1 s', { op: 'for', children: [group] })],
});

const parts = {
  actors: [{ role: 'actor', trackId: 'p1' }],
  objects: [{ role: 'other', trackId: 'p2' }],
};

describe('the clause table', () => {
  const rows = clauseRows(rule);

  test('lists the tree in reading order, without rows that only gather', () => {
    expect(rows.map(({ words, depth }) => [words, depth])).toEqual([
      ['meets(actor, other)', 0],
      ['for >= 1 s', 0],
      ['distance(actor, other)', 1],
      ['speed(actor)', 1],
      ['inside(actor, bench)', 1],
    ]);
  });

  test('keys are unique', () => {
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  test('the weakest is the one that holds by the smallest share of its threshold', () => {
    expect(rows.find(({ key }) => key === weakestKey(rows))?.clause).toBe(near);
  });

  test('bars are clipped, negative where a clause fails, and absent where it is unknown', () => {
    expect(barShare(near)).toBeCloseTo(0.05, 9);
    expect(barShare({ ...slow, margin: -7 })).toBe(-1);
    expect(barShare({ ...slow, threshold: 0, robustness: 0.4 })).toBe(0.4);
    expect(barShare(unseen)).toBeUndefined();
  });

  test('says in how many frames a value was missing', () => {
    expect(unknownNotes(rows, 40)).toEqual(['inside(actor, bench) is unknown: no value in 9 of 40 frames.']);
  });

  test('others are told by their letters, those beyond the screen by their ids', () => {
    const letters = new Map([['p3', 'C']]);
    expect(othersWords(leaf('some person o where speed(o) > 1 m/s'), letters)).toBe('');
    expect(othersWords(leaf('near', { others: ['p3', 'p4'] }), letters)).toBe('C p4');
    expect(othersWords(leaf('near', { others: ['p3', 'p4', 'p5', 'p6', 'p7'] }), letters)).toBe(
      'C p4 p5 p6 +1',
    );
  });

  test('letters stand for the roles', () => {
    expect(
      withLetters(
        'distance(actor, other)',
        new Map([
          ['actor', 'A'],
          ['other', 'B'],
        ]),
      ),
    ).toBe('distance(A,B)');
  });
});

describe('what a clause measures', () => {
  test('binds roles to tracks and zones', () => {
    expect(subjectOf(near, parts)).toEqual({ feature: 'distance', a: 'p1', b: 'p2' });
    expect(subjectOf(unseen, parts)).toEqual({ feature: 'inside', a: 'p1', zone: 'bench' });
    expect(subjectOf(group, parts)).toBeUndefined();
    expect(subjectOf(near, { actors: [], objects: [] })).toBeUndefined();
  });

  test('a feature is shown once', () => {
    expect(measuredRows(clauseRows(leaf('or', { op: 'or', children: [slow, slow, near] })))).toHaveLength(2);
  });
});

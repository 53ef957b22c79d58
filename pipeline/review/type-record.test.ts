import { describe, expect, it, test } from 'vitest';
import type { Clause } from '#contract/entities/clause';
import { type ReviewedCandidate, shareOf, typeRecords } from './type-record.ts';

function reviewed(state: string, startShiftFrames = 0, endShiftFrames = 0): ReviewedCandidate {
  return { type: 'runs', state, startShiftFrames, endShiftFrames };
}

describe('a share with its interval', () => {
  test.each([
    [8, 10, 0.8, 0.4902, 0.9433],
    [0, 10, 0, 0, 0.2775],
    [10, 10, 1, 0.7225, 1],
  ])('of %i in %i', (hits, all, value, low, high) => {
    const share = shareOf(hits, all);
    expect(share?.value).toBe(value);
    expect(share?.low).toBeCloseTo(low, 4);
    expect(share?.high).toBeCloseTo(high, 4);
  });

  it('is none of nothing', () => expect(shareOf(0, 0)).toBeUndefined());
});

describe('the record of a type', () => {
  it('counts what was accepted and rejected; skipped and open ones say nothing of its precision', () => {
    const all = ['accepted', 'accepted', 'rejected', 'skipped', 'open'].map((state) => reviewed(state));
    expect(typeRecords(all)).toMatchObject([
      { type: 'runs', candidates: 5, accepted: 2, rejected: 1, precision: { value: 2 / 3 } },
    ]);
  });

  it('has no precision and no shift before a decision', () => {
    const [record] = typeRecords([reviewed('open')]);
    expect(record).toMatchObject({ precision: undefined, start: undefined, end: undefined });
  });

  it('calls a shift steady where four of five moved the edge the same way', () => {
    const moved = [4, 5, 4, 3, -1].map((shift) => reviewed('accepted', shift, 0));
    expect(typeRecords(moved)).toMatchObject([
      { start: { medianFrames: 4, isSteady: true }, end: { medianFrames: 0, isSteady: false } },
    ]);
    const torn = [4, -5, 4, -3, 4].map((shift) => reviewed('accepted', shift));
    expect(typeRecords(torn)).toMatchObject([{ start: { medianFrames: 4, isSteady: false } }]);
    const few = [4, 4, 4, 4].map((shift) => reviewed('accepted', shift));
    expect(typeRecords(few)).toMatchObject([{ start: { medianFrames: 4, isSteady: false } }]);
  });

  it('names the clauses that were weakest in what was rejected, the most frequent first', () => {
    const leaf = (text: string, robustness: number): Clause => {
      return { op: 'compare', text, truth: 'true', robustness, threshold: 1, unknownFrames: 0, children: [] };
    };
    const rule = (...children: readonly Clause[]): Clause => {
      return { op: 'rule', text: 'runs(actor)', truth: 'true', robustness: 0, unknownFrames: 0, children };
    };
    const refused = (speed: number, near: number): ReviewedCandidate => ({
      ...reviewed('rejected'),
      clause: rule(leaf('speed(actor) > 1 m/s', speed), leaf('distance(a, b) < 2 m', near)),
    });
    const [record] = typeRecords([
      refused(0.1, 0.9),
      refused(0.2, 0.9),
      refused(0.5, 0.3),
      reviewed('accepted'),
    ]);
    expect(record?.weakest).toEqual([
      { text: 'speed(actor) > 1 m/s', count: 2 },
      { text: 'distance(a, b) < 2 m', count: 1 },
    ]);
  });

  it('is told of each type by itself', () => {
    const types = typeRecords([reviewed('accepted'), { type: 'stands', state: 'rejected' }]);
    expect(types.map(({ type, accepted, rejected }) => [type, accepted, rejected])).toEqual([
      ['runs', 1, 0],
      ['stands', 0, 1],
    ]);
  });
});

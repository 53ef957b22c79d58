import { expect, it } from 'vitest';
import { f1Interval, pairedDifference } from './resample.ts';
import type { Counts } from './score.ts';

const mixed: readonly Counts[] = [
  [3, 1, 0],
  [0, 2, 1],
  [5, 0, 1],
  [2, 2, 2],
  [1, 0, 0],
  [4, 1, 3],
];

it('puts an interval around an F1, and none around that of few recordings', () => {
  const [low = 0, high = 0] = f1Interval(mixed) ?? [];
  expect(low).toBeLessThan(30 / 43);
  expect(high).toBeGreaterThan(30 / 43);
  expect(f1Interval(mixed.slice(0, 4))).toBeUndefined();
});

it('says that what is no better is no better', () => {
  expect(pairedDifference(mixed, mixed)).toEqual({ difference: 0, interval: [0, 0] });
  const worse = mixed.map(([hits, spurious, missed]): Counts => [0, spurious, missed + hits]);
  const { difference, interval = [0, 0] } = pairedDifference(mixed, worse);
  expect(difference).toBeCloseTo(30 / 43);
  expect(interval[0]).toBeGreaterThan(0.3);
});

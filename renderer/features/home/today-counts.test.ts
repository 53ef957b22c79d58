import { expect, it } from 'vitest';
import { todayCounts } from './today-counts.ts';

it('splits the decisions of today into parts that add up to all of them', () => {
  const counts = todayCounts({ total: 46, accepted: 27, rejected: 6, skipped: 7 });
  expect(counts.flagged).toBe(6);
  expect(Object.values(counts).reduce((sum, part) => sum + part, 0)).toBe(46);
});

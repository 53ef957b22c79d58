import { expect, test } from 'vitest';
import { firstGone } from './vanish.ts';

test('the nearest value at which it is gone is found to a fraction of the range', () => {
  expect(firstGone(1, 5, (value) => value < 2.345)).toBeCloseTo(2.345, 3);
  expect(firstGone(1, -3, (value) => value > -0.4)).toBeCloseTo(-0.4, 3);
});

test('of two places where it is gone the nearer is told', () => {
  expect(firstGone(0, 10, (value) => value < 2 || (value > 4 && value < 8))).toBeCloseTo(2, 2);
});

test('where it stays there is no such value', () => {
  expect(firstGone(0, 10, () => true)).toBeUndefined();
});

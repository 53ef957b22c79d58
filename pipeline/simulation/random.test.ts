import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

test('the same seed gives the same numbers, another seed others', () => {
  const [a, b, c] = [createRandom(5), createRandom(5), createRandom(6)];
  const [first, second, third] = [a, b, c].map((random) => Array.from({ length: 20 }, random.next));
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
});

test('a fork does not depend on how much its parent was used', () => {
  const [fresh, used] = [createRandom(5), createRandom(5)];
  used.next();
  expect(used.fork('cars').next()).toBe(fresh.fork('cars').next());
  expect(fresh.fork('cars').next()).not.toBe(fresh.fork('walkers').next());
});

test('uniform and normal numbers have the mean and spread they claim', () => {
  const random = createRandom(11);
  const uniform = Array.from({ length: 20_000 }, random.next);
  const normal = Array.from({ length: 20_000 }, random.normal);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(uniform)).toBeCloseTo(0.5, 1);
  expect(Math.max(...uniform)).toBeLessThan(1);
  expect(mean(normal)).toBeCloseTo(0, 1);
  expect(mean(normal.map((value) => value * value))).toBeCloseTo(1, 1);
});

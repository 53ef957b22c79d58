import { expect, it } from 'vitest';
import { bestSettings, randomSettings, type Tunable } from './search.ts';

const tunables: readonly Tunable[] = [
  { name: 'speed', value: 1, low: 0.1, high: 10 },
  { name: 'pause', value: 1, low: 0, high: 2 },
];

it('draws within the ranges, the same for the same seed', () => {
  const drawn = randomSettings(tunables, 50, 7);
  expect(drawn).toEqual(randomSettings(tunables, 50, 7));
  expect(drawn).not.toEqual(randomSettings(tunables, 50, 8));
  for (const { speed = Number.NaN, pause = Number.NaN } of drawn) {
    expect(speed).toBeGreaterThanOrEqual(0.1);
    expect(speed).toBeLessThanOrEqual(10);
    expect(pause).toBeGreaterThanOrEqual(0);
    expect(pause).toBeLessThanOrEqual(2);
  }
});

it('finds the settings of greatest objective from a start near them', () => {
  const objective = ({ speed = 0, pause = 0 }) => -(Math.abs(Math.log(speed / 3)) + Math.abs(pause - 0.5));
  const { speed = 0, pause = 0 } = bestSettings(tunables, randomSettings(tunables, 20, 1), objective, 5);
  expect(speed).toBeGreaterThan(2.5);
  expect(speed).toBeLessThan(3.6);
  expect(Math.abs(pause - 0.5)).toBeLessThan(0.15);
});

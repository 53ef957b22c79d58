import { expect, it } from 'vitest';
import { keepWithin } from './keep-within.ts';

it('lets go of what was asked for longest ago once all together are too large', () => {
  const kept = keepWithin<string>(100);
  kept.put('a', 'A', 40);
  kept.put('b', 'B', 40);
  expect(kept.get('a')).toBe('A');
  kept.put('c', 'C', 40);
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual(['A', undefined, 'C']);
});

it('keeps the newest though it is too large by itself, and counts what is put again once', () => {
  const kept = keepWithin<string>(100);
  kept.put('a', 'A', 0);
  kept.put('a', 'A', 90);
  kept.put('b', 'B', 10);
  expect(kept.get('a')).toBe('A');
  kept.put('c', 'C', 500);
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual([undefined, undefined, 'C']);
  kept.drop('c');
  expect(kept.get('c')).toBeUndefined();
});

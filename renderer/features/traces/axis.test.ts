import { expect, test } from 'vitest';
import { axisTicks, tickText } from './axis.ts';

function texts(low: number, high: number, most: number): readonly string[] {
  const ticks = axisTicks(low, high, most);
  return ticks.map((tick) => tickText(tick, ticks));
}

test('an axis has a few round values inside its range', () => {
  expect(texts(0.1, 2.3, 2)).toEqual(['1', '2']);
  expect(texts(-0.11, 1.11, 2)).toEqual(['0', '1']);
  expect(texts(-3.4, 3.4, 2)).toEqual(['0']);
  expect(texts(-3.4, 3.4, 3)).toEqual(['\u22122', '0', '2']);
  expect(texts(0.012, 0.031, 2)).toEqual(['0.02', '0.03']);
  expect(texts(0.24, 0.37, 2)).toEqual(['0.3']);
  expect(texts(1203, 1290, 3)).toEqual(['1250']);
});

test('an axis without length has none', () => {
  expect(axisTicks(1, 1, 3)).toEqual([]);
  expect(axisTicks(Number.NaN, 1, 3)).toEqual([]);
  expect(axisTicks(0, 1, 0)).toEqual([]);
});

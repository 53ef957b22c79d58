import { expect, test } from 'vitest';
import { type CurvePoint, curveValues, suggestValues } from './suggest.ts';

function share(value: number) {
  return { value, low: Math.max(0, value - 0.1), high: Math.min(1, value + 0.1) };
}

function point(
  value: number,
  precision: number,
  recall: number | undefined,
  accepted: number,
  rejected: number,
) {
  const told = recall === undefined ? undefined : share(recall);
  return { value, precision: share(precision), recall: told, accepted, rejected } satisfies CurvePoint;
}

test('the value with the best balance of precision and recall is proposed where it is clearly better', () => {
  const now = point(2, 0.5, 0.5, 10, 10);
  const points = [point(1, 0.9, 0.2, 4, 1), now, point(3, 0.7, 0.7, 12, 6)];
  expect(suggestValues(points, now)).toMatchObject([{ value: 3, reason: 'best_balance' }]);
});

test('without recall, the value that drops most rejected ones and no accepted one is proposed', () => {
  const now = point(2, 0.5, undefined, 10, 10);
  const points = [
    point(1, 0.8, undefined, 9, 2),
    point(1.4, 0.7, undefined, 10, 4),
    point(1.6, 0.7, undefined, 10, 4),
    now,
  ];
  expect(suggestValues(points, now)).toMatchObject([{ value: 1.6, reason: 'keeps_accepted' }]);
});

test('nothing is proposed where no value does better', () => {
  const now = point(2, 0.8, 0.8, 10, 2);
  expect(suggestValues([point(1, 0.9, 0.3, 4, 0), now, point(3, 0.3, 0.9, 11, 20)], now)).toEqual([]);
});

test('a curve has the ends of the range and what is asked for beside', () => {
  expect(curveValues(0, 1, 4, [0.3, 0.5])).toEqual([0, 0.25, 0.3, 0.5, 0.75, 1]);
});

import { expect, test } from 'vitest';
import { formatTally, sumTallies } from './report.ts';

test('sums every runner into the closing line', () => {
  const sum = sumTallies([
    { passed: 3, failed: 0, skipped: 1 },
    { passed: 4, failed: 2, skipped: 0 },
  ]);
  expect(formatTally(sum)).toBe('7 passed, 2 failed, 1 skipped');
});

test('sums nothing to zero', () => {
  expect(formatTally(sumTallies([]))).toBe('0 passed, 0 failed, 0 skipped');
});

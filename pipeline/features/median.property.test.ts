import fc from 'fast-check';
import { expect, it } from 'vitest';
import { positiveMedian } from './median.ts';

function bySorting(values: Float32Array): number {
  const sorted = values.filter((value) => value > 0 && value < Number.POSITIVE_INFINITY).toSorted();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

it('is what sorting the finite values above 0 gives, among many equal ones and missing ones too', () => {
  const few = fc.constantFrom(0, 1, 2, 3, -4, Number.NaN, Number.POSITIVE_INFINITY);
  const values = fc.float32Array({ maxLength: 60 });
  const repeated = fc.array(few, { maxLength: 60 }).map((list) => Float32Array.from(list));
  fc.assert(
    fc.property(fc.oneof(values, repeated), (column) => {
      expect(positiveMedian(column)).toBe(bySorting(column));
    }),
    { seed: 20261, numRuns: 500 },
  );
});

import { expect } from 'vitest';

/** How far two columns are apart at most, in parts of `1 + |wanted|`; infinite where only one of them is missing. */
export function furthest(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let most = found.length === wanted.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < wanted.length; i += 1) {
    const [a, b] = [found[i] ?? Number.NaN, wanted[i] ?? Number.NaN];
    if (Number.isNaN(a) && Number.isNaN(b)) continue;
    const apart = Math.abs(a - b) / (1 + Math.abs(b));
    most = Math.max(most, Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart);
  }
  return most;
}

/** Bit patterns, so that two kinds of NaN, or two zeros, differ. */
export function bitsOf(column: Float32Array): Uint32Array {
  return new Uint32Array(column.buffer, column.byteOffset, column.length);
}

export function expectSameBits(found: Float32Array, wanted: Float32Array): void {
  expect(bitsOf(found)).toEqual(bitsOf(wanted));
}

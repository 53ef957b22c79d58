import type { ArithmeticSign } from '#ontology/syntax';
import type { Column } from './columns.ts';

/** `left sign right` for each entry; a quotient by zero is missing. */
export function arithmeticInto(
  out: Float64Array,
  length: number,
  sign: ArithmeticSign,
  left: Column,
  right: Column,
): void {
  for (let i = 0; i < length; i++) {
    const a = left[i] ?? Number.NaN;
    const b = right[i] ?? Number.NaN;
    if (sign === '+') out[i] = a + b;
    else if (sign === '-') out[i] = a - b;
    else if (sign === '*') out[i] = a * b;
    else out[i] = b === 0 ? Number.NaN : a / b;
  }
}

/** Lowest or highest of several columns; missing where one of them is. */
export function extremeInto(
  out: Float64Array,
  length: number,
  op: 'min' | 'max',
  of: readonly Column[],
): void {
  out.fill(op === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY, 0, length);
  const pick = op === 'min' ? Math.min : Math.max;
  for (const column of of)
    for (let i = 0; i < length; i++) out[i] = pick(out[i] ?? Number.NaN, column[i] ?? Number.NaN);
}

/** `-x` or the size of x for each entry. */
export function unaryInto(out: Float64Array, length: number, op: 'negate' | 'abs', of: Column): void {
  for (let i = 0; i < length; i++) {
    const value = of[i] ?? Number.NaN;
    out[i] = op === 'negate' ? -value : Math.abs(value);
  }
}

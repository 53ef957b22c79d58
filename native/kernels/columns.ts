import type { Column } from '#contract/ports/kernels';

/** Entry `index` of a column; NaN, which is missing, outside of it. */
export function at(column: Float32Array | Float64Array, index: number): number {
  return column[index] ?? Number.NaN;
}

/** Entry `index` of whole numbers that is known to be there. */
export function whole(column: Int32Array, index: number): number {
  return column[index] ?? 0;
}

/** Writes where somebody asked for the column. */
export function put(column: Column | undefined, index: number, value: number): void {
  if (column !== undefined) column[index] = value;
}

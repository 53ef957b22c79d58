/** The number at an index, NaN outside. */
export function at(column: Float32Array | Float64Array, index: number): number {
  return column[index] ?? Number.NaN;
}

/** The median of some numbers, the upper of the two middle ones; NaN for none. Sorts them in place. */
export function upperMedian(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? Number.NaN;
}

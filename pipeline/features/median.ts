/** Brings the `rank`-th smallest of `values` to its place: smaller ones before it, larger ones behind it (Hoare, 1961). */
function select(values: Float32Array, rank: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i += 1;
      while ((values[j] ?? 0) > pivot) j -= 1;
      if (i > j) break;
      const held = values[i] ?? 0;
      values[i] = values[j] ?? 0;
      values[j] = held;
      i += 1;
      j -= 1;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return values[rank] ?? Number.NaN;
}

/** The finite values above 0, in a column of their own. */
function positiveOf(values: Float32Array): Float32Array {
  const own = new Float32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) continue;
    own[count] = value;
    count += 1;
  }
  return own.subarray(0, count);
}

/** The median of the finite values above 0, the mean of the middle two where they are even in number; NaN for none. */
export function positiveMedian(values: Float32Array): number {
  const own = positiveOf(values);
  const middle = own.length >> 1;
  const upper = select(own, middle);
  if (own.length % 2 === 1 || own.length === 0) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < middle; i += 1) lower = Math.max(lower, own[i] ?? lower);
  return (lower + upper) / 2;
}

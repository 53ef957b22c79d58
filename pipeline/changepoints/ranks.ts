import type { Column } from '#contract/ports/kernels';

const bits = new DataView(new ArrayBuffer(4));

/** A whole number below 2^32 that orders as the value does; both zeros have the same. */
function orderOf(value: number): number {
  bits.setFloat32(0, value === 0 ? 0 : value);
  const word = bits.getUint32(0);
  return word >= 0x80000000 ? 0xffffffff - word : word + 0x80000000;
}

const indexRoom = 2 ** 21;

/** Indices of the known values by value and then index: both in one number each, as long as both fit into 53 bits. */
function sortedKnown(values: Column): Float64Array {
  const keys = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    keys[count] = orderOf(value) * indexRoom + i;
    count += 1;
  }
  const sorted = keys.subarray(0, count).sort();
  for (let k = 0; k < count; k += 1) sorted[k] = (sorted[k] ?? 0) % indexRoom;
  return sorted;
}

function sortedLong(values: Column): Float64Array {
  return Float64Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i] ?? Number.NaN))
    .sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
}

/**
 * Mid-ranks of the known values as shares in (0, 1): equal values share the mean of their ranks, so that an outlier weighs no
 * more than the largest value does (Lung-Yut-Fong, Lévy-Leduc and Cappé, 2015, Homogeneity and change-point detection tests
 * for multivariate data using rank statistics). Missing stays missing.
 */
export function midRanks(values: Column): Column {
  const order = values.length <= indexRoom ? sortedKnown(values) : sortedLong(values);
  const out = new Float32Array(values.length).fill(Number.NaN);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
    const rank = (from + to + 1) / 2;
    for (let k = from; k < to; k += 1) out[order[k] ?? 0] = rank / (order.length + 1);
    from = to;
  }
  return out;
}

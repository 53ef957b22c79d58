import type { Column } from '#contract/ports/kernels';

/**
 * Mid-ranks of the known values as shares in (0, 1): equal values share the mean of their ranks, so that an outlier weighs no
 * more than the largest value does (Lung-Yut-Fong, Lévy-Leduc and Cappé, 2015, Homogeneity and change-point detection tests
 * for multivariate data using rank statistics). Missing stays missing.
 */
export function midRanks(values: Column): Column {
  const order = Uint32Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i] ?? Number.NaN))
    .sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
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

/** Numbers that follow from the seed alone (xorshift, Marsaglia, 2003). */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** About normal, mean 0, deviation 1: the sum of four. */
  gauss(): number;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
  return { next, gauss: () => (next() + next() + next() + next() - 2) * Math.sqrt(3) };
}

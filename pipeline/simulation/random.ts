/** A seeded stream of numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1), in steps of 2^-32. */
  readonly next: () => number;
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** Nearly normal with mean 0 and standard deviation 1: a scaled sum of four uniforms, bounded by +-3.5, no logarithm. */
  readonly normal: () => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** An independent stream named by a label, so that one consumer never shifts the numbers of another. */
  readonly fork: (label: string) => Random;
}

/** FNV-1a (Fowler, Noll and Vo) of a label, started from a seed: 32 bits. */
function hash(seed: number, label: string): number {
  let state = (seed ^ 0x811c9dc5) >>> 0;
  for (const character of label) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return state;
}

/** splitmix32: fills the state of the generator from one seed. */
function seeder(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    const a = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    const b = Math.imul(a ^ (a >>> 15), 0x735a2d97);
    return (b ^ (b >>> 15)) >>> 0;
  };
}

function rotate(value: number, by: number): number {
  return ((value << by) | (value >>> (32 - by))) >>> 0;
}

/** xoshiro128** (Blackman and Vigna, 2018), whole numbers in [0, 2^32). */
function xoshiro(seed: number): () => number {
  const fill = seeder(seed);
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5) >>> 0, 7), 9) >>> 0;
    const shifted = (b << 9) >>> 0;
    c = (c ^ a) >>> 0;
    d = (d ^ b) >>> 0;
    b = (b ^ c) >>> 0;
    a = (a ^ d) >>> 0;
    c = (c ^ shifted) >>> 0;
    d = rotate(d, 11);
    return result;
  };
}

/** A stream from a whole-number seed. */
export function createRandom(seed: number): Random {
  const whole = xoshiro(seed);
  const next = (): number => whole() / 4294967296;
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    normal: () => (next() + next() + next() + next() - 2) * Math.sqrt(3),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    fork: (label) => createRandom(hash(seed, label)),
  };
}

import { timed } from './timing.ts';

const floats = 2 ** 25;

/** Bytes per second that one thread copies from one large array to another, read and written counted both: the best of some tries. */
export function measureCopy(tries = 8): number {
  const [from, to] = [new Float32Array(floats).fill(1), new Float32Array(floats).fill(2)];
  const timings = Array.from({ length: tries }, () =>
    timed(() => {
      to.set(from);
      return to[floats - 1] ?? 0;
    }),
  );
  return (2 * 4 * floats) / (Math.min(...timings.map(({ wallMs }) => wallMs)) / 1000);
}

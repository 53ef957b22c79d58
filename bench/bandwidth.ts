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

export interface Touch {
  readonly firstMs: number;
  readonly againMs: number;
}

/** How long it takes to fill 128 MB that no one has touched yet, and to fill them again. */
export function measureTouch(): Touch {
  const fresh = new Float32Array(new SharedArrayBuffer(4 * floats));
  const fill = (value: number): number => timed(() => fresh.fill(value)[floats - 1] ?? 0).wallMs;
  return { firstMs: fill(1), againMs: fill(2) };
}

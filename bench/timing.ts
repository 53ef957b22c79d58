import type { Timing } from './row.ts';

/** One side of a comparison: does the work once. */
export type Contender = () => Timing | Promise<Timing>;

/** Runs some work once and times it; the CPU time is that of the whole process. */
export function timed(work: () => number): Timing {
  const startMs = performance.now();
  const before = process.cpuUsage();
  const count = work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - startMs, cpuMs: (user + system) / 1000, count };
}

/** The least of each, which a busy machine disturbs least. */
export function least(timings: readonly Timing[]): Timing {
  return {
    wallMs: Math.min(...timings.map(({ wallMs }) => wallMs)),
    cpuMs: Math.min(...timings.map(({ cpuMs }) => cpuMs)),
    count: timings[0]?.count ?? 0,
  };
}

/** The same work on a part of the input, as if it had been all of it. */
export function scaled({ wallMs, cpuMs, count }: Timing, times: number): Timing {
  return { wallMs: wallMs * times, cpuMs: cpuMs * times, count: count * times };
}

/**
 * The least time of each contender over some rounds, in which they take turns, so that a busy moment of the machine hits all
 * alike. The first round warms up and does not count.
 */
export async function compare<Contenders extends Readonly<Partial<Record<string, Contender>>>>(
  contenders: Contenders,
  rounds: number,
): Promise<{ readonly [Name in keyof Contenders]: Timing }> {
  const sides = Object.entries(contenders).map(([name, run]) => ({ name, run, timings: [] as Timing[] }));
  for (let round = 0; round <= rounds; round += 1)
    for (const { run, timings } of sides) {
      const timing = await run?.();
      if (timing !== undefined && (round > 0 || rounds === 0)) timings.push(timing);
    }
  return Object.fromEntries(sides.map(({ name, timings }) => [name, least(timings)])) as {
    readonly [Name in keyof Contenders]: Timing;
  };
}

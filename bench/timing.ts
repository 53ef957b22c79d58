/** What one run took. Counts tell whether two sides did the same. */
export interface Timing {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly count: number;
}

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

function least(timings: readonly Timing[]): Timing | undefined {
  return timings.toSorted((a, b) => a.cpuMs - b.cpuMs)[0];
}

/**
 * The least CPU time of each contender over some rounds, in which they take turns, so that a busy moment of the machine hits
 * all alike. The first round warms up and does not count.
 */
export async function compare<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  rounds: number,
): Promise<Readonly<Record<Name, Timing>>> {
  const names = Object.keys(contenders) as Name[];
  const timings = new Map<Name, Timing[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      const timing = await contenders[name]();
      if (round > 0 || rounds === 0) timings.get(name)?.push(timing);
    }
  return Object.fromEntries(names.map((name) => [name, least(timings.get(name) ?? [])])) as Record<
    Name,
    Timing
  >;
}

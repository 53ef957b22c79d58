import { type Check, checks } from './checks.ts';
import { say } from './process.ts';
import type { Tally } from './tally.ts';

/** The sum of several runners' counts. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The closing line of a run: `N passed, N failed, N skipped`. */
export function formatTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Runs one part of a run under a heading, and says how long it took. */
export async function underHeading(title: string, part: () => Promise<Tally>): Promise<Tally> {
  const startMs = Date.now();
  say(`\n== ${title}`);
  const tally = await part();
  say(`-- ${title}: ${formatTally(tally)}, ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
  return tally;
}

async function runCheck({ run }: Check): Promise<Tally> {
  const complaint = await run();
  if (complaint === undefined) return { passed: 1, failed: 0, skipped: 0 };
  say(complaint.trimEnd());
  return { passed: 0, failed: 1, skipped: 0 };
}

/** Runs every static check, each of which counts as one. */
export async function runChecks(): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  for (const check of checks) tallies.push(await underHeading(check.name, () => runCheck(check)));
  return tallies;
}

/** Prints the closing line and sets the exit code by it. */
export function closeRun(tallies: readonly Tally[]): void {
  const sum = sumTallies(tallies);
  say(`\n${formatTally(sum)}`);
  process.exitCode = sum.failed > 0 ? 1 : 0;
}

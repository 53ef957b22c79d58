import { mkdirSync, writeFileSync } from 'node:fs';

/** How many checks of one runner ended each way. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const tallyFolder = 'dist/tally';

/** Leaves one runner's counts where `tools/test.ts` sums them. */
export function writeTally(runner: string, tally: Tally): void {
  mkdirSync(tallyFolder, { recursive: true });
  writeFileSync(`${tallyFolder}/${runner}.json`, JSON.stringify(tally));
}

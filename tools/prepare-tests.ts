import { buildStale, testingTarget } from './build.ts';

/** Builds the programs that tests start, unless they are built; a test runner calls it before its first test. */
export default async function prepareTests(): Promise<void> {
  if (!(await buildStale(testingTarget)))
    throw new Error('The programs that tests start could not be built.');
}

import type { Reporter, TestModule } from 'vitest/node';
import { type Tally, writeTally } from './tally.ts';

/** A file that cannot be loaded runs no test, so it counts as one failure. */
function countModule(module: TestModule): Tally {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  const passed = states.filter((state) => state === 'passed').length;
  const skipped = states.filter((state) => state === 'skipped').length;
  const failed = states.length - passed - skipped + (module.errors().length > 0 ? 1 : 0);
  return { passed, failed, skipped };
}

/** Counts the tests of one Vitest run, errors outside any test included. */
export default class VitestTally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      const { passed, failed, skipped } = countModule(module);
      counts.passed += passed;
      counts.failed += failed;
      counts.skipped += skipped;
    }
    writeTally('vitest', counts);
  }
}

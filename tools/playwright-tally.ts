import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { writeTally } from './tally.ts';

/** Counts the tests of one Playwright run, errors outside any test included. */
export default class PlaywrightTally implements Reporter {
  private suite: Suite | undefined;
  private failedOutside = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onError(): void {
    this.failedOutside += 1;
  }

  onEnd(): void {
    const counts = { passed: 0, failed: this.failedOutside, skipped: 0 };
    for (const test of this.suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === 'skipped') counts.skipped += 1;
      else if (outcome === 'unexpected') counts.failed += 1;
      else counts.passed += 1;
    }
    writeTally('playwright', counts);
  }
}

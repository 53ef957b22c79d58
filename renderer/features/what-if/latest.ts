import type { Problem } from '#contract/errors';
import { asProblem } from '../../app/problem.ts';

/** What the last question that was answered brought. */
export interface Latest<Answer> {
  readonly answer?: Answer | undefined;
  readonly problem?: Problem | undefined;
  /** From asking until the answer was there, in milliseconds. */
  readonly tookMs?: number | undefined;
}

/** Asks one question at a time: of those that come meanwhile only the last is asked, so that none waits for one that is out of date. */
export interface LatestAsker<Answer> {
  readonly ask: (question: () => Promise<Answer>) => void;
  readonly get: () => Latest<Answer>;
  readonly subscribe: (listener: () => void) => () => void;
}

/** An asker that nothing was asked yet; `nowMs` tells the time. */
export function createLatest<Answer>(nowMs: () => number = () => performance.now()): LatestAsker<Answer> {
  const listeners = new Set<() => void>();
  let latest: Latest<Answer> = {};
  let waiting: (() => Promise<Answer>) | undefined;
  let busy = false;

  function settle(outcome: Latest<Answer>): void {
    busy = false;
    latest = outcome;
    for (const listener of listeners) listener();
    const next = waiting;
    waiting = undefined;
    if (next !== undefined) run(next);
  }

  function run(question: () => Promise<Answer>): void {
    busy = true;
    const startMs = nowMs();
    question().then(
      (answer) => settle({ answer, tookMs: nowMs() - startMs }),
      (error: unknown) => settle({ problem: asProblem(error) }),
    );
  }

  return {
    ask(question) {
      if (busy) waiting = question;
      else run(question);
    },
    get: () => latest,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

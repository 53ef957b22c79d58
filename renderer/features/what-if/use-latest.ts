import { useEffect, useRef, useState } from 'react';
import type { Problem } from '#contract/errors';
import { asProblem } from '../../app/problem.ts';

/** What the last question that was answered brought. */
export interface Latest<Answer> {
  readonly answer?: Answer | undefined;
  readonly problem?: Problem | undefined;
  /** From asking until the answer was there, in milliseconds. */
  readonly tookMs?: number | undefined;
  /** Whether a newer question is on its way. */
  readonly pending: boolean;
}

/**
 * Asks again whenever `key` changes, one question at a time: what was asked meanwhile is skipped but for the last, so that a
 * slider never waits for where it has been. The last answer stays until the next.
 */
export function useLatest<Answer>(key: string | undefined, ask: () => Promise<Answer>): Latest<Answer> {
  const [latest, setLatest] = useState<Latest<Answer>>({ pending: false });
  const asking = useRef({ ask, busy: false, waiting: false, gone: false });
  asking.current.ask = ask;
  useEffect(() => {
    asking.current.gone = false;
    return () => void (asking.current.gone = true);
  }, []);
  useEffect(() => {
    if (key === undefined) return;
    const here = asking.current;
    const settle = (outcome: Omit<Latest<Answer>, 'pending'>): void => {
      here.busy = false;
      if (here.gone) return;
      setLatest({ ...outcome, pending: here.waiting });
      if (here.waiting) run();
    };
    const run = (): void => {
      here.busy = true;
      here.waiting = false;
      const startMs = performance.now();
      here.ask().then(
        (answer) => settle({ answer, tookMs: performance.now() - startMs }),
        (error: unknown) => settle({ problem: asProblem(error) }),
      );
    };
    setLatest((before) => ({ ...before, pending: true }));
    if (here.busy) here.waiting = true;
    else run();
  }, [key]);
  return latest;
}

/** Time in milliseconds with the page visible; `runningSinceMs` is undefined while it is hidden. */
export interface Stopwatch {
  readonly gatheredMs: number;
  readonly runningSinceMs: number | undefined;
}

/** A stopwatch from zero at `nowMs`, running if the page is visible. */
export function startStopwatch(nowMs: number, visible: boolean): Stopwatch {
  return { gatheredMs: 0, runningSinceMs: visible ? nowMs : undefined };
}

/** The page became visible or hidden at `nowMs`; a repeated report changes nothing. */
export function setVisible(watch: Stopwatch, nowMs: number, visible: boolean): Stopwatch {
  if (visible === (watch.runningSinceMs !== undefined)) return watch;
  if (visible) return { ...watch, runningSinceMs: nowMs };
  return { gatheredMs: elapsedMs(watch, nowMs), runningSinceMs: undefined };
}

/** Whole milliseconds gathered up to `nowMs`, never negative. */
export function elapsedMs(watch: Stopwatch, nowMs: number): number {
  const running = watch.runningSinceMs === undefined ? 0 : Math.max(0, nowMs - watch.runningSinceMs);
  return Math.round(watch.gatheredMs + running);
}

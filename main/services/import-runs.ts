import { err, type Result } from '#contract/errors';
import type { Id } from '#contract/ids';
import type { ImportPhase, ImportProgress } from '#contract/rpc/source-reading';
import { cancelledProblem, type PulseState } from '#main/importers/read-watch';

/** One import or inspection while it runs. */
export interface ImportRun {
  /** Aborted when it is cancelled. */
  readonly signal: AbortSignal;
  readonly report: (state: PulseState) => void;
}

/** Imports and inspections by the ids that their callers made, to follow and to cancel. */
export interface ImportRuns {
  /** Runs a task; cancelled, it answers within a second, while the task clears up behind. */
  run<T>(id: Id | undefined, task: (run: ImportRun) => Promise<Result<T>>): Promise<Result<T>>;
  /** States of a run as they change, the last with `ended`; one that does not begin within some seconds has ended. */
  progress(id: Id, signal: AbortSignal): AsyncIterable<ImportProgress>;
  /** False where none of this id runs. */
  cancel(id: Id): boolean;
}

interface Running {
  state: ImportProgress;
  readonly controller: AbortController;
  readonly changed: Set<() => void>;
}

/**
 * Where each phase begins in the whole, in [0, 1]: midway between the times of a large CSV file, whose many short rows take long to
 * sort and write, and of one of JSON Lines.
 */
const phases: Readonly<Record<ImportPhase, readonly [number, number]>> = {
  waiting: [0, 0],
  copying: [0, 0.15],
  reading: [0.15, 0.55],
  sorting: [0.55, 0.68],
  writing: [0.68, 0.98],
  keeping: [0.98, 1],
};

/** A cancelled task has this long to answer itself before it is answered for. */
const patienceMs = 800;
/** How long a progress that came before its run waits for it. */
const beginsWithinMs = 15_000;

function firstState(importId: Id): ImportProgress {
  return { importId, phase: 'waiting', share: 0, doneBytes: 0, totalBytes: 0, rows: 0, ended: false };
}

/** The next state; the share of the whole never falls. */
function advance(
  state: ImportProgress,
  { phase, share, doneBytes, totalBytes, rows }: PulseState,
): ImportProgress {
  const [from, to] = phases[phase];
  const whole = Math.max(state.share, from + (to - from) * Math.min(1, Math.max(0, share)));
  const bytes = totalBytes > 0 ? { doneBytes, totalBytes } : {};
  return { ...state, ...bytes, phase, share: whole, rows: Math.max(state.rows, rows) };
}

/** Resolves a while after the signal aborts. */
function afterAbort(signal: AbortSignal): { readonly promise: Promise<void>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    timer = setTimeout(resolve, patienceMs);
  };
  signal.addEventListener('abort', start, { once: true });
  return {
    promise,
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', start);
    },
  };
}

/** Waits until a change is noted, some time has passed or the caller goes away. */
async function waitFor(notes: Set<() => void>, signal: AbortSignal, withinMs?: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const note = (): void => resolve();
  const timer = withinMs === undefined ? undefined : setTimeout(note, withinMs);
  notes.add(note);
  signal.addEventListener('abort', note, { once: true });
  if (!signal.aborted) await promise;
  signal.removeEventListener('abort', note);
  notes.delete(note);
  clearTimeout(timer);
}

function tell(of: Running, state: ImportProgress): void {
  of.state = state;
  for (const note of of.changed) note();
}

/** Yields the states of a run as they change, until it has ended. */
async function* statesOf(own: Running, signal: AbortSignal): AsyncGenerator<ImportProgress> {
  let shown: ImportProgress | undefined;
  while (!signal.aborted) {
    const { state } = own;
    if (state !== shown) yield state;
    shown = state;
    if (state.ended) return;
    if (own.state === shown) await waitFor(own.changed, signal);
  }
}

/** Answers what the task answers, or, some time after it was cancelled, for it. */
async function answerOf<T>(work: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> {
  const abort = afterAbort(signal);
  try {
    const answered = await Promise.race([work, abort.promise.then(() => err(cancelledProblem))]);
    return !answered.ok && answered.error.code === 'cancelled' ? err(cancelledProblem) : answered;
  } finally {
    abort.end();
  }
}

/** Makes an empty list of runs. */
export function createImportRuns(): ImportRuns {
  const running = new Map<Id, Running>();
  const begun = new Set<() => void>();

  function begin(id: Id, controller: AbortController): Running {
    const own: Running = { state: firstState(id), controller, changed: new Set() };
    running.set(id, own);
    for (const note of begun) note();
    return own;
  }

  function end(id: Id, own: Running): void {
    if (running.get(id) === own) running.delete(id);
    tell(own, { ...own.state, ended: true });
  }

  async function findRunning(id: Id, signal: AbortSignal): Promise<Running | undefined> {
    const until = performance.now() + beginsWithinMs;
    while (!running.has(id) && !signal.aborted && performance.now() < until)
      await waitFor(begun, signal, until - performance.now());
    return running.get(id);
  }

  return {
    async run(id, task) {
      const controller = new AbortController();
      const { signal } = controller;
      if (id === undefined) return answerOf(task({ signal, report: () => undefined }), signal);
      const own = begin(id, controller);
      const report = (state: PulseState): void => {
        if (!own.state.ended) tell(own, advance(own.state, state));
      };
      try {
        return await answerOf(task({ signal, report }), signal);
      } finally {
        end(id, own);
      }
    },
    async *progress(id, signal) {
      if (!running.has(id)) yield firstState(id);
      const own = await findRunning(id, signal);
      if (own !== undefined) yield* statesOf(own, signal);
      else if (!signal.aborted) yield { ...firstState(id), ended: true };
    },
    cancel(id) {
      const own = running.get(id);
      own?.controller.abort();
      return own !== undefined;
    },
  };
}

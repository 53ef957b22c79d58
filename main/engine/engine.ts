import { availableParallelism } from 'node:os';
import { toProblem, type Problem } from '#contract/errors';
import type { Job } from '#contract/entities/job';
import { newId } from '#contract/ids';
import { createObjectStore } from '../objects/object-store.ts';
import type { Store } from '../store/store.ts';
import { createJobMemory, keepMemoryMs } from './job-memory.ts';
import { defaultMemoryBytes } from './memory-need.ts';
import { renew, runJob, type Run, type RunDeps } from './run-job.ts';
import { createWorkerPool } from './worker-pool.ts';

/** Runs the workspace's jobs, one at a time, its steps on worker threads. Several engines may share a workspace. */
export interface Engine {
  /** Begins to claim jobs, those that another process queued or left behind too. */
  start(): void;
  /** Looks at once for a new job, and whether the running one was cancelled. */
  wake(): void;
  /** Ends the running job where it is (it goes back to the queue) and lets the threads go. */
  stop(): Promise<void>;
  /** Hears of every change that this engine commits; answers how to stop hearing. */
  onChange(listener: (job: Job) => void): () => void;
}

export interface EngineDeps {
  readonly store: Store;
  readonly workspaceFolder: string;
  /** Hears of failures of the engine itself. */
  readonly report: (fault: Problem) => void;
  /** Worker threads; as many as the machine runs at once, at most 4, unless told. */
  readonly workers?: number | undefined;
  /** Bytes that a job may take beside what the program takes by itself; half of the machine's memory unless told. */
  readonly memoryBytes?: number | undefined;
  /** How long a job stays this engine's without a sign of life; renewed three times as often. */
  readonly leaseMs?: number | undefined;
  /** How often to look for jobs of other processes. */
  readonly pollMs?: number | undefined;
  readonly windowFrames?: number | undefined;
}

const mostWorkers = 4;
const defaultLeaseMs = 15_000;
const defaultPollMs = 1000;

interface Bell {
  /** Resolves at the next ring, or after `withinMs`. */
  wait(withinMs: number): Promise<void>;
  ring(): void;
}

function createBell(): Bell {
  let rung = Promise.withResolvers<void>();
  return {
    async wait(withinMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([rung.promise, late]);
      clearTimeout(timer);
      rung = Promise.withResolvers<void>();
    },
    ring: () => rung.resolve(),
  };
}

function runDeps(deps: EngineDeps, onJob: (job: Job) => void): RunDeps {
  const { store, workspaceFolder } = deps;
  const workers = deps.workers ?? Math.min(availableParallelism(), mostWorkers);
  return {
    store,
    workspaceFolder,
    onJob,
    objects: createObjectStore(workspaceFolder),
    pool: createWorkerPool(workspaceFolder, workers),
    memory: createJobMemory(),
    bounds: { threads: workers, memoryBytes: deps.memoryBytes ?? defaultMemoryBytes() },
    leaseMs: deps.leaseMs ?? defaultLeaseMs,
    windowFrames: deps.windowFrames,
  };
}

/** Claims and runs one job after another until it is stopped; remembers the last one for a while. */
function createLoop(deps: EngineDeps, running: RunDeps): Omit<Engine, 'onChange'> {
  const bell = createBell();
  let current: Run | undefined;
  let stopped = false;
  let loop: Promise<void> | undefined;
  let keeping: NodeJS.Timeout | undefined;

  function forget(): void {
    clearTimeout(keeping);
    running.memory.forget();
    running.pool.leave();
  }

  async function runNext(): Promise<boolean> {
    const owner = newId();
    const claimed = await running.store.run('jobs.claim', { owner, leaseMs: running.leaseMs });
    if (claimed === undefined) return false;
    current = { claimed, owner, controller: new AbortController() };
    if (stopped) current.controller.abort();
    clearTimeout(keeping);
    running.onJob(claimed.job);
    try {
      await runJob(running, current);
    } finally {
      current = undefined;
      keeping = setTimeout(forget, keepMemoryMs).unref();
    }
    return true;
  }

  async function runAll(): Promise<void> {
    while (!stopped) {
      const ran = await runNext().catch((thrown: unknown) => {
        deps.report(toProblem(thrown));
        return false;
      });
      if (!ran && !stopped) await bell.wait(deps.pollMs ?? defaultPollMs);
    }
  }

  return {
    start: () => {
      loop ??= runAll();
    },
    wake: () => {
      bell.ring();
      if (current !== undefined)
        renew(running, current).catch((thrown: unknown) => deps.report(toProblem(thrown)));
    },
    async stop() {
      stopped = true;
      bell.ring();
      current?.controller.abort();
      await loop;
      forget();
      await running.pool.close();
    },
  };
}

/** The engine of a workspace. It does nothing until it is started. */
export function createEngine(deps: EngineDeps): Engine {
  const listeners = new Set<(job: Job) => void>();
  const tell = (job: Job): void => listeners.forEach((listener) => listener(job));
  return {
    ...createLoop(deps, runDeps(deps, tell)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

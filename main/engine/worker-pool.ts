import { AftertrackError, problem } from '#contract/errors';
import { startEngineThread, type EngineThread } from './engine-thread.ts';
import type { SharedJob } from './shared-job.ts';
import type { TaskName, WorkerTasks } from './worker-messages.ts';

/** A bounded number of worker threads, started when first needed. Tasks wait in the order they were asked. */
export interface WorkerPool {
  /**
   * Runs a task on a free worker. Rejects with an `AftertrackError`; at once with `cancelled` when `signal` aborts, and then
   * the task is not begun, or its outcome is dropped. A worker that does not take part in `job` yet joins it before.
   */
  ask<Name extends TaskName>(
    task: Name,
    work: WorkerTasks[Name]['asks'],
    options?: AskOptions,
  ): Promise<WorkerTasks[Name]['answers']>;
  /** Starts the threads that are not there yet, so that they are ready when the work is. */
  warm(): void;
  /** Lets the threads forget the job they took part in, whose memory is given back. */
  leave(): void;
  /** Drops what waits, lets running tasks end for a moment, and ends the threads. */
  close(): Promise<void>;
}

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly job?: SharedJob | undefined;
}

interface Waiting {
  readonly task: TaskName;
  readonly work: unknown;
  readonly options: AskOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: unknown) => void;
}

/** A running task has this long to end when the pool closes. */
const closeWithinMs = 3000;

const cancelled = (): AftertrackError => new AftertrackError(problem('cancelled', 'The step was cancelled.'));

/** The outcome of what is begun, or `cancelled` as soon as the signal aborts; then it is not begun, or its outcome dropped. */
function untilAborted(
  signal: AbortSignal | undefined,
  begin: (resolve: (value: unknown) => void, reject: (fault: unknown) => void) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(cancelled());
    const drop = (): void => reject(cancelled());
    signal?.addEventListener('abort', drop);
    const outcome = Promise.withResolvers<unknown>();
    outcome.promise.finally(() => signal?.removeEventListener('abort', drop)).then(resolve, reject);
    begin(outcome.resolve, outcome.reject);
  });
}

/** Makes threads join the job that a task belongs to, and leave it when it has ended. */
function createMembership() {
  const joined = new Map<EngineThread, string>();
  return {
    async join(thread: EngineThread, job: SharedJob | undefined): Promise<void> {
      if (job === undefined || joined.get(thread) === job.key) return;
      await thread.ask('join', job);
      joined.set(thread, job.key);
    },
    leave(): void {
      for (const thread of joined.keys())
        thread.ask('join', undefined).catch(() => 'The thread is gone, and its memory with it.');
      joined.clear();
    },
  };
}

/** A pool of at most `size` threads over the workspace in `workspaceFolder`. */
export function createWorkerPool(workspaceFolder: string, size: number): WorkerPool {
  const idle: EngineThread[] = [];
  const busy = new Set<EngineThread>();
  const queue: Waiting[] = [];
  const membership = createMembership();
  let closed = false;

  async function runOn(
    thread: EngineThread,
    { task, work, options, resolve, reject }: Waiting,
  ): Promise<void> {
    busy.add(thread);
    await membership
      .join(thread, options.job)
      .then(() => thread.ask(task, work))
      .then(resolve, reject);
    busy.delete(thread);
    if (thread.isAlive()) idle.push(thread);
    startNext();
  }

  function newThread(): EngineThread | undefined {
    return idle.length + busy.size < size ? startEngineThread(workspaceFolder) : undefined;
  }

  function startNext(): void {
    while (queue.length > 0 && !closed) {
      const free = idle.pop() ?? newThread();
      if (free === undefined) return;
      const waiting = queue.shift();
      if (waiting === undefined || waiting.options.signal?.aborted === true) idle.push(free);
      else void runOn(free, waiting);
    }
  }

  function ask(task: TaskName, work: unknown, options: AskOptions): Promise<unknown> {
    if (closed) return Promise.reject(cancelled());
    return untilAborted(options.signal, (resolve, reject) => {
      queue.push({ task, work, options, resolve, reject });
      startNext();
    });
  }

  return {
    warm() {
      for (let thread = newThread(); thread !== undefined; thread = newThread()) idle.push(thread);
    },
    leave: () => membership.leave(),
    ask: async <Name extends TaskName>(
      task: Name,
      work: WorkerTasks[Name]['asks'],
      options: AskOptions = {},
    ) => (await ask(task, work, options)) as WorkerTasks[Name]['answers'],
    async close() {
      closed = true;
      for (const { reject } of queue.splice(0)) reject(cancelled());
      await Promise.all([...idle, ...busy].map((thread) => thread.end(closeWithinMs)));
    },
  };
}

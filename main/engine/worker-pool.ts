import { AftertrackError, problem } from '#contract/errors';
import { startEngineThread, type EngineThread } from './engine-thread.ts';
import type { TaskName, WorkerTasks } from './worker-messages.ts';

/** A bounded number of worker threads, started when first needed. Tasks wait in the order they were asked. */
export interface WorkerPool {
  /**
   * Runs a task on a free worker. Rejects with an `AftertrackError`; at once with `cancelled` when `signal` aborts, and then
   * the task is not begun, or its outcome is dropped.
   */
  ask<Name extends TaskName>(
    task: Name,
    work: WorkerTasks[Name]['asks'],
    signal?: AbortSignal,
  ): Promise<WorkerTasks[Name]['answers']>;
  /** Drops what waits, lets running tasks end for a moment, and ends the threads. */
  close(): Promise<void>;
}

interface Waiting {
  readonly task: TaskName;
  readonly work: unknown;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: unknown) => void;
}

/** A running task has this long to end when the pool closes. */
const closeWithinMs = 3000;

const cancelled = (): AftertrackError => new AftertrackError(problem('cancelled', 'The step was cancelled.'));

/** A pool of at most `size` threads over the workspace in `workspaceFolder`. */
export function createWorkerPool(workspaceFolder: string, size: number): WorkerPool {
  const idle: EngineThread[] = [];
  const busy = new Set<EngineThread>();
  const queue: Waiting[] = [];
  let closed = false;

  async function runOn(thread: EngineThread, { task, work, resolve, reject }: Waiting): Promise<void> {
    busy.add(thread);
    await thread.ask(task, work).then(resolve, reject);
    busy.delete(thread);
    if (thread.isAlive()) idle.push(thread);
    startNext();
  }

  function startNext(): void {
    while (queue.length > 0 && !closed) {
      const free = idle.pop() ?? (busy.size < size ? startEngineThread(workspaceFolder) : undefined);
      if (free === undefined) return;
      const waiting = queue.shift();
      if (waiting === undefined || waiting.signal?.aborted === true) idle.push(free);
      else void runOn(free, waiting);
    }
  }

  function ask(task: TaskName, work: unknown, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (closed || signal?.aborted === true) return reject(cancelled());
      const drop = (): void => reject(cancelled());
      const settled = (): void => signal?.removeEventListener('abort', drop);
      signal?.addEventListener('abort', drop);
      const waiting = Promise.withResolvers<unknown>();
      waiting.promise.finally(settled).then(resolve, reject);
      queue.push({ task, work, signal, resolve: waiting.resolve, reject: waiting.reject });
      startNext();
    });
  }

  return {
    ask: async <Name extends TaskName>(task: Name, work: WorkerTasks[Name]['asks'], signal?: AbortSignal) =>
      (await ask(task, work, signal)) as WorkerTasks[Name]['answers'],
    async close() {
      closed = true;
      for (const { reject } of queue.splice(0)) reject(cancelled());
      await Promise.all([...idle, ...busy].map((thread) => thread.end(closeWithinMs)));
    },
  };
}

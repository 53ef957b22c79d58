import { Worker } from 'node:worker_threads';
import { AftertrackError, problem, toProblem, type Problem } from '#contract/errors';
import { workerReplySchema } from './worker-messages.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: AftertrackError) => void;
}

/** One worker thread that answers tasks. */
export interface EngineThread {
  /** Rejects with an `AftertrackError`, also when the thread dies. */
  ask(task: string, work: unknown): Promise<unknown>;
  isAlive(): boolean;
  /** Lets the thread close what it holds, for at most `withinMs`, and ends it. */
  end(withinMs: number): Promise<void>;
}

/** Starts a thread over the workspace in `workspaceFolder`. */
export function startThread(workspaceFolder: string): EngineThread {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./engine-worker.${extension}`, import.meta.url), {
    workerData: { workspaceFolder },
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let fault: Problem | undefined;

  function die(reason: Problem): void {
    fault ??= reason;
    for (const { reject } of waiting.values()) reject(new AftertrackError(fault));
    waiting.clear();
  }

  worker.on('message', (message: unknown) => {
    const reply = workerReplySchema.parse(message);
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) asked?.resolve(reply.value);
    else asked?.reject(new AftertrackError(reply.problem));
  });
  worker.on('error', (thrown) => die(toProblem(thrown)));
  worker.on('exit', () => die(problem('internal', 'A worker thread ended.')));

  function ask(task: string, work: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (fault !== undefined) return reject(new AftertrackError(fault));
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, task, work });
    });
  }

  return {
    ask,
    isAlive: () => fault === undefined,
    async end(withinMs) {
      const late = new Promise((resolve) => setTimeout(resolve, withinMs).unref());
      const closed = ask('close', undefined).catch(() => 'The thread is gone, which is what is wanted.');
      await Promise.race([closed, late]);
      await worker.terminate();
    },
  };
}

import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Problem } from '#contract/errors';
import { AftertrackError, problem, problemSchema, toProblem } from '#contract/errors';

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), id: z.int(), value: z.unknown() }),
  z.object({ ok: z.literal(false), id: z.int(), problem: problemSchema }),
]);
export type ThreadReply = z.infer<typeof replySchema>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: AftertrackError) => void;
}

/** A worker thread that answers one message with one. */
export interface ThreadClient {
  /** Rejects with an `AftertrackError`, also when the thread dies. */
  ask(work: unknown): Promise<unknown>;
  end(): Promise<void>;
}

/** Starts the thread at `url` (its file's name without extension, beside the caller) when it is first asked. */
export function createThreadClient(url: URL, data: unknown): ThreadClient {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  function dropAll(reason: Problem): void {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new AftertrackError(reason));
    waiting.clear();
  }

  function settle(message: unknown): void {
    const reply = replySchema.parse(message);
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) asked?.resolve(reply.value);
    else asked?.reject(new AftertrackError(reply.problem));
  }

  function start(): Worker {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const started = new Worker(new URL(`${url.href}.${extension}`), { workerData: data });
    started.on('message', settle);
    started.on('error', (thrown) => dropAll(toProblem(thrown)));
    started.on('exit', () => dropAll(problem('internal', 'A worker thread ended.')));
    started.unref();
    return started;
  }

  return {
    ask: (work) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, work });
      }),
    async end() {
      await worker?.terminate();
    },
  };
}

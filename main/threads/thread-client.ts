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

/** A worker thread that answers each message with one. */
export interface Thread {
  /** Rejects with an `AftertrackError`, also when the thread dies. */
  ask(work: unknown): Promise<unknown>;
  isAlive(): boolean;
  /** Ends it at once; what was asked and not answered is rejected. */
  end(): Promise<void>;
}

/** Answers by the number of their question. */
function createCorrespondence() {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  return {
    expect: (entry: Waiting): number => {
      lastId += 1;
      waiting.set(lastId, entry);
      return lastId;
    },
    settle(message: unknown): void {
      const reply = replySchema.parse(message);
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.ok) asked?.resolve(reply.value);
      else asked?.reject(new AftertrackError(reply.problem));
    },
    rejectAll(reason: Problem): void {
      for (const { reject } of waiting.values()) reject(new AftertrackError(reason));
      waiting.clear();
    },
  };
}

export interface ThreadOptions {
  /** What an ask is told after the thread has ended. */
  readonly gone: string;
  /** Whether the process may end though the thread has not. */
  readonly background?: boolean;
  /** Megabytes for what lives briefly; of a thread that works on columns most do, and what is touched anew has its price. */
  readonly youngMb?: number;
}

/** Starts the thread at `url`, its file's name without an extension, so that sources and bundle work alike. */
export function startThread(url: URL, data: unknown, options: ThreadOptions): Thread {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`${url.href}.${extension}`), {
    workerData: data,
    resourceLimits: options.youngMb === undefined ? {} : { maxYoungGenerationSizeMb: options.youngMb },
  });
  const letters = createCorrespondence();
  let fault: Problem | undefined;
  const die = (reason: Problem): void => {
    fault ??= reason;
    letters.rejectAll(fault);
  };
  worker.on('message', (message: unknown) => letters.settle(message));
  worker.on('error', (thrown) => die(toProblem(thrown)));
  worker.on('exit', () => die(problem('invalid_state', options.gone)));
  if (options.background === true) worker.unref();
  return {
    ask: (work) =>
      new Promise((resolve, reject) => {
        if (fault !== undefined) return reject(new AftertrackError(fault));
        worker.postMessage({ id: letters.expect({ resolve, reject }), work });
      }),
    isAlive: () => fault === undefined,
    async end() {
      await worker.terminate();
    },
  };
}

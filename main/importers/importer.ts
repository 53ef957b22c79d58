import { Worker } from 'node:worker_threads';
import { err, problem, toProblem, type Result } from '#contract/errors';
import { importReplySchema, type ImportReport, type ImportRequest } from './import-report.ts';
import { cancelledProblem, type PulseState } from './read-watch.ts';

/** Reads files in threads, so that the caller's own never waits for one. */
export interface Importer {
  run(request: ImportRequest, watch: RunWatch): Promise<Result<ImportReport>>;
  /** Ends the thread that waits for work; further runs start a new one. */
  close(): Promise<void>;
}

/** How long a thread is kept for the next file, as starting one takes a good part of a second. */
const idleMs = 30_000;

/** Rows live for a moment each: with its usual room for young objects a thread would hold 100 MB more, and be no faster. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

function startWorker(): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./import-worker.${extension}`, import.meta.url), { resourceLimits });
}

/** How a run is followed and stopped. */
export interface RunWatch {
  /** Aborted to cancel: the run answers `cancelled` within a second, and its thread no longer touches a file. */
  readonly signal: AbortSignal;
  readonly onProgress: (state: PulseState) => void;
}

/** How long a thread may take to stop by itself before it is ended. */
const graceMs = 500;

function ask(
  worker: Worker,
  request: ImportRequest,
  { signal, onProgress }: RunWatch,
): Promise<Result<ImportReport>> {
  return new Promise((resolve) => {
    const stop = new SharedArrayBuffer(4);
    let grace: NodeJS.Timeout | undefined;
    const onMessage = (message: unknown): void => {
      const reply = importReplySchema.parse(message);
      if (reply.kind === 'progress') onProgress(reply.state);
      else answer(reply.result);
    };
    const onError = (thrown: unknown): void => answer(err(toProblem(thrown)));
    const onExit = (): void =>
      answer(
        err(signal.aborted ? cancelledProblem : problem('internal', 'The import ended without an answer.')),
      );
    const onAbort = (): void => {
      Atomics.store(new Int32Array(stop), 0, 1);
      grace = setTimeout(() => void worker.terminate(), graceMs);
    };
    const answer = (reply: Result<ImportReport>): void => {
      clearTimeout(grace);
      signal.removeEventListener('abort', onAbort);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      resolve(reply);
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    worker.ref();
    worker.postMessage({ request, stop });
  });
}

/** An importer that keeps one idle thread for a while; it never holds the process open. */
export function createImporter(): Importer {
  let idle: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function close(): Promise<void> {
    clearTimeout(timer);
    const worker = idle;
    idle = undefined;
    await worker?.terminate();
  }

  /** A thread that dies while it waits is forgotten; one that dies at work is told by its run. */
  function startWatched(): Worker {
    const worker = startWorker();
    const forget = (): void => {
      if (idle === worker) idle = undefined;
    };
    worker.on('error', forget);
    worker.on('exit', forget);
    return worker;
  }

  function takeWorker(): Worker {
    clearTimeout(timer);
    const worker = idle ?? startWatched();
    idle = undefined;
    return worker;
  }

  async function giveBack(worker: Worker): Promise<void> {
    if (idle !== undefined || worker.threadId < 0) {
      await worker.terminate();
      return;
    }
    worker.unref();
    idle = worker;
    timer = setTimeout(() => void close(), idleMs).unref();
  }

  return {
    async run(request, watch) {
      const worker = takeWorker();
      try {
        return await ask(worker, request, watch);
      } finally {
        await giveBack(worker);
      }
    },
    close,
  };
}

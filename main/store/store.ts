import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AftertrackError, problem, toProblem } from '#contract/errors';
import type { Problem } from '#contract/errors';
import type { Operations } from './operations.ts';
import { replySchema } from './store-messages.ts';
import type { StoreRequest } from './store-messages.ts';

type Input<Name extends keyof Operations> = Parameters<Operations[Name]>[1];
type Output<Name extends keyof Operations> = ReturnType<Operations[Name]>;

/** The workspace's database in its own thread; each run is one transaction, committed before it resolves. */
export interface Store {
  /** Rejects with an `AftertrackError`, and then nothing was written. */
  run<Name extends keyof Operations>(name: Name, input: Input<Name>): Promise<Output<Name>>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: AftertrackError) => void;
}

interface Channel {
  ask(request: Omit<StoreRequest, 'id'>): Promise<unknown>;
  end(): Promise<void>;
}

function openChannel(worker: Worker): Channel {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let fault: Problem | undefined;
  const failAll = (reason: Problem): void => {
    fault ??= reason;
    for (const { reject } of waiting.values()) reject(new AftertrackError(reason));
    waiting.clear();
  };
  worker.on('message', (message: unknown) => {
    const reply = replySchema.parse(message);
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) asked?.resolve(reply.value);
    else asked?.reject(new AftertrackError(reply.problem));
  });
  worker.on('error', (thrown) => failAll(toProblem(thrown)));
  worker.on('exit', () => failAll(problem('invalid_state', 'The workspace is closed.')));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (fault !== undefined) return reject(new AftertrackError(fault));
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, ...request });
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}

/** Opens the workspace in `folder` (absolute; made if absent). Refuses a damaged or too new database, naming the file. */
export async function openStore(options: { readonly folder: string }): Promise<Store> {
  await mkdir(options.folder, { recursive: true });
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./store-thread.${extension}`, import.meta.url), {
    workerData: { path: join(options.folder, 'workspace.db') },
  });
  const channel = openChannel(worker);
  try {
    await channel.ask({ kind: 'open' });
  } catch (thrown) {
    await channel.end();
    throw thrown;
  }
  return {
    run: async <Name extends keyof Operations>(name: Name, input: Input<Name>) =>
      (await channel.ask({ kind: 'run', name, input })) as Output<Name>,
    close: async () => {
      await channel.ask({ kind: 'close' });
      await channel.end();
    },
  };
}

import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { toProblem } from '#contract/errors';
import { newId } from '#contract/ids';
import { openDatabase } from './open-database.ts';
import type { StoreContext } from './operation.ts';
import { runOperation } from './run-operation.ts';
import { requestSchema } from './store-messages.ts';
import type { StoreReply } from './store-messages.ts';

type Request = z.infer<typeof requestSchema>;

let context: StoreContext | undefined;

function opened(): StoreContext {
  const { path } = z.object({ path: z.string() }).parse(workerData);
  context ??= { db: openDatabase(path), now: () => new Date().toISOString(), newId };
  return context;
}

function answer(request: Request): unknown {
  switch (request.kind) {
    case 'open':
      opened();
      return undefined;
    case 'run':
      return runOperation(opened(), request.name ?? '', request.input as never);
    case 'close':
      context?.db.close();
      return undefined;
  }
}

function reply(request: Request): StoreReply {
  try {
    return { ok: true, id: request.id, value: answer(request) };
  } catch (thrown) {
    return { ok: false, id: request.id, problem: toProblem(thrown) };
  }
}

parentPort?.on('message', (message: unknown) => parentPort?.postMessage(reply(requestSchema.parse(message))));

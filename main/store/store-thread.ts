import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { problem, raise } from '#contract/errors';
import { newId } from '#contract/ids';
import { answerParent } from '#main/threads/thread-server';
import { openDatabase } from './open-database.ts';
import type { StoreContext } from './operation.ts';
import { runOperation } from './run-operation.ts';
import { storeRequestSchema } from './store-messages.ts';

let context: StoreContext | undefined;
let isClosed = false;

function opened(): StoreContext {
  if (isClosed) return raise(problem('invalid_state', 'The workspace is closed.'));
  const { path } = z.object({ path: z.string() }).parse(workerData);
  context ??= { db: openDatabase(path), now: () => new Date().toISOString(), newId };
  return context;
}

function answer(request: z.infer<typeof storeRequestSchema>): unknown {
  switch (request.kind) {
    case 'open':
      opened();
      return undefined;
    case 'run':
      return runOperation(opened(), request.name ?? '', request.input as never);
    case 'close':
      isClosed = true;
      context?.db.close();
      return undefined;
  }
}

answerParent((work) => answer(storeRequestSchema.parse(work)));

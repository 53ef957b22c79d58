import { Worker } from 'node:worker_threads';
import { err, problem, toProblem, type Result } from '#contract/errors';
import { importReplySchema, type ImportReport, type ImportRequest } from './import-report.ts';

/** Runs an import in a thread of its own, so that the caller's never waits for a file. */
export async function runImport(request: ImportRequest): Promise<Result<ImportReport>> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./import-worker.${extension}`, import.meta.url), {
    workerData: request,
  });
  try {
    return await new Promise<Result<ImportReport>>((resolve) => {
      worker.once('message', (message: unknown) => resolve(importReplySchema.parse(message)));
      worker.once('error', (thrown) => resolve(err(toProblem(thrown))));
      worker.once('exit', () => resolve(err(problem('internal', 'The import ended without an answer.'))));
    });
  } finally {
    await worker.terminate();
  }
}

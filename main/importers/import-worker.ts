import { parentPort, workerData } from 'node:worker_threads';
import { problem, raise, toProblem, type Result } from '#contract/errors';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createMedia } from '#native/media/mediabunny-media';
import { importFiles } from './import-files.ts';
import { importRequestSchema, type ImportReport } from './import-report.ts';

/** The thread of one import: reads the request it was started with, answers once, ends. */
async function work(): Promise<Result<ImportReport>> {
  const columnar = await createDuckdbColumnar();
  try {
    return await importFiles(importRequestSchema.parse(workerData), { columnar, media: createMedia() });
  } catch (thrown) {
    return { ok: false, error: toProblem(thrown) };
  } finally {
    columnar.close();
  }
}

const port = parentPort ?? raise(problem('internal', 'The import thread was started outside a worker.'));
port.postMessage(await work());

import { parentPort } from 'node:worker_threads';
import { problem, raise, toProblem, type Result } from '#contract/errors';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createMedia } from '#native/media/mediabunny-media';
import { importFiles, type ImportTools } from './import-files.ts';
import { importRequestSchema, type ImportReport } from './import-report.ts';

/** The thread of imports: answers each request that it is sent with one report or problem. */
async function answer(message: unknown, tools: ImportTools): Promise<Result<ImportReport>> {
  try {
    return await importFiles(importRequestSchema.parse(message), tools);
  } catch (thrown) {
    return { ok: false, error: toProblem(thrown) };
  }
}

const port = parentPort ?? raise(problem('internal', 'The import thread was started outside a worker.'));
const tools: ImportTools = { columnar: createDuckdbColumnar(), media: createMedia() };
port.on('message', (message: unknown) => {
  void answer(message, tools).then((reply) => port.postMessage(reply));
});

import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { problem, raise, toProblem, type Result } from '#contract/errors';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createMedia } from '#native/media/mediabunny-media';
import { importFiles } from './import-files.ts';
import { importRequestSchema, type ImportReply, type ImportReport } from './import-report.ts';
import { createPulse } from './read-watch.ts';
import type { ImportTools } from './source-reading.ts';

/** A request, and shared memory whose first number rises above 0 when it is cancelled. */
const workSchema = z.object({
  request: importRequestSchema,
  stop: z.instanceof(SharedArrayBuffer),
});

const port = parentPort ?? raise(problem('internal', 'The import thread was started outside a worker.'));
const tools: ImportTools = { columnar: await createDuckdbColumnar(), media: createMedia() };

function say(reply: ImportReply): void {
  port.postMessage(reply);
}

/** The thread of imports: answers each request that it is sent with one report or problem. */
async function answer(message: unknown): Promise<Result<ImportReport>> {
  try {
    const { request, stop } = workSchema.parse(message);
    const pulse = createPulse(new Int32Array(stop), (state) => say({ kind: 'progress', state }));
    return await importFiles(request, tools, pulse);
  } catch (thrown) {
    return { ok: false, error: toProblem(thrown) };
  }
}

port.on('message', (message: unknown) => {
  void answer(message).then((result) => say({ kind: 'answer', result }));
});

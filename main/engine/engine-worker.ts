import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { toProblem } from '#contract/errors';
import type { Scene } from '#contract/ports/scene';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createTypeScriptKernels } from '#native/kernels/typescript-kernels';
import { createObjectStore } from '../objects/object-store.ts';
import { keepLatest } from './keep-latest.ts';
import { createStepRunner } from './step-runner.ts';
import { traceOf } from './trace.ts';
import {
  workerDataSchema,
  type TaskName,
  type TraceWork,
  type WorkerReply,
  type WorkerRequest,
  type WorkerTasks,
} from './worker-messages.ts';

/** Scenes of jobs that stay in memory for their traces. */
const keptScenes = 3;

const { workspaceFolder } = workerDataSchema.parse(workerData);
const objects = createObjectStore(workspaceFolder);
const columnar = await createDuckdbColumnar();
const runner = createStepRunner({ objects, columnar, kernels: createTypeScriptKernels() });
const keepScene = keepLatest<Scene>(keptScenes);

async function sharedBytes(sha256: string): Promise<Uint8Array> {
  const bytes = await readFile(objects.pathOf(sha256));
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

async function trace(work: TraceWork): Promise<WorkerTasks['trace']['answers']> {
  const files = work.files.map(({ type, sha256 }) => ({ stage: type, objectSha256: sha256 }));
  const key = JSON.stringify([work.jobId, files.map(({ objectSha256 }) => objectSha256)]);
  return traceOf(await keepScene(key, () => runner.scene(work.source, 0, files)), work.query);
}

type Tasks = {
  readonly [Name in TaskName]: (work: WorkerTasks[Name]['asks']) => Promise<WorkerTasks[Name]['answers']>;
};

const tasks: Tasks = {
  plan: (work) => runner.plan(work),
  run: (work) => runner.run(work),
  bytes: ({ sha256 }) => sharedBytes(sha256),
  trace,
  close: async () => columnar.close() as undefined,
};

function buffersOf(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value)
    .filter((part) => ArrayBuffer.isView(part))
    .map((part) => part.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
}

async function answer<Name extends TaskName>(request: WorkerRequest<Name>): Promise<WorkerReply> {
  try {
    return { ok: true, id: request.id, value: await tasks[request.task](request.work) };
  } catch (thrown) {
    return { ok: false, id: request.id, problem: toProblem(thrown) };
  }
}

let last: Promise<void> = Promise.resolve();

// One after the other, so that closing waits for the step that runs.
parentPort?.on('message', (request: WorkerRequest) => {
  last = last.then(async () => {
    const reply = await answer(request);
    parentPort?.postMessage(reply, reply.ok ? buffersOf(reply.value) : []);
  });
});

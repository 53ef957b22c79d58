import { readFile } from 'node:fs/promises';
import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { Scene } from '#contract/ports/scene';
import { answerParent } from '#main/threads/thread-server';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { createObjectStore } from '../objects/object-store.ts';
import { keepLatest } from './keep-latest.ts';
import { createStepRunner } from './step-runner.ts';
import { traceOf } from './trace.ts';
import { workerDataSchema, type TaskName, type TraceWork, type WorkerTasks } from './worker-messages.ts';

/** Scenes of jobs that stay in memory for their traces. */
const keptScenes = 3;

const { workspaceFolder } = workerDataSchema.parse(workerData);
const objects = createObjectStore(workspaceFolder);
const columnar = await createDuckdbColumnar();
const runner = createStepRunner({ objects, columnar, kernels: createWasmKernels() });
const keepScene = keepLatest<Scene>(keptScenes);

async function sharedBytes(sha256: string): Promise<Uint8Array> {
  const bytes = await readFile(objects.pathOf(sha256));
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

async function trace(work: TraceWork): Promise<WorkerTasks['trace']['answers']> {
  const key = JSON.stringify([work.jobId, work.files.map(({ sha256 }) => sha256)]);
  const reach = Number.POSITIVE_INFINITY;
  return traceOf(await keepScene(key, () => runner.scene(work.source, reach, work.files)), work.query);
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

const requestSchema = z.object({
  task: z.custom<TaskName>((name) => typeof name === 'string' && name in tasks),
  work: z.unknown(),
});

answerParent((message) => {
  const { task, work } = requestSchema.parse(message);
  return tasks[task](work as never);
});

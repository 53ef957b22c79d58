import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { answerParent } from '#main/threads/thread-server';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { changesOfSeries } from '#pipeline/changepoints/change-points';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { createObjectStore } from '../objects/object-store.ts';
import { defaultMemoryBytes } from './memory-need.ts';
import { createStepRunner } from './step-runner.ts';
import { createStudies } from './studies.ts';
import { answerQuestion } from './study-questions.ts';
import { estimateAll, type StudyAnswer, type StudyWork } from './study-messages.ts';
import { declarationOf } from './trace.ts';
import { createTraceReader } from './trace-reader.ts';
import { workerDataSchema, type ChangeWork, type TaskName, type WorkerTasks } from './worker-messages.ts';

const { workspaceFolder } = workerDataSchema.parse(workerData);
const objects = createObjectStore(workspaceFolder);
const columnar = createDuckdbColumnar();
const kernels = createWasmKernels();
const runner = createStepRunner({ objects, columnar, kernels });
const traces = createTraceReader({ objects, columnar, kernels });

function changes({ feature, ...series }: ChangeWork): readonly number[] {
  return changesOfSeries(series, declarationOf(feature), series, kernels);
}

/** Studies may keep a quarter of the memory that a job may take. */
const studies = createStudies({ objects, columnar, kernels }, defaultMemoryBytes() / 4);

async function study({ of, name, asks, known }: StudyWork): Promise<StudyAnswer> {
  const steps = known && new Map(known.map(({ key, objectSha256 }) => [key, objectSha256]));
  const asked = steps === undefined ? await studies.find(of) : await studies.open(of, steps);
  return 'toFind' in asked ? asked : { answer: answerQuestion(name, asked, asks, of.type) };
}

type Tasks = {
  readonly [Name in TaskName]: (work: WorkerTasks[Name]['asks']) => Promise<WorkerTasks[Name]['answers']>;
};

const tasks: Tasks = {
  plan: (work) => runner.plan(work),
  join: async (job) => runner.join(job) as undefined,
  load: async (work) => (await runner.load(work)) as undefined,
  run: (work) => runner.run(work),
  trace: (work) => traces.trace(work),
  series: (work) => traces.series(work),
  changes: async (work) => changes(work),
  study,
  estimate: async (work) => estimateAll(work),
  close: async () => (await columnar.close()) as undefined,
};

const requestSchema = z.object({
  task: z.custom<TaskName>((name) => typeof name === 'string' && name in tasks),
  work: z.unknown(),
});

answerParent((message) => {
  const { task, work } = requestSchema.parse(message);
  return tasks[task](work as never);
});

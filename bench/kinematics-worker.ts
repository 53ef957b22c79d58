import { parentPort, workerData } from 'node:worker_threads';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import type { Motion } from './smooth.ts';
import { smooth } from './smooth.ts';
import type { Tracks } from './workload.ts';

/** What a worker smooths whenever it is told to; columns lie in shared memory. */
export interface WorkerTask {
  readonly field: Tracks;
  readonly out: Motion;
  readonly from: number;
  readonly to: number;
}

// Structured cloning keeps the shape of what `two-workers.ts` hands over.
const task = workerData as WorkerTask;
const kernels = createWasmKernels();
parentPort?.on('message', () => {
  parentPort?.postMessage(smooth(kernels, task.field, task.out, task.from, task.to));
});
parentPort?.postMessage(0);

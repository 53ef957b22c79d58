import { z } from 'zod';
import { problemSchema } from '#contract/errors';
import type { Job } from '#contract/entities/job';
import type { TraceQuery } from '#contract/http';
import type { FeatureFile } from '../store/job-finish-operations.ts';
import type { JobInput, JobPlan, StepResult } from './job-steps.ts';
import type { StepWork } from './step-runner.ts';

/** A feature series of a job, cut to the asked frames that its subject has. */
export interface Trace {
  readonly frame: Int32Array;
  /** NaN is unknown. */
  readonly value: Float32Array;
  readonly unit: string;
  /** First frame of `frame`, or the asked `from` where there is none. */
  readonly startFrame: number;
}

/** What a series is read from. */
export interface TraceWork {
  readonly jobId: Job['id'];
  readonly source: JobInput['source'];
  readonly files: readonly FeatureFile[];
  readonly query: TraceQuery;
}

/** Everything that a worker does: what is asked, and what it answers. */
export interface WorkerTasks {
  readonly plan: { readonly asks: JobInput; readonly answers: JobPlan };
  readonly run: { readonly asks: StepWork; readonly answers: StepResult };
  /** The stored bytes of an object, in shared memory. */
  readonly bytes: { readonly asks: { readonly sha256: string }; readonly answers: Uint8Array };
  readonly trace: { readonly asks: TraceWork; readonly answers: Trace };
  /** Lets go of what the worker holds open, so that its thread can end. */
  readonly close: { readonly asks: undefined; readonly answers: undefined };
}
export type TaskName = keyof WorkerTasks;

/** A message to a worker: a task by name. Both sides are of one program, so the task's shape is checked by its type. */
export interface WorkerRequest<Name extends TaskName = TaskName> {
  readonly id: number;
  readonly task: Name;
  readonly work: WorkerTasks[Name]['asks'];
}

export const workerReplySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), id: z.int(), value: z.unknown() }),
  z.object({ ok: z.literal(false), id: z.int(), problem: problemSchema }),
]);
export type WorkerReply = Readonly<z.infer<typeof workerReplySchema>>;

export const workerDataSchema = z.object({ workspaceFolder: z.string().min(1) });

import { z } from 'zod';
import type { Job } from '#contract/entities/job';
import type { TraceQuery } from '#contract/http';
import type { FeatureFile } from '../store/job-finish-operations.ts';
import type { JobInput, StepResult } from './job-steps.ts';
import type { PlannedJob, PlanWork } from './plan-job.ts';
import type { SharedJob } from './shared-job.ts';
import type { LoadWork, StepWork } from './step-runner.ts';

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
  readonly plan: { readonly asks: PlanWork; readonly answers: PlannedJob };
  /** Makes the thread take part in a job, or in none. */
  readonly join: { readonly asks: SharedJob | undefined; readonly answers: undefined };
  /** Brings the features of a finished step into memory. */
  readonly load: { readonly asks: LoadWork; readonly answers: undefined };
  readonly run: { readonly asks: StepWork; readonly answers: StepResult };
  /** The stored bytes of an object, in shared memory. */
  readonly bytes: { readonly asks: { readonly sha256: string }; readonly answers: Uint8Array };
  readonly trace: { readonly asks: TraceWork; readonly answers: Trace };
  /** Lets go of what the worker holds open, so that its thread can end. */
  readonly close: { readonly asks: undefined; readonly answers: undefined };
}
export type TaskName = keyof WorkerTasks;

export const workerDataSchema = z.object({ workspaceFolder: z.string().min(1) });

import { z } from 'zod';
import type { StepResult } from './job-steps.ts';
import type { PlannedJob, PlanWork } from './plan-job.ts';
import type { Estimate } from '#pipeline/what-if/estimate';
import type { SharedJob } from './shared-job.ts';
import type { LoadWork, StepWork } from './step-runner.ts';
import type { SeriesWork, ShownSeries, Trace, TraceWork } from './trace-reader.ts';
import type { EstimateWork, StudyAnswer, StudyWork } from './study-messages.ts';

/** A series of a feature in which change points are looked for. */
export interface ChangeWork extends ShownSeries {
  readonly feature: string;
}

/** Everything that a worker does: what is asked, and what it answers. */
export interface WorkerTasks {
  readonly plan: { readonly asks: PlanWork; readonly answers: PlannedJob };
  /** Makes the thread take part in a job, or in none. */
  readonly join: { readonly asks: SharedJob | undefined; readonly answers: undefined };
  /** Brings the features of a finished step into memory. */
  readonly load: { readonly asks: LoadWork; readonly answers: undefined };
  readonly run: { readonly asks: StepWork; readonly answers: StepResult };
  readonly trace: { readonly asks: TraceWork; readonly answers: Trace };
  readonly series: { readonly asks: SeriesWork; readonly answers: ShownSeries };
  /** Frames in which a new level of the series begins. */
  readonly changes: { readonly asks: ChangeWork; readonly answers: readonly number[] };
  readonly study: { readonly asks: StudyWork; readonly answers: StudyAnswer };
  readonly estimate: { readonly asks: EstimateWork; readonly answers: readonly Estimate[] };
  /** Lets go of what the worker holds open, so that its thread can end. */
  readonly close: { readonly asks: undefined; readonly answers: undefined };
}
export type TaskName = keyof WorkerTasks;

export const workerDataSchema = z.object({ workspaceFolder: z.string().min(1) });

import { z } from 'zod';
import { problemSchema } from '#contract/errors';
import { idSchema, instantSchema } from '#contract/ids';

export const jobStatusSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobStatus = z.infer<typeof jobStatusSchema>;

export const jobStageSchema = z.enum(['waiting', 'kinematics', 'pairs', 'zones', 'candidates', 'finished']);
export type JobStage = z.infer<typeof jobStageSchema>;

/** What a finished job did; `trackRows` and `pairRows` count rows of features, frames in short gaps included; `starved` names event types that had no zone or unit to work with, and why. */
export const jobStatsSchema = z.object({
  steps: z.int().min(0),
  reusedSteps: z.int().min(0),
  trackRows: z.int().min(0),
  pairRows: z.int().min(0),
  candidates: z.int().min(0),
  candidatesByType: z.record(z.string(), z.int().min(0)),
  superseded: z.int().min(0),
  starved: z.array(z.object({ type: z.string(), reason: z.string() })),
  elapsedMs: z.number().min(0),
});
export type JobStats = Readonly<z.infer<typeof jobStatsSchema>>;

export const jobSchema = z.object({
  id: idSchema,
  /** Counts from 1 within the project. */
  number: z.int().min(1),
  projectId: idSchema,
  sourceId: idSchema,
  ontologyVersionId: idSchema,
  status: jobStatusSchema,
  stage: jobStageSchema,
  /** Finished share of the job's steps, in [0, 1]; never estimated from time. */
  progress: z.number().min(0).max(1),
  stats: jobStatsSchema.optional(),
  problem: problemSchema.optional(),
  codeVersion: z.string(),
  createdAt: instantSchema,
  startedAt: instantSchema.optional(),
  finishedAt: instantSchema.optional(),
});
export type Job = Readonly<z.infer<typeof jobSchema>>;

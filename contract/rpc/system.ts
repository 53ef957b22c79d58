import { z } from 'zod';
import { idSchema } from '#contract/ids';
import { procedure } from '#contract/rpc/base';

export const systemInfoSchema = z.object({
  version: z.string(),
  host: z.enum(['electron', 'loopback', 'cli']),
  workspaceFolder: z.string(),
  freeBytes: z.int().min(0),
  reviewerId: z.string(),
  deviceId: z.string(),
  threads: z.int().min(1),
});

/** State of the sample project: made at the first start of an empty workspace. */
export const sampleStateSchema = z.object({
  state: z.enum(['absent', 'preparing', 'ready', 'failed']),
  projectId: idSchema.optional(),
  jobId: idSchema.optional(),
  /** What is being prepared, in words; progress of the preparation in [0, 1]. */
  step: z.string(),
  progress: z.number().min(0).max(1),
  message: z.string().optional(),
});
export type SampleState = Readonly<z.infer<typeof sampleStateSchema>>;

/** Small things a screen keeps across restarts (theme, current project, session of review), as JSON by key. */
export const preferenceKeySchema = z.string().min(1).max(200);

export const systemContract = {
  info: procedure.output(systemInfoSchema),
  sample: procedure.output(sampleStateSchema),
  /** Makes the sample project again after it failed or was archived; a no-op where it is being prepared or ready. */
  makeSample: procedure.output(sampleStateSchema),
  preferences: procedure.output(z.record(preferenceKeySchema, z.string())),
  setPreference: procedure
    .input(z.object({ key: preferenceKeySchema, value: z.string().max(100_000) }))
    .output(z.void()),
  openFolder: procedure
    .input(z.object({ folder: z.enum(['workspace', 'exports']), name: z.string().optional() }))
    .output(z.boolean()),
};

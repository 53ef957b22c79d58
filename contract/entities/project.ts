import { z } from 'zod';
import { idSchema, instantSchema } from '#contract/ids';

/** How several reviewers' views of one candidate become an event; `consensus` needs `reviewers` who agree. */
export const reviewPolicySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single') }),
  z.object({
    kind: z.literal('consensus'),
    reviewers: z.int().min(2).max(9),
    /** Largest edge difference in frames that still counts as agreement. */
    toleranceFrames: z.int().min(0),
  }),
]);
export type ReviewPolicy = Readonly<z.infer<typeof reviewPolicySchema>>;

export const projectSchema = z.object({
  id: idSchema,
  name: z.string().trim().min(1).max(120),
  status: z.enum(['active', 'archived']),
  plan: z.enum(['local']),
  retentionDays: z.int().min(1).optional(),
  policy: reviewPolicySchema,
  /** The shipped sample project, made at the first start. */
  sample: z.boolean(),
  createdAt: instantSchema,
  rev: z.int().min(1),
});
export type Project = Readonly<z.infer<typeof projectSchema>>;

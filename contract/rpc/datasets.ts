import { z } from 'zod';
import { problemSchema } from '#contract/errors';
import { datasetVersionSchema, lineageSchema, verificationSchema } from '#contract/entities/dataset-version';
import { idSchema, semverSchema } from '#contract/ids';
import { procedure } from '#contract/rpc/base';

/** What publishing now would do; `refusals` must be empty. */
export const publishPlanSchema = z.object({
  semver: semverSchema,
  bump: z.enum(['first', 'major', 'minor', 'patch', 'none']),
  rows: z.int().min(0),
  rowsBySplit: datasetVersionSchema.shape.rowsBySplit,
  types: z.array(
    z.object({ type: z.string(), train: z.int(), validation: z.int(), test: z.int(), before: z.int() }),
  ),
  added: z.int().min(0),
  edited: z.int().min(0),
  removed: z.int().min(0),
  moved: z.int().min(0),
  undecided: z.int().min(0),
  disputed: z.int().min(0),
  clips: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  refusals: z.array(problemSchema),
});
export type PublishPlan = Readonly<z.infer<typeof publishPlanSchema>>;

export const datasetsContract = {
  list: procedure.input(z.object({ projectId: idSchema })).output(z.array(datasetVersionSchema)),
  plan: procedure.input(z.object({ projectId: idSchema })).output(publishPlanSchema),
  /** Refused while the plan has refusals; when nothing changed, answers the version that has these bytes. */
  publish: procedure
    .input(z.object({ projectId: idSchema, semver: semverSchema.optional() }))
    .output(datasetVersionSchema),
  verify: procedure.input(z.object({ id: idSchema })).output(verificationSchema),
  lineage: procedure
    .input(z.object({ eventId: idSchema, datasetId: idSchema.optional() }))
    .output(lineageSchema),
};

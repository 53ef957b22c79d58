import { z } from 'zod';
import { participantSchema } from '#contract/entities/candidate';
import { idSchema, instantSchema } from '#contract/ids';
import { timeSpanShape } from '#contract/interval';

/** The fold of the decisions on one candidate (or on one added event). */
export const eventSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  sourceId: idSchema,
  jobId: idSchema.optional(),
  candidateId: idSchema.optional(),
  type: z.string().min(1),
  ...timeSpanShape,
  actors: z.array(participantSchema).min(1),
  objects: z.array(participantSchema),
  /** The rule score (later the calibrated model score) of the candidate; 1 for an added event. */
  confidence: z.number().min(0).max(1),
  source: z.enum(['rule', 'model', 'person']),
  /** `confirmed` is exported; `disputed` waits for adjudication; `retired` was undone, rejected, split or merged. */
  status: z.enum(['confirmed', 'disputed', 'retired']),
  verifiedBy: z.array(z.string()),
  planView: z.boolean(),
  createdAt: instantSchema,
});
export type SecondaryEvent = Readonly<z.infer<typeof eventSchema>>;

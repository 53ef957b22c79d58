import { z } from 'zod';
import { clauseSchema } from '#contract/entities/clause';
import { idSchema, instantSchema, semverSchema, sha256Schema } from '#contract/ids';
import { timeSpanShape } from '#contract/interval';

/** A track in a role of an event. Zones stand among the objects as `zone:<id>`. */
export const participantSchema = z.object({ role: z.string().min(1), trackId: z.string().min(1) });
export type Participant = Readonly<z.infer<typeof participantSchema>>;

/** Where a sample was drawn from: what only the rule with looser values finds, or windows of time in which not even that does. */
export const sampleOriginSchema = z.enum(['below_threshold', 'random_window']);
export type SampleOrigin = z.infer<typeof sampleOriginSchema>;

/** How a candidate came to be: enough to make it again. */
export const provenanceSchema = z.object({
  ontology: z.object({ id: idSchema, name: z.string(), version: semverSchema, sha256: sha256Schema }),
  sourceSha256: sha256Schema,
  tracksSha256: sha256Schema,
  codeVersion: z.string(),
  /** Values of the named parameters the rule read, as written ("1.5 m/s"). */
  parameters: z.record(z.string(), z.string()),
  clause: clauseSchema,
  /** Share of the candidate's frames in which the rule was known, in [0, 1]. */
  knownShare: z.number().min(0).max(1),
  /** For a reaction: the stimulus' type and span, and the seconds from its start to this start. */
  stimulus: z
    .object({ type: z.string(), startFrame: z.int(), endFrame: z.int(), latencyS: z.number() })
    .optional(),
  /** Of one that the rule leaves out and that was drawn for review: from where, and with which chance in (0, 1]. */
  sample: z.object({ origin: sampleOriginSchema, probability: z.number().gt(0).max(1) }).optional(),
});
export type Provenance = Readonly<z.infer<typeof provenanceSchema>>;

/** Proposed by a rule, never edited; decided by decisions that name it. */
export const candidateSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  sourceId: idSchema,
  jobId: idSchema,
  type: z.string().min(1),
  ...timeSpanShape,
  actors: z.array(participantSchema).min(1),
  objects: z.array(participantSchema),
  ruleName: z.string(),
  /** 0.5 + half the mean robustness over the span, in [0, 1]. */
  ruleScore: z.number().min(0).max(1),
  modelScore: z.number().min(0).max(1).optional(),
  provenance: provenanceSchema,
  supersedesId: idSchema.optional(),
  createdAt: instantSchema,
});
export type Candidate = Readonly<z.infer<typeof candidateSchema>>;

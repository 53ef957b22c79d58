import { z } from 'zod';
import { participantSchema } from '#contract/entities/candidate';
import { idSchema, instantSchema, sha256Schema } from '#contract/ids';
import { timeSpanShape } from '#contract/interval';

export const decisionKindSchema = z.enum([
  'accept',
  'reject',
  'skip',
  'flag',
  'add',
  'adjust',
  'retype',
  'rebind',
  'split',
  'merge',
  'adjudicate',
  'undo',
]);
export type DecisionKind = z.infer<typeof decisionKindSchema>;

/** Where the reviewer was, so that an undo can bring them back. Not exported, not hashed. */
export const viewStateSchema = z.object({
  candidateId: idSchema.optional(),
  frame: z.int().min(0),
});
export type ViewState = Readonly<z.infer<typeof viewStateSchema>>;

/**
 * One append-only fact of review. `hash` is the SHA-256 of the canonical JSON of all hashed fields and of `prevHash`, the hash
 * of the decision before it in the workspace; the first has 64 zeros. The state it sets (type, span, roles) is complete.
 */
export const decisionSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  sourceId: idSchema,
  candidateId: idSchema.optional(),
  eventId: idSchema.optional(),
  parents: z.array(idSchema),
  reviewerId: z.string().min(1),
  deviceId: z.string().min(1),
  kind: decisionKindSchema,
  type: z.string(),
  ...timeSpanShape,
  actors: z.array(participantSchema),
  objects: z.array(participantSchema),
  reason: z.string().optional(),
  note: z.string().optional(),
  /** Decided on the plan view, without the picture. */
  planView: z.boolean(),
  undoesId: idSchema.optional(),
  elapsedMs: z.int().min(0),
  decidedAt: instantSchema,
  /** Counts from 1 in the workspace, in order of commit. */
  sequence: z.int().min(1),
  prevHash: sha256Schema,
  hash: sha256Schema,
});
export type Decision = Readonly<z.infer<typeof decisionSchema>>;

/** A decision before it is committed: what the reviewer says. */
export const verdictSchema = z.object({
  kind: z.enum(['accept', 'reject', 'skip', 'flag']),
  candidateId: idSchema,
  type: z.string().min(1),
  startFrame: z.int().min(0),
  endFrame: z.int().min(1),
  actors: z.array(participantSchema).min(1),
  objects: z.array(participantSchema),
  reason: z.string().max(500).optional(),
  note: z.string().max(2000).optional(),
  planView: z.boolean(),
  elapsedMs: z.int().min(0),
  view: viewStateSchema,
});
export type Verdict = Readonly<z.infer<typeof verdictSchema>>;

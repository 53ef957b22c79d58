import { z } from 'zod';
import { candidateSchema } from '#contract/entities/candidate';
import { decisionSchema, verdictSchema, viewStateSchema } from '#contract/entities/decision';
import { eventSchema } from '#contract/entities/event';
import { eventTypeSummarySchema } from '#contract/entities/ontology-version';
import { sourceSchema } from '#contract/entities/source';
import { idSchema } from '#contract/ids';
import { procedure } from '#contract/rpc/base';

/** How a candidate stands for this reviewer. */
export const verdictStateSchema = z.enum(['open', 'accepted', 'rejected', 'skipped', 'flagged', 'disputed']);
export type VerdictState = z.infer<typeof verdictStateSchema>;

/** One row of the queue: enough to draw it, not the clause tree. Span, type and roles as last decided, else as proposed. */
export const queueItemSchema = candidateSchema
  .omit({ provenance: true, projectId: true, ruleName: true, createdAt: true, supersedesId: true })
  .extend({
    state: verdictStateSchema,
    sourceName: z.string(),
    known: z.boolean(),
    /** Whether it was drawn from what the rule leaves out. */
    sample: z.boolean().optional(),
    decidedAt: z.string().optional(),
  });
export type QueueItem = Readonly<z.infer<typeof queueItemSchema>>;

export const queueOrderSchema = z.enum(['time', 'score']);

/** Figures of the session: since the reviewer's last pause of more than 30 minutes. */
export const sessionStatsSchema = z.object({
  decided: z.int().min(0),
  total: z.int().min(0),
  sessionDecisions: z.int().min(0),
  sessionSince: z.string().optional(),
  perMinute: z.number().min(0).optional(),
  medianElapsedMs: z.number().min(0).optional(),
  undoShare: z.number().min(0).max(1).optional(),
  /** Seconds to decide what is left, with the 90 % interval of the mean handling time; absent below 5 decisions. */
  leftS: z.object({ low: z.number(), mean: z.number(), high: z.number() }).optional(),
});
export type SessionStats = Readonly<z.infer<typeof sessionStatsSchema>>;

export const queueSchema = z.object({
  items: z.array(queueItemSchema),
  stats: sessionStatsSchema,
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});
export type Queue = Readonly<z.infer<typeof queueSchema>>;

/** An edit that is not committed yet: kept across a restart, dropped by the next verdict on its candidate. */
export const draftSchema = z.object({
  candidateId: idSchema,
  type: z.string(),
  startFrame: z.int().min(0),
  endFrame: z.int().min(1),
  frame: z.int().min(0),
});
export type Draft = Readonly<z.infer<typeof draftSchema>>;

export const viewingSchema = z.object({
  candidate: candidateSchema,
  state: verdictStateSchema,
  event: eventSchema.optional(),
  source: sourceSchema,
  types: z.array(eventTypeSummarySchema),
  history: z.array(decisionSchema),
  draft: draftSchema.optional(),
  /** Other candidates of the source whose span touches this one's with 15 s around, for the timeline. */
  neighbours: z.array(queueItemSchema),
});
export type Viewing = Readonly<z.infer<typeof viewingSchema>>;

export const decidedSchema = z.object({
  decision: decisionSchema,
  event: eventSchema.optional(),
  /** State of the candidate after it. */
  state: verdictStateSchema,
  /** Where to go: what the undone or redone decision's reviewer was looking at. */
  view: viewStateSchema.optional(),
});
export type Decided = Readonly<z.infer<typeof decidedSchema>>;

export const reviewContract = {
  queue: procedure
    .input(
      z.object({
        projectId: idSchema,
        order: queueOrderSchema.default('time'),
        types: z.array(z.string()).optional(),
        sourceId: idSchema.optional(),
        state: z.enum(['all', 'open', 'decided']).default('all'),
      }),
    )
    .output(queueSchema),
  viewing: procedure.input(z.object({ candidateId: idSchema })).output(viewingSchema),
  /** Commits before it answers. */
  decide: procedure.input(verdictSchema).output(decidedSchema),
  undo: procedure.input(z.object({ projectId: idSchema, view: viewStateSchema })).output(decidedSchema),
  redo: procedure.input(z.object({ projectId: idSchema, view: viewStateSchema })).output(decidedSchema),
  saveDraft: procedure.input(draftSchema).output(z.void()),
  dropDraft: procedure.input(z.object({ candidateId: idSchema })).output(z.void()),
  events: procedure
    .input(z.object({ projectId: idSchema, status: z.enum(['confirmed', 'disputed', 'retired']).optional() }))
    .output(z.array(eventSchema.extend({ sourceName: z.string() }))),
  history: procedure
    .input(z.object({ projectId: idSchema, limit: z.int().min(1).max(1000).default(100) }))
    .output(z.array(decisionSchema)),
};

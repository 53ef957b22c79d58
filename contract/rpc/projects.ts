import { z } from 'zod';
import { projectSchema, reviewPolicySchema } from '#contract/entities/project';
import { eventTypeSummarySchema, ontologyVersionSchema } from '#contract/entities/ontology-version';
import { idSchema, semverSchema } from '#contract/ids';
import { procedure } from '#contract/rpc/base';

/** Review progress of one event type in a project. */
export const typeProgressSchema = z.object({
  type: z.string(),
  kind: z.string(),
  candidates: z.int().min(0),
  decided: z.int().min(0),
  accepted: z.int().min(0),
  rejected: z.int().min(0),
  medianElapsedMs: z.number().min(0).optional(),
});
export type TypeProgress = Readonly<z.infer<typeof typeProgressSchema>>;

export const projectSummarySchema = z.object({
  project: projectSchema,
  sources: z.int().min(0),
  hours: z.number().min(0),
  unpassedSources: z.int().min(0),
  types: z.array(typeProgressSchema),
  candidates: z.int().min(0),
  decided: z.int().min(0),
  events: z.int().min(0),
  disputed: z.int().min(0),
  decisionsToday: z.object({
    total: z.int().min(0),
    accepted: z.int().min(0),
    rejected: z.int().min(0),
    skipped: z.int().min(0),
    undone: z.int().min(0),
    medianElapsedMs: z.number().min(0).optional(),
    /** Decisions per hour of the local day, 24 entries. */
    byHour: z.array(z.int().min(0)).length(24),
  }),
  usage: z.array(z.object({ metric: z.string(), value: z.number().min(0) })),
  pendingChanges: z.int().min(0),
  latestDataset: semverSchema.optional(),
});
export type ProjectSummary = Readonly<z.infer<typeof projectSummarySchema>>;

/** Problems of an ontology text with line and column; empty when it is valid. */
export const diagnosticSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  /** Characters that it is about, from its column on. */
  length: z.int().min(0).optional(),
  hint: z.string().optional(),
});
export type Diagnostic = Readonly<z.infer<typeof diagnosticSchema>>;

/** What is different in an ontology from the version before, if there is one, and what that asks of its number. */
export const ontologyChangesSchema = z.object({
  before: z.object({ id: idSchema, name: z.string(), version: semverSchema }).optional(),
  level: z.enum(['patch', 'minor', 'major']).optional(),
  /** The least number that the changes allow. */
  leastVersion: semverSchema.optional(),
  /** The heaviest first. */
  changes: z.array(z.object({ level: z.enum(['patch', 'minor', 'major']), says: z.string() })),
});
export type OntologyChanges = z.infer<typeof ontologyChangesSchema>;

export const intervalSchema = z.object({
  value: z.number().min(0).max(1),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
});
/** What reviewers moved an edge of accepted candidates by, later where positive; `isSteady` where the rule itself may be at fault. */
const edgeShiftSchema = z.object({ medianFrames: z.number(), isSteady: z.boolean() });

/** How the candidates of an ontology version fared. */
export const ontologyRecordSchema = z.object({
  jobs: z.int().min(0),
  types: z.array(
    z.object({
      type: z.string(),
      candidates: z.int().min(0),
      accepted: z.int().min(0),
      rejected: z.int().min(0),
      /** Accepted of accepted and rejected, with its 95 % interval; absent before a decision. */
      precision: intervalSchema.optional(),
      start: edgeShiftSchema.optional(),
      end: edgeShiftSchema.optional(),
      /** Clauses that were the weakest of rejected candidates, the most frequent first, three at most. */
      weakest: z.array(z.object({ text: z.string(), count: z.int().min(1) })),
    }),
  ),
});
export type OntologyRecord = z.infer<typeof ontologyRecordSchema>;

export const projectsContract = {
  list: procedure.output(z.array(projectSchema)),
  create: procedure.input(z.object({ name: projectSchema.shape.name })).output(projectSchema),
  update: procedure
    .input(
      z.object({
        id: idSchema,
        rev: z.int().min(1),
        name: projectSchema.shape.name.optional(),
        status: projectSchema.shape.status.optional(),
        policy: reviewPolicySchema.optional(),
      }),
    )
    .output(projectSchema),
  summary: procedure.input(z.object({ id: idSchema })).output(projectSummarySchema),
  ontologies: procedure.input(z.object({ projectId: idSchema })).output(z.array(ontologyVersionSchema)),
  /** Event types of one version, in the order they are written. */
  eventTypes: procedure
    .input(z.object({ ontologyVersionId: idSchema }))
    .output(z.array(eventTypeSummarySchema)),
  /** How the candidates of a version's jobs fared so far. */
  ontologyRecord: procedure.input(z.object({ ontologyVersionId: idSchema })).output(ontologyRecordSchema),
  /** What it includes or extends is looked for among those shipped, and the versions of the project where one is given. */
  checkOntology: procedure
    .input(z.object({ text: z.string().max(500_000), projectId: idSchema.optional() }))
    .output(z.array(diagnosticSchema)),
  /** What is different in a text from the newest version of its name. */
  previewOntology: procedure
    .input(z.object({ projectId: idSchema, text: z.string().max(500_000) }))
    .output(ontologyChangesSchema),
  /** What a version changed of the one before it. */
  ontologyChanges: procedure.input(z.object({ ontologyVersionId: idSchema })).output(ontologyChangesSchema),
  /**
   * Adds a version from text; refused while it has errors, when this version exists with other content, or when its number says
   * less than what has changed.
   */
  addOntology: procedure
    .input(z.object({ projectId: idSchema, text: z.string().max(500_000), file: z.string().optional() }))
    .output(ontologyVersionSchema),
  /** Names of the ontologies that are shipped, with their text. */
  shippedOntologies: procedure.output(
    z.array(z.object({ name: z.string(), version: semverSchema, text: z.string(), says: z.string() })),
  ),
};

import { z } from 'zod';
import { jobStatusSchema } from '#contract/entities/job';
import { ontologyVersionSchema } from '#contract/entities/ontology-version';
import { idSchema, instantSchema, semverSchema } from '#contract/ids';
import { procedure } from '#contract/rpc/base';

const textSchema = z.string().max(500_000);

/** What is being written on the ontology of a project, valid or not; at most one per project. */
export const ontologyDraftSchema = z.object({
  projectId: idSchema,
  /** The version it came from; none where the project had none. */
  baseId: idSchema.optional(),
  text: textSchema,
  savedAt: instantSchema,
  /** Rises by one with every change. */
  rev: z.int().min(1),
});
export type OntologyDraft = Readonly<z.infer<typeof ontologyDraftSchema>>;

/** What was made with one ontology version. */
export const ontologyUseSchema = z.object({
  ontologyVersionId: idSchema,
  /** The newest first. */
  jobs: z.array(
    z.object({
      id: idSchema,
      number: z.int().min(1),
      status: jobStatusSchema,
      sourceId: idSchema,
      sourceName: z.string(),
    }),
  ),
  /** Dataset versions that publish events of those jobs, with how many; the newest first. */
  datasets: z.array(z.object({ id: idSchema, semver: semverSchema, rows: z.int().min(1) })),
});
export type OntologyUse = Readonly<z.infer<typeof ontologyUseSchema>>;

export const ontologyUsesSchema = z.object({
  versions: z.array(ontologyUseSchema),
  /** Dataset versions whose lineage could not be read, and why: they may have used any version. */
  unread: z.array(z.object({ semver: semverSchema, reason: z.string() })),
});
export type OntologyUses = Readonly<z.infer<typeof ontologyUsesSchema>>;

export const ontologyContract = {
  draft: procedure
    .input(z.object({ projectId: idSchema }))
    .output(z.object({ draft: ontologyDraftSchema.optional() })),
  /** Keeps the draft; refused with `stale_revision` when `rev` is not that of the stored one (0 where none is known). */
  saveDraft: procedure
    .input(
      z.object({
        projectId: idSchema,
        baseId: idSchema.optional(),
        text: textSchema,
        rev: z.int().min(0),
      }),
    )
    .output(ontologyDraftSchema),
  /** Takes the draft away; none is no refusal. */
  discardDraft: procedure.input(z.object({ projectId: idSchema })).output(z.void()),
  /** Which jobs and dataset versions used which version of the project. */
  uses: procedure.input(z.object({ projectId: idSchema })).output(ontologyUsesSchema),
  /**
   * Makes a new version with the text of an earlier one and the least number that the difference from the newest asks for.
   * Refused where the version is the newest of its name or does not differ from it.
   */
  rollBack: procedure.input(z.object({ ontologyVersionId: idSchema })).output(ontologyVersionSchema),
};

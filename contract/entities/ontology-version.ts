import { z } from 'zod';
import { idSchema, instantSchema, semverSchema, sha256Schema } from '#contract/ids';

export const eventKindSchema = z.enum(['movement', 'action', 'interaction', 'decision', 'reaction']);
export type EventKind = z.infer<typeof eventKindSchema>;

/** Another ontology that a version stands on, whole. */
export const ontologyDependencySchema = z.object({
  name: z.string().min(1),
  version: semverSchema,
  text: z.string(),
});

/** One version of a project's ontology, exactly as written. Immutable. */
export const ontologyVersionSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  name: z.string().min(1),
  version: semverSchema,
  sha256: sha256Schema,
  text: z.string(),
  /** Every ontology that it includes or extends, directly or not, as it was when this was added; `sha256` covers them. */
  dependencies: z.array(ontologyDependencySchema).optional(),
  createdAt: instantSchema,
});
export type OntologyVersion = Readonly<z.infer<typeof ontologyVersionSchema>>;

/** What a screen needs to know of an event type. */
export const eventTypeSummarySchema = z.object({
  type: z.string(),
  kind: eventKindSchema,
  roles: z.array(
    z.object({
      name: z.string(),
      classes: z.array(z.string()),
      is: z.enum(['actor', 'object']),
      /** Nobody may be in it. */
      optional: z.boolean().optional(),
      /** Several tracks are in it: so many at least. */
      repeated: z.int().min(1).optional(),
    }),
  ),
  /** Zones that stand among the objects of such an event. */
  zones: z.array(z.string()),
  symmetric: z.boolean(),
  starts: z.string(),
  ends: z.string(),
});
export type EventTypeSummary = Readonly<z.infer<typeof eventTypeSummarySchema>>;

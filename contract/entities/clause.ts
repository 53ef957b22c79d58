import { z } from 'zod';

export const truthSchema = z.enum(['true', 'false', 'unknown']);
export type Truth = z.infer<typeof truthSchema>;

/** What a leaf measured, so that a screen can draw it: a feature of roles (and a zone or a keypoint), in its own unit. */
export const clauseFeatureSchema = z.object({
  name: z.string(),
  /** Role names in the order of the arguments, e.g. ["actor", "other"]. */
  roles: z.array(z.string()),
  zoneId: z.string().optional(),
  keypoint: z.string().optional(),
});
export type ClauseFeature = Readonly<z.infer<typeof clauseFeatureSchema>>;

/**
 * One evaluated node of a rule, over the span of its candidate. `robustness` is the weakest margin over the span divided by
 * the clause's scale, in [-1, 1]; `value`, `threshold` and `margin` are in the clause's own unit at `weakestFrame`.
 */
export interface Clause {
  readonly op: string;
  /** The expression as written in the ontology. */
  readonly text: string;
  readonly truth: Truth;
  readonly robustness: number;
  readonly value?: number | undefined;
  readonly threshold?: number | undefined;
  readonly comparison?: '<' | '<=' | '>' | '>=' | undefined;
  readonly margin?: number | undefined;
  readonly unit?: string | undefined;
  readonly parameter?: string | undefined;
  readonly weakestFrame?: number | undefined;
  readonly unknownFrames: number;
  readonly feature?: ClauseFeature | undefined;
  /**
   * Ids of other tracks at `weakestFrame`, in their order: those of which what is asked of others held there (32 at most), or who
   * was the nearest.
   */
  readonly others?: readonly string[] | undefined;
  readonly children: readonly Clause[];
}

export const clauseSchema: z.ZodType<Clause> = z.lazy(() =>
  z.object({
    op: z.string(),
    text: z.string(),
    truth: truthSchema,
    robustness: z.number().min(-1).max(1),
    value: z.number().optional(),
    threshold: z.number().optional(),
    comparison: z.enum(['<', '<=', '>', '>=']).optional(),
    margin: z.number().optional(),
    unit: z.string().optional(),
    parameter: z.string().optional(),
    weakestFrame: z.int().min(0).optional(),
    unknownFrames: z.int().min(0),
    feature: clauseFeatureSchema.optional(),
    others: z.array(z.string()).optional(),
    children: z.array(clauseSchema),
  }),
);

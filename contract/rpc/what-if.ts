import { z } from 'zod';
import { idSchema } from '#contract/ids';
import { timeSpanShape } from '#contract/interval';
import { procedure } from '#contract/rpc/base';
import { intervalSchema } from '#contract/rpc/projects';

/** Values of named parameters that differ from the text's, each in the parameter's written unit. */
const parametersSchema = z.record(z.string(), z.number());

/** A rule as it is being written: a valid text, and the event type in it. */
const ruleShape = { text: z.string().max(500_000), type: z.string().min(1) };

/** Where a rule holds: the tracks in its roles, in the order of the roles, and when. */
export const ruleSpanSchema = z.object({ trackIds: z.array(z.string()), ...timeSpanShape });
export type WhatIfSpan = Readonly<z.infer<typeof ruleSpanSchema>>;

/** What other values do to the candidates of one source. */
export const whatIfViewSchema = z.object({
  /** Why the type cannot be looked for in this source. */
  starved: z.string().optional(),
  before: z.int().min(0),
  after: z.int().min(0),
  /** What finding the candidates with the new values took, in milliseconds. */
  tookMs: z.number().min(0),
  /** The stretch of the source that the lists are of: seconds from its beginning, and how long. */
  fromS: z.number().min(0),
  lengthS: z.number().min(0),
  /** Counts of all in the source; the lists hold those in the stretch, a thousand of each at most. */
  counts: z.object({
    same: z.int().min(0),
    move: z.int().min(0),
    vanish: z.int().min(0),
    appear: z.int().min(0),
  }),
  same: z.array(ruleSpanSchema),
  move: z.array(z.object({ from: ruleSpanSchema, to: ruleSpanSchema })),
  vanish: z.array(ruleSpanSchema),
  appear: z.array(ruleSpanSchema),
});
export type WhatIfView = Readonly<z.infer<typeof whatIfViewSchema>>;

const estimateShape = {
  /** Of what the rule finds, how much is right; absent where nothing of it was reviewed. */
  precision: intervalSchema.optional(),
  /** Of what there is to find, how much the rule finds; absent where no sample of the rest was reviewed. */
  recall: intervalSchema.optional(),
  /** Reviewed candidates and samples that the rule finds, by verdict. */
  accepted: z.int().min(0),
  rejected: z.int().min(0),
};

export const whatIfCurveSchema = z.object({
  /** Reviewed candidates of the type in all sources, and reviewed samples of what the rule leaves out. */
  reviewed: z.int().min(0),
  samples: z.int().min(0),
  /** Sources with reviews whose clips the rule was held against, and why others were not. */
  sources: z.int().min(0),
  left: z.array(z.object({ sourceName: z.string(), reason: z.string() })),
  /** One for each value that was asked for, and one for that in force; ascending. */
  points: z.array(z.object({ value: z.number(), ...estimateShape })),
  /** Values that reviews speak for: the best balance of precision and recall, or one that keeps all that was accepted. */
  suggestions: z.array(z.object({ value: z.number(), reason: z.enum(['best_balance', 'keeps_accepted']) })),
});
export type WhatIfCurve = Readonly<z.infer<typeof whatIfCurveSchema>>;

/** With which value of a parameter alone a candidate would no longer be found. */
export const vanishPointSchema = z.object({
  parameter: z.string(),
  /** The unit as written; empty where there is none. Values are in it. */
  unit: z.string(),
  now: z.number(),
  low: z.number(),
  high: z.number(),
  below: z.number().optional(),
  above: z.number().optional(),
});
export type VanishPoint = Readonly<z.infer<typeof vanishPointSchema>>;

export const whatIfContract = {
  /** What values do to one source's candidates: `before` to `after`. Refused for a text with errors. */
  view: procedure
    .input(
      z.object({
        sourceId: idSchema,
        ...ruleShape,
        before: parametersSchema,
        after: parametersSchema,
        /** Seconds of the source that are shown; from where the first change is unless it is said from where. */
        lengthS: z.number().positive(),
        fromS: z.number().min(0).optional(),
      }),
    )
    .output(whatIfViewSchema),
  /** Precision and recall over the range of one parameter, as far as reviews tell. */
  curve: procedure
    .input(
      z.object({
        projectId: idSchema,
        ...ruleShape,
        parameter: z.string(),
        /** Values of the others, as they are looked at. */
        others: parametersSchema,
        /** The value in force, and those over the range, in the parameter's written unit. */
        now: z.number(),
        values: z.array(z.number()).min(1).max(80),
      }),
    )
    .output(whatIfCurveSchema),
  /** The live candidate that a job proposed there, if there is one. */
  candidateAt: procedure
    .input(z.object({ sourceId: idSchema, type: z.string(), span: ruleSpanSchema }))
    .output(z.object({ candidateId: idSchema.optional() })),
  /** What would make a candidate vanish, by the version of the ontology that found it. */
  vanish: procedure.input(z.object({ candidateId: idSchema })).output(z.array(vanishPointSchema)),
  /**
   * Draws what the rule leaves out for review: half of it just below the thresholds, half from windows drawn at random. The
   * samples join the queue as candidates that say so.
   */
  drawSamples: procedure
    .input(z.object({ ontologyVersionId: idSchema, type: z.string(), count: z.int().min(2).max(200) }))
    .output(
      z.object({
        belowThreshold: z.int().min(0),
        randomWindows: z.int().min(0),
        left: z.array(z.object({ sourceName: z.string(), reason: z.string() })),
      }),
    ),
};

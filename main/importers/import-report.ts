import { z } from 'zod';
import { problemSchema } from '#contract/errors';
import { quarantinedRowSchema, sourceFileRoleSchema, sourceSchema } from '#contract/entities/source';
import { inspectionSchema } from '#contract/rpc/sources';

export const importRequestSchema = z.object({
  parts: z.array(z.object({ role: sourceFileRoleSchema, path: z.string(), label: z.string() })),
  fps: z.number().optional(),
  /** Where the canonical files are to be written; nothing is written without it. */
  outputs: z.object({ tracks: z.string(), frameIndex: z.string(), poses: z.string() }).optional(),
});
export type ImportRequest = Readonly<z.infer<typeof importRequestSchema>>;

/** What a source's files say of it. */
export const sourceFactsSchema = sourceSchema.pick({
  clipMime: true,
  nominalIndex: true,
  frameCount: true,
  durationS: true,
  fps: true,
  widthPx: true,
  heightPx: true,
  space: true,
  homography: true,
  zones: true,
  captions: true,
  trackCount: true,
  rowCount: true,
  quarantinedRows: true,
  classes: true,
});
export type SourceFacts = Readonly<z.infer<typeof sourceFactsSchema>>;

export const importReportSchema = z.object({
  inspection: inspectionSchema,
  facts: sourceFactsSchema,
  quarantined: z.array(quarantinedRowSchema),
  hasPoses: z.boolean(),
});
export type ImportReport = Readonly<z.infer<typeof importReportSchema>>;

export const importReplySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: importReportSchema }),
  z.object({ ok: z.literal(false), error: problemSchema }),
]);

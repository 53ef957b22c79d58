import { z } from 'zod';
import { problemSchema } from '#contract/errors';
import { quarantinedRowSchema, sourceFileRoleSchema, sourceSchema } from '#contract/entities/source';
import { inspectionSchema } from '#contract/rpc/source-inspection';
import {
  importProgressSchema,
  mappingPresetSchema,
  sourceReadOptionsSchema,
} from '#contract/rpc/source-reading';

export const importRequestSchema = z.object({
  parts: z.array(z.object({ role: sourceFileRoleSchema, path: z.string(), label: z.string() })),
  fps: z.number().optional(),
  options: sourceReadOptionsSchema.optional(),
  /** Saved mappings, of which an inspection takes the one for the file's header. */
  presets: z.array(mappingPresetSchema).optional(),
  /** An empty folder for temporary files on a disk with room; the caller removes it. */
  workFolder: z.string(),
  /** Where the canonical files are to be written; without it the files are only inspected, large ones in part. */
  outputs: z.object({ tracks: z.string(), frameIndex: z.string(), poses: z.string() }).optional(),
});
export type ImportRequest = Readonly<z.infer<typeof importRequestSchema>>;

/** What a source's files say of it. */
export const sourceFactsSchema = sourceSchema.pick({
  clipMime: true,
  firstPictureUs: true,
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

/** What the thread of imports says: how far it is, now and then, and at the end its answer. */
export const importReplySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    state: importProgressSchema
      .pick({ phase: true, share: true, doneBytes: true, totalBytes: true, rows: true })
      .readonly(),
  }),
  z.object({
    kind: z.literal('answer'),
    result: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: importReportSchema }),
      z.object({ ok: z.literal(false), error: problemSchema }),
    ]),
  }),
]);
export type ImportReply = Readonly<z.infer<typeof importReplySchema>>;

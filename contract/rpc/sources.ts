import { z } from 'zod';
import { problemSchema } from '#contract/errors';
import {
  attestationSchema,
  quarantinedRowSchema,
  sourceFileRoleSchema,
  sourceSchema,
} from '#contract/entities/source';
import { idSchema } from '#contract/ids';
import { procedure } from '#contract/rpc/base';

/** A file to import: one that was uploaded to this workspace, or (command line, dialogs) a path on this computer. */
export const inputFileSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('upload'),
    role: sourceFileRoleSchema,
    uploadId: idSchema,
    name: z.string().min(1),
  }),
  z.object({ kind: z.literal('path'), role: sourceFileRoleSchema, path: z.string().min(1) }),
]);
export type InputFile = Readonly<z.infer<typeof inputFileSchema>>;

/** What an import would do, before anything is written. */
export const inspectionSchema = z.object({
  format: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      becomes: z.string().optional(),
      samples: z.array(z.string()),
    }),
  ),
  rows: z.int().min(0),
  quarantined: z.array(quarantinedRowSchema),
  quarantinedRows: z.int().min(0),
  tracks: z.int().min(0),
  classes: z.array(z.string()),
  frames: z.object({ first: z.int(), last: z.int() }).optional(),
  clip: z
    .object({
      pictures: z.int().min(0),
      durationS: z.number().min(0),
      widthPx: z.number(),
      heightPx: z.number(),
      codec: z.string(),
      audioStreams: z.int().min(0),
      typicalFps: z.number().min(0),
      longestGapMs: z.number().min(0),
    })
    .optional(),
  zones: z.array(z.object({ id: z.string(), kind: z.string() })),
  space: z.enum(['metric', 'body']),
  problems: z.array(problemSchema),
});
export type Inspection = Readonly<z.infer<typeof inspectionSchema>>;

export const addSourceSchema = z.object({
  projectId: idSchema,
  name: sourceSchema.shape.name,
  files: z.array(inputFileSchema).min(1),
  /** Needed for a source without a clip, a frame index or a time column. */
  fps: z.number().gt(0).max(1000).optional(),
  attestation: attestationSchema.omit({ attestedAt: true }).optional(),
});
export type AddSource = Readonly<z.infer<typeof addSourceSchema>>;

export const sourcesContract = {
  list: procedure.input(z.object({ projectId: idSchema })).output(z.array(sourceSchema)),
  get: procedure.input(z.object({ id: idSchema })).output(sourceSchema),
  inspect: procedure.input(addSourceSchema.omit({ attestation: true })).output(inspectionSchema),
  /** All or nothing: a refused source leaves no row and no object behind. */
  add: procedure.input(addSourceSchema).output(sourceSchema),
  attest: procedure
    .input(
      z.object({ id: idSchema, rev: z.int(), attestation: attestationSchema.omit({ attestedAt: true }) }),
    )
    .output(sourceSchema),
  quarantine: procedure
    .input(z.object({ id: idSchema, limit: z.int().min(1).max(1000).default(200) }))
    .output(z.array(quarantinedRowSchema)),
};

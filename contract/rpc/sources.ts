import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import {
  attestationSchema,
  quarantinedRowSchema,
  sourceFileRoleSchema,
  sourceSchema,
} from '#contract/entities/source';
import { idSchema } from '#contract/ids';
import { procedure } from '#contract/rpc/base';
import { inspectionSchema } from '#contract/rpc/source-inspection';
import {
  importProgressSchema,
  mappingPresetSchema,
  sourceReadOptionsSchema,
} from '#contract/rpc/source-reading';

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

export type Inspection = Readonly<z.infer<typeof inspectionSchema>>;

export const addSourceSchema = z.object({
  /** Made by the caller, to follow or cancel the import by. */
  importId: idSchema.optional(),
  projectId: idSchema,
  name: sourceSchema.shape.name,
  files: z.array(inputFileSchema).min(1),
  /** Needed for a source without a clip, a frame index or a time column. */
  fps: z.number().gt(0).max(1000).optional(),
  attestation: attestationSchema.omit({ attestedAt: true }).optional(),
  readOptions: sourceReadOptionsSchema.optional(),
});
export type AddSource = Readonly<z.infer<typeof addSourceSchema>>;

export const sourcesContract = {
  list: procedure.input(z.object({ projectId: idSchema })).output(z.array(sourceSchema)),
  get: procedure.input(z.object({ id: idSchema })).output(sourceSchema),
  inspect: procedure.input(addSourceSchema.omit({ attestation: true })).output(inspectionSchema),
  /** All or nothing: a refused source leaves no row and no object behind. */
  add: procedure.input(addSourceSchema).output(sourceSchema),
  /** How far the import or inspection of this id is, until it has answered; before it begins, `waiting`. */
  progress: procedure.input(z.object({ importId: idSchema })).output(eventIterator(importProgressSchema)),
  /** The call of this id answers with `cancelled` within a second and leaves nothing; false where none is known. */
  cancelImport: procedure
    .input(z.object({ importId: idSchema }))
    .output(z.object({ cancelled: z.boolean() })),
  /** Saved mappings by name. */
  presets: procedure.output(z.array(mappingPresetSchema)),
  /** Saves a mapping under its name, over an older one; the next file with its header takes it. */
  savePreset: procedure.input(mappingPresetSchema).output(mappingPresetSchema),
  removePreset: procedure
    .input(mappingPresetSchema.pick({ name: true }))
    .output(z.object({ removed: z.boolean() })),
  attest: procedure
    .input(
      z.object({ id: idSchema, rev: z.int(), attestation: attestationSchema.omit({ attestedAt: true }) }),
    )
    .output(sourceSchema),
  quarantine: procedure
    .input(z.object({ id: idSchema, limit: z.int().min(1).max(1000).default(200) }))
    .output(z.array(quarantinedRowSchema)),
};

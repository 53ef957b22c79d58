import { z } from 'zod';
import { idSchema, instantSchema, semverSchema, sha256Schema } from '#contract/ids';

export const splitSchema = z.enum(['train', 'validation', 'test']);
export type Split = z.infer<typeof splitSchema>;

export const datasetFileSchema = z.object({
  path: z.string().min(1),
  sizeBytes: z.int().min(0),
  sha256: sha256Schema,
});
export type DatasetFile = Readonly<z.infer<typeof datasetFileSchema>>;

/** A published version: immutable, byte-identical when made again from the same decisions. */
export const datasetVersionSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  semver: semverSchema,
  /** Folder of the version, inside the workspace's `exports/`. */
  folder: z.string(),
  manifestSha256: sha256Schema,
  rows: z.int().min(0),
  sizeBytes: z.int().min(0),
  rowsBySplit: z.object({ train: z.int().min(0), validation: z.int().min(0), test: z.int().min(0) }),
  rowsByType: z.record(z.string(), z.int().min(0)),
  files: z.array(datasetFileSchema),
  publishedBy: z.string(),
  createdAt: instantSchema,
});
export type DatasetVersion = Readonly<z.infer<typeof datasetVersionSchema>>;

/** Outcome of re-reading a dataset folder: each file against its checksum. */
export const verificationSchema = z.object({
  folder: z.string(),
  semver: semverSchema.optional(),
  intact: z.boolean(),
  files: z.array(z.object({ path: z.string(), state: z.enum(['match', 'differs', 'missing', 'unlisted']) })),
});
export type Verification = Readonly<z.infer<typeof verificationSchema>>;

/** Where one published row came from, back to the input bytes. */
export const lineageSchema = z.object({
  eventId: idSchema,
  dataset: z.object({ semver: semverSchema, split: splitSchema, manifestSha256: sha256Schema }).optional(),
  source: z.object({
    id: idSchema,
    name: z.string(),
    sha256: sha256Schema,
    files: z.array(
      z.object({ role: z.string(), name: z.string(), sha256: sha256Schema, sizeBytes: z.int() }),
    ),
  }),
  code: z.string(),
  ontology: z.object({ name: z.string(), version: semverSchema, sha256: sha256Schema }).optional(),
  candidate: z
    .object({
      id: idSchema,
      jobId: idSchema,
      ruleName: z.string(),
      ruleScore: z.number(),
      clause: z.unknown(),
    })
    .optional(),
  decisions: z.array(
    z.object({
      id: idSchema,
      kind: z.string(),
      reviewerId: z.string(),
      decidedAt: instantSchema,
      startFrame: z.int(),
      endFrame: z.int(),
      hash: sha256Schema,
    }),
  ),
});
export type Lineage = Readonly<z.infer<typeof lineageSchema>>;

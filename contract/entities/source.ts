import { z } from 'zod';
import { homographySchema, zoneSchema } from '#contract/entities/zone';
import { idSchema, instantSchema, sha256Schema } from '#contract/ids';

/** Only a `passed` clip is ever rendered, exported or made into a thumbnail. */
export const privacyStateSchema = z.enum(['unknown', 'checked', 'passed']);
export type PrivacyState = z.infer<typeof privacyStateSchema>;

/** What an administrator signs for: what was done to the clip before ingestion, and by whom. Kept in the audit log. */
export const attestationSchema = z.object({
  what: z.string().trim().min(3).max(500),
  by: z.string().trim().min(2).max(200),
  attestedAt: instantSchema,
});
export type Attestation = Readonly<z.infer<typeof attestationSchema>>;

/** What a file of a source is for. */
export const sourceFileRoleSchema = z.enum([
  'tracks',
  'clip',
  'zones',
  'frame_index',
  'homography',
  'captions',
  'poses',
]);
export type SourceFileRole = z.infer<typeof sourceFileRoleSchema>;

/** One input file as it was read: the start of every lineage. */
export const sourceFileSchema = z.object({
  role: sourceFileRoleSchema,
  name: z.string().min(1),
  sha256: sha256Schema,
  sizeBytes: z.int().min(0),
});
export type SourceFile = Readonly<z.infer<typeof sourceFileSchema>>;

export const captionSchema = z.object({
  startS: z.number().min(0),
  endS: z.number().min(0),
  text: z.string(),
  trackId: z.string().optional(),
});
export type Caption = Readonly<z.infer<typeof captionSchema>>;

export const sourceSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  /** Unique in the project; becomes the `sequence` of exported rows. */
  name: z.string().trim().min(1).max(120),
  files: z.array(sourceFileSchema).min(1),
  /** Hash over the roles and hashes of `files`: the identity of the input. */
  sha256: sha256Schema,
  /** Canonical Parquet of the tracks and, where present, of the frame index and the poses, in the object store. */
  tracksSha256: sha256Schema,
  frameIndexSha256: sha256Schema,
  posesSha256: sha256Schema.optional(),
  clipSha256: sha256Schema.optional(),
  clipMime: z.string().optional(),
  clipSizeBytes: z.int().min(0).optional(),
  /** Microseconds on a player's clock at which picture 0 of the clip appears; 0 where it is not known. */
  firstPictureUs: z.int().min(0).optional(),
  nominalIndex: z.boolean(),
  frameCount: z.int().min(1),
  durationS: z.number().min(0),
  fps: z.number().min(0),
  /** Picture size; without a clip, what the boxes span. */
  widthPx: z.number().min(1),
  heightPx: z.number().min(1),
  /** `metric` where ground metres are known (columns or homography), else lengths are in body heights. */
  space: z.enum(['metric', 'body']),
  homography: homographySchema.optional(),
  zones: z.array(zoneSchema),
  captions: z.array(captionSchema),
  trackCount: z.int().min(0),
  rowCount: z.int().min(0),
  quarantinedRows: z.int().min(0),
  classes: z.array(z.string()),
  privacyState: privacyStateSchema,
  attestation: attestationSchema.optional(),
  schemaVersion: z.int().min(1),
  createdAt: instantSchema,
  rev: z.int().min(1),
});
export type Source = Readonly<z.infer<typeof sourceSchema>>;

/** A row that was not loaded: where it stands, why, and its text. */
export const quarantinedRowSchema = z.object({
  file: z.string(),
  line: z.int().min(1),
  column: z.int().min(1).optional(),
  field: z.string().optional(),
  message: z.string(),
  text: z.string(),
});
export type QuarantinedRow = Readonly<z.infer<typeof quarantinedRowSchema>>;

import { z } from 'zod';
import { problemSchema } from '#contract/errors';
import { quarantinedRowSchema } from '#contract/entities/source';
import { matchingSchema, sourceReadOptionsSchema } from '#contract/rpc/source-reading';

/** A format that the file might be. */
export const formatCandidateSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** In [0, 1]. */
  sure: z.number().min(0).max(1),
  because: z.string(),
});
export type FormatCandidate = Readonly<z.infer<typeof formatCandidateSchema>>;

/** A column as the file has it, and what it becomes. */
export const inspectedColumnSchema = z.object({
  name: z.string(),
  /** Canonical field: `frame`, `track_id`, `x` and so on; none where the column is not used. */
  becomes: z.string().optional(),
  /** Values in the rows that `sampleRows` names. */
  samples: z.array(z.string()),
  /** How sure the guess is, in [0, 1]; 1 where a person chose. */
  sure: z.number().min(0).max(1).optional(),
  /** What is done with the values, in a few words: `right edge minus left edge`, `counts from 1`, `cm`. */
  conversion: z.string().optional(),
  /** Unit of the canonical value: `px`, `m`, `s`. */
  unit: z.string().optional(),
});

/** A stretch in which the clip shows fewer pictures than its rate: after picture `frame`, the next comes late. */
export const pictureGapSchema = z.object({ frame: z.int().min(0), lateByPictures: z.int().min(1) });

/** The clip's pictures beside the frames that the file names. */
export const frameComparisonSchema = z.object({
  pictures: z.int().min(0),
  nominalFps: z.number().min(0),
  shortestMs: z.number().min(0),
  longestMs: z.number().min(0),
  /** Pictures that the clip would have at its nominal rate. */
  expected: z.int().min(0),
  dropped: z.int().min(0),
  /** At most 200, the first ones. */
  gaps: z.array(pictureGapSchema),
  /** What the container cuts off or delays, in words; none where it has no edit list or it is not known. */
  editList: z.string().optional(),
  /** Last frame that the file names, counted from 0, among the rows that were read. */
  lastFrame: z.int().min(0).optional(),
});
export type FrameComparison = Readonly<z.infer<typeof frameComparisonSchema>>;

/** One way to go on where file and clip disagree, and what it costs among the rows that were read. */
export const matchingChoiceSchema = z.object({
  matching: matchingSchema,
  rowsInGaps: z.int().min(0),
  rowsPastEnd: z.int().min(0),
  /** Rows that find a picture. */
  rowsMatched: z.int().min(0),
  says: z.string(),
});

export const frameJudgementSchema = z.object({
  says: z.string(),
  recommended: matchingSchema,
  choices: z.array(matchingChoiceSchema),
});
export type FrameJudgement = Readonly<z.infer<typeof frameJudgementSchema>>;

/** Track id, then x, y, w, h in px. */
export const previewBoxSchema = z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()]);
export const previewFrameSchema = z.object({
  frame: z.int().min(0),
  boxes: z.array(previewBoxSchema),
  /** Seconds on a player's clock at which a seek shows this picture; none without a clip. */
  timeS: z.number().min(0).optional(),
});

/** Boxes on up to 200 pictures by each matching, each picture with at most 200 boxes. */
export const previewSchema = z.object({
  byNumber: z.array(previewFrameSchema),
  /** Empty where nothing dates the rows. */
  byTime: z.array(previewFrameSchema),
});
export type InspectionPreview = Readonly<z.infer<typeof previewSchema>>;

export const quarantineGroupSchema = z.object({
  /** The reason with its numbers and texts left out: `frame is …, below 0.` */
  reason: z.string(),
  field: z.string().optional(),
  rows: z.int().min(1),
  first: quarantinedRowSchema,
});
export type QuarantineGroup = Readonly<z.infer<typeof quarantineGroupSchema>>;

/** What an import would do, before anything is written. */
export const inspectionSchema = z.object({
  format: z.string(),
  /** Id of the format that was chosen. */
  formatId: z.string(),
  /** Every format that the file might be, the surest first. */
  formats: z.array(formatCandidateSchema),
  columns: z.array(inspectedColumnSchema),
  /** Numbers of the rows, from 1, that the columns' samples come from: 1, 2 and 20,001, or the last one read. */
  sampleRows: z.array(z.int().min(1)),
  rows: z.int().min(0),
  /** True where only a part of a large file was read: every count then tells of that part. */
  sampled: z.boolean(),
  bytesRead: z.number().min(0),
  bytesTotal: z.number().min(0),
  quarantined: z.array(quarantinedRowSchema),
  quarantinedRows: z.int().min(0),
  quarantineGroups: z.array(quarantineGroupSchema),
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
  /** What the file seems to be: options that a person may confirm and send with `add`. */
  guess: sourceReadOptionsSchema,
  /** What the boxes are given in: pixels or shares of the picture. */
  boxUnit: z.enum(['px', 'share']).optional(),
  /** What the ground points are given in. */
  groundUnit: z.enum(['m', 'cm', 'share', 'unit']).optional(),
  /** Rate at which the file counts, as it states it or as its times imply. */
  fileFps: z.number().gt(0).optional(),
  comparison: frameComparisonSchema.optional(),
  /** Only where file and clip disagree. */
  judgement: frameJudgementSchema.optional(),
  preview: previewSchema,
  /** Boxes without a track id, and how they would be linked. */
  detections: z
    .object({ rows: z.int().min(1), proposal: z.object({ maxGapFrames: z.int(), leastIou: z.number() }) })
    .optional(),
  /** Homography of the calibration and how far each point lies off it, in metres. */
  calibration: z.object({ homography: z.array(z.number()), errorsM: z.array(z.number()) }).optional(),
  /** Name of the saved mapping that was taken because the file has its header. */
  preset: z.string().optional(),
  /** What the reader says of the file. */
  remarks: z.array(z.string()),
  /**
   * Why `add` would refuse the files as they are read now, where a person may mend it by other options; everything else then
   * tells as far as the files could be read. `problems` are told and refuse nothing.
   */
  refusal: problemSchema.optional(),
  problems: z.array(problemSchema),
});

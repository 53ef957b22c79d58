import { z } from 'zod';

/** How frames of the tracks find pictures of the clip: by their number, by their time, or not at all (the clip is left out). */
export const matchingSchema = z.enum(['number', 'time', 'no_clip']);
export type Matching = z.infer<typeof matchingSchema>;

/** A point of the picture (px) and where it lies on the ground (m). */
export const calibrationPointSchema = z.object({
  xPx: z.number(),
  yPx: z.number(),
  xM: z.number(),
  yM: z.number(),
});

/** Picture to ground: from four or more points, or from one scale for a camera that looks straight down. */
export const calibrationSchema = z.union([
  z.object({ points: z.array(calibrationPointSchema).min(4).max(200) }),
  z.object({ metresPerPx: z.number().gt(0).max(1000) }),
]);
export type Calibration = Readonly<z.infer<typeof calibrationSchema>>;

/** Boxes without ids are linked by overlap across at most `maxGapFrames` missing frames, or the file is refused. */
export const linkingSchema = z.union([
  z.literal('refuse'),
  z.object({ maxGapFrames: z.int().min(0).max(1000), leastIou: z.number().gt(0).max(1) }),
]);
export type Linking = z.infer<typeof linkingSchema>;

/** How a person says the files are to be read, beyond what they say themselves. */
export const sourceReadOptionsSchema = z.object({
  /** Reads the tracks as this format, whatever the file looks like. */
  formatId: z.string().max(60).optional(),
  /**
   * Columns of a table by canonical field, where they differ from the guess; an empty name leaves the field out. Fields are
   * those of tracks, and `right`, `bottom`, `cx`, `cy` (px), from which the box is reckoned.
   */
  columns: z.record(z.string().max(60), z.string().max(300)).optional(),
  /** Unit of boxes: pixels, or shares of the picture's width and height. */
  unit: z.enum(['px', 'share']).optional(),
  /** Number of the first picture. */
  firstFrame: z.int().min(0).max(1).optional(),
  /** Rate at which the file counts its frames; for matching by time where it has no time column. */
  fps: z.number().gt(0).max(1000).optional(),
  matching: matchingSchema.optional(),
  /** Size of the picture without a clip. */
  widthPx: z.number().gt(0).max(1e6).optional(),
  heightPx: z.number().gt(0).max(1e6).optional(),
  /** Size of the ground, for ground points given as shares of it. */
  groundWidthM: z.number().gt(0).max(1e6).optional(),
  groundHeightM: z.number().gt(0).max(1e6).optional(),
  /** Metres in one unit of the file's ground points: 0.01 for centimetres. */
  metresPerUnit: z.number().gt(0).max(1e6).optional(),
  /** Keypoints below this score are not read. */
  leastScore: z.number().min(0).max(1).optional(),
  linking: linkingSchema.optional(),
  calibration: calibrationSchema.optional(),
});
export type SourceReadOptions = Readonly<z.infer<typeof sourceReadOptionsSchema>>;

/** A saved mapping: files whose header has these columns take its options. */
export const mappingPresetSchema = z.object({
  name: z.string().trim().min(1).max(120),
  header: z.array(z.string()).min(1).max(2000),
  options: sourceReadOptionsSchema,
});
export type MappingPreset = Readonly<z.infer<typeof mappingPresetSchema>>;

export const importPhaseSchema = z.enum(['waiting', 'copying', 'reading', 'sorting', 'writing', 'keeping']);
export type ImportPhase = z.infer<typeof importPhaseSchema>;

/** How far an import or an inspection is. */
export const importProgressSchema = z.object({
  importId: z.string(),
  phase: importPhaseSchema,
  /** Share of the whole in [0, 1]; never falls. */
  share: z.number().min(0).max(1),
  doneBytes: z.number().min(0),
  totalBytes: z.number().min(0),
  rows: z.number().min(0),
  /** The last word: the call of this id has answered, or none is known. */
  ended: z.boolean(),
});
export type ImportProgress = Readonly<z.infer<typeof importProgressSchema>>;

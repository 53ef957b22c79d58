import { z } from 'zod';
import { idSchema } from '#contract/ids';

/**
 * Paths of the one web-standard handler, the same under `app://` and over loopback HTTP. Bulk data are Arrow IPC streams;
 * what a stream is about stands in its schema metadata, as JSON under the key `meta`.
 */
export const httpPaths = {
  /** GET, with Range: the clip of a passed source. 403 while the source is not passed. */
  clip: (sourceId: string) => `/clips/${sourceId}`,
  /** GET: columns pts_us (f64), duration_us (i32). meta: frameIndexMetaSchema. */
  frameIndex: (sourceId: string) => `/data/frame-index/${sourceId}`,
  /** GET ?from=&to= (frames, half-open): columns track (i32 into meta.tracks), frame (i32), x, y, w, h (f32 px), xw, yw (f32 m). */
  tracks: (sourceId: string, from: number, to: number) => `/data/tracks/${sourceId}?from=${from}&to=${to}`,
  /** GET ?from=&to=: columns track (i32), frame (i32), keypoint (i32 into meta.keypoints), x, y, score (f32). 404 where there are no poses. meta: that of tracks, and keypoints, their names. */
  poses: (sourceId: string, from: number, to: number) => `/data/poses/${sourceId}?from=${from}&to=${to}`,
  /**
   * GET ?job=&feature=&a=&b=&zone=&keypoint=&from=&to=&width=: what a strip `width` pixels wide shows of those frames, at most
   * 2 width + 2 rows: columns frame (i32, first of a bucket), min, max (f32, NaN where no frame of it has a value), missing
   * (u8: 0 no frame is, 1 some are, 2 all are). meta: traceMetaSchema.
   */
  trace: (query: TraceQuery) => `/data/trace?${traceParams(query)}`,
  /** PUT a file's bytes with ?name=; answers uploadSchema. DELETE /uploads/:id forgets it. */
  uploads: (name: string) => `/uploads?name=${encodeURIComponent(name)}`,
  /** WebSocket of the RPC contract (loopback only). */
  rpc: '/rpc',
} as const;

const lastFrame = 2 ** 31 - 1;

export const frameRangeSchema = z.object({
  from: z.coerce.number().int().min(0).max(lastFrame),
  to: z.coerce.number().int().min(1).max(lastFrame),
});

/** The series that a trace shows. */
export const traceSubjectSchema = z.object({
  job: idSchema,
  feature: z.string().min(1),
  /** Track ids; `b` for a feature of a pair, `zone` for one of a zone, `keypoint` for one of a keypoint of `a`. */
  a: z.string().min(1),
  b: z.string().min(1).optional(),
  zone: z.string().min(1).optional(),
  keypoint: z.string().min(1).optional(),
});
export type TraceSubject = Readonly<z.infer<typeof traceSubjectSchema>>;

/** No screen is wider, in pixels. */
const widestTracePx = 16_384;

export const traceQuerySchema = traceSubjectSchema.extend({
  ...frameRangeSchema.shape,
  width: z.coerce.number().int().min(1).max(widestTracePx),
});
export type TraceQuery = Readonly<z.infer<typeof traceQuerySchema>>;

function traceParams(query: TraceQuery): string {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
    .join('&');
}

export const frameIndexMetaSchema = z.object({ nominal: z.boolean(), frameCount: z.int() });
export const tracksMetaSchema = z.object({
  tracks: z.array(
    z.object({ trackId: z.string(), className: z.string(), startFrame: z.int(), endFrame: z.int() }),
  ),
});
export type TracksMeta = Readonly<z.infer<typeof tracksMetaSchema>>;
/** `bucketFrames` is how many frames a bucket has that the asked span does not cut: 1 where values are exact. */
export const traceMetaSchema = z.object({
  feature: z.string(),
  unit: z.string(),
  bucketFrames: z.int().min(1),
});
export type TraceMeta = Readonly<z.infer<typeof traceMetaSchema>>;
export const uploadSchema = z.object({
  uploadId: idSchema,
  name: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
});
export type Upload = Readonly<z.infer<typeof uploadSchema>>;

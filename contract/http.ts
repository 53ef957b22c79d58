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
  /** GET ?job=&feature=&a=&b=&zone=&keypoint=&from=&to=: columns frame (i32), value (f32, null unknown). meta: traceMetaSchema. */
  trace: (query: TraceQuery) => `/data/trace?${traceParams(query)}`,
  /** PUT a file's bytes with ?name=; answers uploadSchema. DELETE /uploads/:id forgets it. */
  uploads: (name: string) => `/uploads?name=${encodeURIComponent(name)}`,
  /** WebSocket of the RPC contract (loopback only). */
  rpc: '/rpc',
} as const;

export const frameRangeSchema = z.object({
  from: z.coerce.number().int().min(0),
  to: z.coerce.number().int().min(1),
});

export const traceQuerySchema = frameRangeSchema.extend({
  job: idSchema,
  feature: z.string().min(1),
  /** Track ids; `b` for a feature of a pair, `zone` for one of a zone, `keypoint` for one of a keypoint of `a`. */
  a: z.string().min(1),
  b: z.string().min(1).optional(),
  zone: z.string().min(1).optional(),
  keypoint: z.string().min(1).optional(),
});
export type TraceQuery = z.infer<typeof traceQuerySchema>;

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
export const traceMetaSchema = z.object({ feature: z.string(), unit: z.string(), startFrame: z.int() });
export type TraceMeta = Readonly<z.infer<typeof traceMetaSchema>>;
export const uploadSchema = z.object({
  uploadId: idSchema,
  name: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
});
export type Upload = Readonly<z.infer<typeof uploadSchema>>;

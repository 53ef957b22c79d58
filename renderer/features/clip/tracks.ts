import { httpPaths, tracksMetaSchema, type TracksMeta } from '#contract/http';
import type { FrameSpan } from '#contract/interval';
import { fetchArrow, floats, wholes } from './arrow.ts';

/** Pictures per request. */
export const chunkFrames = 512;

export type TrackMeta = TracksMeta['tracks'][number];

/** Boxes of a stretch of frames, rows sorted by frame: rows of frame f are `[rowStart[f - from], rowStart[f - from + 1])`. */
export interface TrackChunk {
  readonly from: number;
  readonly to: number;
  readonly tracks: readonly TrackMeta[];
  readonly rowStart: Int32Array;
  readonly track: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly w: Float64Array;
  readonly h: Float64Array;
  readonly xM: Float64Array;
  readonly yM: Float64Array;
}

/** A track's box in pixels from the top left, and its ground point in metres (NaN where unknown). */
export interface Box {
  readonly trackId: string;
  readonly className: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly xM: number;
  readonly yM: number;
}

/** Unsorted columns as they arrive. */
export interface TrackColumns {
  readonly track: Int32Array;
  readonly frame: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly w: Float64Array;
  readonly h: Float64Array;
  readonly xM: Float64Array;
  readonly yM: Float64Array;
}

/** How many rows stand before each slot; the last entry is their number. Slots below 0 do not count. */
function startsOf(slots: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const slot of slots) if (slot >= 0) starts[slot + 1] = (starts[slot + 1] ?? 0) + 1;
  for (let i = 1; i <= count; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  return starts;
}

/** Row numbers in order of frame and where each frame's rows begin; frames outside the span are left out. */
function orderByFrame(
  span: FrameSpan,
  frames: Int32Array,
): { readonly order: Int32Array; readonly rowStart: Int32Array } {
  const slots = frames.map((frame) => (frame < span.endFrame ? frame - span.startFrame : -1));
  const rowStart = startsOf(slots, span.endFrame - span.startFrame);
  const next = rowStart.slice();
  const order = new Int32Array(rowStart.at(-1) ?? 0);
  for (const [row, slot] of slots.entries()) {
    if (slot < 0) continue;
    const at = next[slot] ?? 0;
    order[at] = row;
    next[slot] = at + 1;
  }
  return { order, rowStart };
}

/** Sorts rows by frame with a counting sort; rows outside `[from, to)` are left out. */
export function toChunk(span: FrameSpan, tracks: readonly TrackMeta[], columns: TrackColumns): TrackChunk {
  const { order, rowStart } = orderByFrame(span, columns.frame);
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from(order, (row) => values[row] ?? Number.NaN);
  return {
    from: span.startFrame,
    to: span.endFrame,
    tracks,
    rowStart,
    track: Int32Array.from(order, (row) => columns.track[row] ?? -1),
    x: pick(columns.x),
    y: pick(columns.y),
    w: pick(columns.w),
    h: pick(columns.h),
    xM: pick(columns.xM),
    yM: pick(columns.yM),
  };
}

/** Boxes of `[chunk * 512, (chunk + 1) * 512)`, cut at the end of the clip. */
export async function fetchChunk(
  sourceId: string,
  chunk: number,
  frameCount: number,
  signal: AbortSignal,
): Promise<TrackChunk> {
  const startFrame = chunk * chunkFrames;
  const endFrame = Math.max(startFrame + 1, Math.min(frameCount, startFrame + chunkFrames));
  const path = httpPaths.tracks(sourceId, startFrame, endFrame);
  const { table, meta } = await fetchArrow(path, tracksMetaSchema, signal);
  return toChunk({ startFrame, endFrame }, meta.tracks, {
    track: wholes(table, 'track'),
    frame: wholes(table, 'frame'),
    x: floats(table, 'x'),
    y: floats(table, 'y'),
    w: floats(table, 'w'),
    h: floats(table, 'h'),
    xM: floats(table, 'xw'),
    yM: floats(table, 'yw'),
  });
}

/** Numbers of the chunks that hold any picture of the span. */
export function chunksOf(span: FrameSpan): readonly number[] {
  const first = Math.floor(span.startFrame / chunkFrames);
  const last = Math.floor((Math.max(span.startFrame + 1, span.endFrame) - 1) / chunkFrames);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function boxOf(chunk: TrackChunk, row: number): Box | undefined {
  const meta = chunk.tracks[chunk.track[row] ?? -1];
  if (meta === undefined) return undefined;
  const at = (values: Float64Array): number => values[row] ?? Number.NaN;
  return {
    trackId: meta.trackId,
    className: meta.className,
    x: at(chunk.x),
    y: at(chunk.y),
    w: at(chunk.w),
    h: at(chunk.h),
    xM: at(chunk.xM),
    yM: at(chunk.yM),
  };
}

/** Every box of one picture; empty where nothing is loaded. */
export function boxesAt(chunks: readonly TrackChunk[], frame: number): readonly Box[] {
  const chunk = chunks.find(({ from, to }) => frame >= from && frame < to);
  if (chunk === undefined) return [];
  const first = chunk.rowStart[frame - chunk.from] ?? 0;
  const end = chunk.rowStart[frame - chunk.from + 1] ?? 0;
  return Array.from({ length: end - first }, (_, i) => boxOf(chunk, first + i)).filter(
    (box) => box !== undefined,
  );
}

import type { Series } from '#contract/ports/scene';
import type { FrameSpan } from '#contract/interval';

/** Which frames of a bucket have no value. */
export const missingNone = 0;
export const missingSome = 1;
export const missingAll = 2;

/** Extremes of buckets of equally many frames; entry i is bucket `first + i`, which begins with frame `(first + i) * frames`. */
interface Level {
  readonly frames: number;
  readonly first: number;
  /** NaN where no frame of the bucket has a value. */
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly missing: Uint8Array;
}

/**
 * A series with its extremes over 2, 4, 8 ... frames. Buckets are counted from frame 0, so that those of two series, and of
 * two views of one, lie on each other. Frames outside the series have no value.
 */
export interface Pyramid {
  readonly startFrame: number;
  readonly values: Float32Array;
  /** Level k - 1 has buckets of 2^k frames. */
  readonly levels: readonly Level[];
  readonly sizeBytes: number;
}

/** Buckets of a span, in order and without a hole between them; the first and the last are cut at the span. */
export interface TraceBuckets {
  /** Frames of a bucket that is not cut: a power of two, 1 where values are exact. */
  readonly bucketFrames: number;
  /** First frame of each. */
  readonly frame: Int32Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly missing: Uint8Array;
}

/** Extremes of some frames as they are gathered. */
interface Extremes {
  min: number;
  max: number;
  missing: number;
}

function lower(one: number, other: number): number {
  return other < one || Number.isNaN(one) ? other : one;
}

function higher(one: number, other: number): number {
  return other > one || Number.isNaN(one) ? other : one;
}

/** What two stretches of frames lack together. */
function lacking(one: number, other: number): number {
  return one === other ? one : missingSome;
}

function groundOf({ startFrame, values }: Series): Level {
  const missing = Uint8Array.from(values, (value) => (Number.isNaN(value) ? missingAll : missingNone));
  return { frames: 1, first: startFrame, min: values, max: values, missing };
}

function levelAbove(below: Level): Level {
  const first = Math.floor(below.first / 2);
  const end = Math.ceil((below.first + below.min.length) / 2);
  const [min, max] = [new Float32Array(end - first), new Float32Array(end - first)];
  const missing = new Uint8Array(end - first);
  for (let i = 0; i < min.length; i += 1) {
    const left = 2 * (first + i) - below.first;
    const [a, b] = [left, left + 1];
    min[i] = lower(below.min[a] ?? Number.NaN, below.min[b] ?? Number.NaN);
    max[i] = higher(below.max[a] ?? Number.NaN, below.max[b] ?? Number.NaN);
    missing[i] = lacking(below.missing[a] ?? missingAll, below.missing[b] ?? missingAll);
  }
  return { frames: 2 * below.frames, first, min, max, missing };
}

/** The pyramid over a series; it keeps the series' own values, so hand over ones that nobody else writes. */
export function buildPyramid(series: Series): Pyramid {
  const levels: Level[] = [];
  for (let below = groundOf(series); below.min.length > 1; ) {
    below = levelAbove(below);
    levels.push(below);
  }
  const entries = levels.reduce((sum, level) => sum + level.min.length, 0);
  return { ...series, levels, sizeBytes: 4 * series.values.length + 9 * entries };
}

function addFrame({ startFrame, values }: Pyramid, frame: number, into: Extremes): void {
  const value = values[frame - startFrame] ?? Number.NaN;
  into.min = lower(into.min, value);
  into.max = higher(into.max, value);
  into.missing |= Number.isNaN(value) ? 1 : 2;
}

function addBucket(level: Level, bucket: number, into: Extremes): void {
  const at = bucket - level.first;
  into.min = lower(into.min, level.min[at] ?? Number.NaN);
  into.max = higher(into.max, level.max[at] ?? Number.NaN);
  const missing = level.missing[at] ?? missingAll;
  if (missing !== missingNone) into.missing |= 1;
  if (missing !== missingAll) into.missing |= 2;
}

/** The highest level with a bucket that begins with `frame` and ends within `end`. */
function widestAt({ levels }: Pyramid, frame: number, end: number): Level | undefined {
  let widest: Level | undefined;
  for (const level of levels) {
    if (frame % level.frames !== 0 || frame + level.frames > end) break;
    widest = level;
  }
  return widest;
}

/** Extremes of any frames, from as few buckets as they are made of. */
function extremesOf(pyramid: Pyramid, from: number, to: number): Extremes {
  const found: Extremes = { min: Number.NaN, max: Number.NaN, missing: 0 };
  const first = Math.max(from, pyramid.startFrame);
  const end = Math.min(to, pyramid.startFrame + pyramid.values.length);
  if (first >= end) return { ...found, missing: missingAll };
  for (let frame = first; frame < end; ) {
    const level = widestAt(pyramid, frame, end);
    if (level === undefined) addFrame(pyramid, frame, found);
    else addBucket(level, frame / level.frames, found);
    frame += level?.frames ?? 1;
  }
  const outside = first > from || end < to;
  const unknown = (found.missing & 1) !== 0 || outside;
  const known = (found.missing & 2) !== 0;
  return { ...found, missing: known ? (unknown ? missingSome : missingNone) : missingAll };
}

/** Frames of a bucket so that none is wider than a pixel: 1 up to twice as many frames as pixels. */
export function bucketFramesFor({ startFrame, endFrame }: FrameSpan, widthPx: number): number {
  const framesPerPx = (endFrame - startFrame) / widthPx;
  return framesPerPx < 2 ? 1 : 2 ** Math.floor(Math.log2(framesPerPx));
}

/**
 * What a strip `widthPx` wide shows of a span: at most `2 widthPx + 2` buckets, none wider than a pixel where there are more
 * frames than pixels, else each frame by itself. Costs what it answers, not what the series has.
 */
export function traceBuckets(pyramid: Pyramid, span: FrameSpan, widthPx: number): TraceBuckets {
  const { startFrame, endFrame } = span;
  const bucketFrames = bucketFramesFor(span, widthPx);
  const first = Math.floor(startFrame / bucketFrames);
  const count = Math.max(0, Math.ceil(endFrame / bucketFrames) - first);
  const frame = new Int32Array(count);
  const [min, max] = [new Float32Array(count), new Float32Array(count)];
  const missing = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    const from = Math.max(startFrame, (first + i) * bucketFrames);
    const found = extremesOf(pyramid, from, Math.min(endFrame, (first + i + 1) * bucketFrames));
    frame[i] = from;
    min[i] = found.min;
    max[i] = found.max;
    missing[i] = found.missing;
  }
  return { bucketFrames, frame, min, max, missing };
}

import { longestHalfWindowS, maxGapS } from '#contract/features/constants';
import { frameAtS, frameCount, frameStartS, type FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';

/** Frames of the least unit of work. */
export const leastWindowFrames = 2048;
const mostWindowFrames = 131_072;
/** Rows of tracks that a window has at most where it may be longer than the least. */
const rowsPerWindow = 400_000;

/**
 * Frames of one unit of work: a power of two that depends on nothing but how many tracks there are at a time, so that windows
 * are the same for any number of workers and any ontology. Short ones cost more to begin and to store than to compute.
 */
export function windowFramesFor(trackFrames: number, frames: number): number {
  const rowsPerFrame = Math.max(1, trackFrames / Math.max(1, frames));
  let size = leastWindowFrames;
  while (2 * size <= mostWindowFrames && 2 * size * rowsPerFrame <= rowsPerWindow) size *= 2;
  return size;
}

/** Seconds around a window that are enough for any source; `haloS(source)` says how many one source needs. */
export const widestHaloS = 2 * longestHalfWindowS + 2 * maxGapS;

/** A window of absolute frames, and the frames around it that its features read. */
export interface FeatureWindow extends FrameSpan {
  readonly halo: FrameSpan;
}

/** The frames of the index within `reachS` seconds of the span, itself included. */
export function framesAround(index: FrameIndex, span: FrameSpan, reachS: number): FrameSpan {
  return {
    startFrame: frameAtS(index, frameStartS(index, span.startFrame) - reachS),
    endFrame: Math.min(frameCount(index), frameAtS(index, frameStartS(index, span.endFrame) + reachS) + 1),
  };
}

/** Windows `[0, size)`, `[size, 2 size)` ... that cover all pictures of the index, each with `reachS` seconds around it. */
export function planWindows(
  index: FrameIndex,
  size: number = leastWindowFrames,
  reachS: number = widestHaloS,
): readonly FeatureWindow[] {
  const count = frameCount(index);
  return Array.from({ length: Math.ceil(count / size) }, (_, ordinal) => {
    const startFrame = ordinal * size;
    const endFrame = Math.min(count, startFrame + size);
    return { startFrame, endFrame, halo: framesAround(index, { startFrame, endFrame }, reachS) };
  });
}

import { z } from 'zod';

/** Half-open `[startFrame, endFrame)` in presented pictures; a span of one picture has endFrame = startFrame + 1. */
export interface FrameSpan {
  readonly startFrame: number;
  readonly endFrame: number;
}

/** A frame span with the same interval in seconds from the first picture, half-open `[startS, endS)`. */
export interface TimeSpan extends FrameSpan {
  readonly startS: number;
  readonly endS: number;
}

export const frameSpanShape = {
  startFrame: z.int().min(0),
  endFrame: z.int().min(1),
};

export const timeSpanShape = {
  ...frameSpanShape,
  startS: z.number().min(0),
  endS: z.number().min(0),
};

/** Refinement for any object that holds a frame span. */
export function isForward(span: FrameSpan): boolean {
  return span.startFrame < span.endFrame;
}

/** Number of pictures in the span, at least 0. */
export function spanFrames(span: FrameSpan): number {
  return Math.max(0, span.endFrame - span.startFrame);
}

/** Pictures that lie in both spans. */
export function overlapFrames(a: FrameSpan, b: FrameSpan): number {
  return Math.max(0, Math.min(a.endFrame, b.endFrame) - Math.max(a.startFrame, b.startFrame));
}

/** Temporal intersection over union in [0, 1]; 0 where both are empty. */
export function temporalIou(a: FrameSpan, b: FrameSpan): number {
  const overlap = overlapFrames(a, b);
  const union = spanFrames(a) + spanFrames(b) - overlap;
  return union === 0 ? 0 : overlap / union;
}

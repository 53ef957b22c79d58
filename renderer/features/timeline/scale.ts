import type { FrameSpan } from '#contract/interval';

/** What a strip of `widthPx` shows: the half-open window `[startFrame, endFrame)` of a clip; both may be fractions of a frame. */
export interface FrameScale {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly widthPx: number;
}

/** The shortest window that can be zoomed to, in frames. */
export const minimumFrames = 12;

/** Pixels per frame. */
export function pxPerFrame(scale: FrameScale): number {
  return scale.widthPx / Math.max(1e-9, scale.endFrame - scale.startFrame);
}

/** Left edge of `frame` in pixels from the left of the strip; unclamped. */
export function frameToX(scale: FrameScale, frame: number): number {
  return (frame - scale.startFrame) * pxPerFrame(scale);
}

/** The fractional frame at `xPx`; `Math.floor` of it is the picture under the pointer. Unclamped. */
export function xToFrame(scale: FrameScale, xPx: number): number {
  return scale.startFrame + xPx / pxPerFrame(scale);
}

/** The window moved and shortened until it lies inside `[0, frameCount)`. */
export function clampWindow(startFrame: number, endFrame: number, frameCount: number): FrameSpan {
  const total = Math.max(minimumFrames, frameCount);
  const length = Math.min(total, Math.max(minimumFrames, endFrame - startFrame));
  const start = Math.min(Math.max(0, startFrame), total - length);
  return { startFrame: start, endFrame: start + length };
}

/** The window zoomed by `factor` (below 1 comes nearer) while the frame under `xPx` stays where it is. */
export function zoomAt(scale: FrameScale, xPx: number, factor: number, frameCount: number): FrameSpan {
  const anchor = xToFrame(scale, xPx);
  const wanted = (scale.endFrame - scale.startFrame) * factor;
  const length = Math.min(Math.max(wanted, minimumFrames), Math.max(minimumFrames, frameCount));
  const start = anchor - (xPx / scale.widthPx) * length;
  return clampWindow(start, start + length, frameCount);
}

/** The window moved by `deltaPx` (positive shows later frames). */
export function panBy(scale: FrameScale, deltaPx: number, frameCount: number): FrameSpan {
  const delta = deltaPx / pxPerFrame(scale);
  return clampWindow(scale.startFrame + delta, scale.endFrame + delta, frameCount);
}

/** A window that shows the whole span with room on both sides: at least its own length or `leastFrames` in all. */
export function windowAround(span: FrameSpan, frameCount: number, leastFrames: number): FrameSpan {
  const length = Math.max(leastFrames, (span.endFrame - span.startFrame) * 2.4);
  const middle = (span.startFrame + span.endFrame) / 2;
  return clampWindow(middle - length / 2, middle + length / 2, frameCount);
}

/** Seconds of the clip that a timeline around an event shows at least. */
const eventWindowS = 6.5;

/** The window around an event that a timeline opens with. */
export function eventWindow(span: FrameSpan, frameCount: number, fps: number): FrameSpan {
  return windowAround(span, frameCount, Math.max(60, eventWindowS * fps));
}

/** The window zoomed by `factor` around its middle. */
export function zoomMiddle(window: FrameSpan, factor: number, frameCount: number): FrameSpan {
  return zoomAt({ ...window, widthPx: 1 }, 0.5, factor, frameCount);
}

/** The window, moved as little as shows `frame` with a margin of a tenth; the same object when it is shown already. */
export function follow(window: FrameSpan, frame: number, frameCount: number): FrameSpan {
  const length = window.endFrame - window.startFrame;
  const margin = length / 10;
  if (frame >= window.startFrame && frame < window.endFrame) return window;
  const start = frame < window.startFrame ? frame - margin : frame + 1 + margin - length;
  return clampWindow(start, start + length, frameCount);
}

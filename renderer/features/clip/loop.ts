import { frameAtS, frameCount, frameStartS, type FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';

/** Seconds shown before and after an event while it loops. */
export const loopContextS = 0.5;

/** The pictures of `span` with `contextS` seconds around them, inside the clip. */
export function loopSpan(index: FrameIndex, span: FrameSpan, contextS: number): FrameSpan {
  const startFrame = frameAtS(index, Math.max(0, frameStartS(index, span.startFrame) - contextS));
  const endS = frameStartS(index, span.endFrame) + contextS;
  const endFrame = Math.min(frameCount(index), frameAtS(index, endS) + 1);
  return { startFrame, endFrame: Math.max(startFrame + 1, endFrame) };
}

/** Where playing goes on from `frame`: the start of the loop once its last picture was shown, else undefined. */
export function wrapTo(frame: number, loop: FrameSpan | undefined, count: number): number | undefined {
  if (loop !== undefined) return frame >= loop.endFrame - 1 ? loop.startFrame : undefined;
  return frame >= count - 1 ? frame : undefined;
}

import type { FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';
import { at } from './numbers.ts';

/**
 * Calls `answer` for every frame of `frames` with the frames `[from, to)` of `around` that lie within `halfUs` of it. What is
 * added and taken is told in order, so that whole numbers can be kept in a running count.
 */
export function slideWindow(
  { ptsUs }: FrameIndex,
  frames: FrameSpan,
  around: FrameSpan,
  halfUs: number,
  window: {
    readonly add?: (frame: number) => void;
    readonly take?: (frame: number) => void;
    readonly answer: (frame: number, from: number, to: number) => void;
  },
): void {
  let from = around.startFrame;
  let to = around.startFrame;
  for (let frame = frames.startFrame; frame < frames.endFrame; frame += 1) {
    const timeUs = at(ptsUs, frame);
    while (to < around.endFrame && at(ptsUs, to) <= timeUs + halfUs) {
      window.add?.(to);
      to += 1;
    }
    while (from < to && at(ptsUs, from) < timeUs - halfUs) {
      window.take?.(from);
      from += 1;
    }
    window.answer(frame, from, to);
  }
}

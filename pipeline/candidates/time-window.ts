import { spanUs, type TimeAxis } from './time-axis.ts';

/** Times from `lowUs` to `highUs` away, both ends included, in whole microseconds. */
export interface WindowUs {
  readonly lowUs: number;
  readonly highUs: number;
}

/** The frames of a binding. */
export interface Frames {
  readonly axis: TimeAxis;
  readonly startFrame: number;
  readonly endFrame: number;
}

/** A frame's window `[from, to)`, by frames of the binding; it `leaves` where it reaches beyond the binding's first or last frame. */
export interface FrameWindow {
  readonly from: number;
  readonly to: number;
  readonly leaves: boolean;
}

/**
 * Windows of frames that follow one another. A window leaves the binding where it begins before the first frame begins, or ends
 * after the last one ends; whether there are frames of it is not known then.
 */
export interface MovingWindow {
  /** The window of `frame`, which must not lie before that of the last call. */
  at(frame: number): FrameWindow;
}

export function movingWindow(
  { axis, startFrame, endFrame }: Frames,
  { lowUs, highUs }: WindowUs,
): MovingWindow {
  const length = endFrame - startFrame;
  const fromFirst = (frame: number): number => spanUs(axis, startFrame, startFrame + frame);
  let [from, to] = [0, 0];
  return {
    at(frame) {
      const now = fromFirst(frame);
      while (from < length && fromFirst(from) < now + lowUs) from += 1;
      while (to < length && fromFirst(to) <= now + highUs) to += 1;
      const leaves = now + lowUs < 0 || now + highUs >= fromFirst(length);
      return { from, to: Math.max(from, to), leaves };
    },
  };
}

/** The frame that was on show `byUs` before `frame`; -1 where that was before the binding, or is after it. */
export function frameBefore({ axis, startFrame, endFrame }: Frames, frame: number, byUs: number): number {
  const length = endFrame - startFrame;
  const fromFirst = (at: number): number => spanUs(axis, startFrame, startFrame + at);
  const wantedUs = fromFirst(frame) - byUs;
  if (wantedUs < 0 || wantedUs >= fromFirst(length)) return -1;
  let [low, high] = [0, length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fromFirst(middle) <= wantedUs) low = middle;
    else high = middle - 1;
  }
  return low;
}

import type { FrameIndex } from '#contract/entities/frame-index';

/** Microseconds at which each frame begins; one entry more, for the end of the last. */
export interface TimeAxis {
  readonly boundsUs: Float64Array;
}

export function createTimeAxis(index: FrameIndex): TimeAxis {
  const count = index.ptsUs.length;
  const boundsUs = new Float64Array(count + 1);
  boundsUs.set(index.ptsUs);
  boundsUs[count] = (index.ptsUs[count - 1] ?? 0) + (index.durationUs[count - 1] ?? 0);
  return { boundsUs };
}

/** Microseconds at which `frame` begins; frames beyond the clip count as its end. */
function frameUs(axis: TimeAxis, frame: number): number {
  const last = axis.boundsUs.length - 1;
  return axis.boundsUs[Math.min(Math.max(frame, 0), last)] ?? 0;
}

/** Microseconds from the beginning of frame `from` to that of `to`; negative where `to` comes first. */
export function spanUs(axis: TimeAxis, from: number, to: number): number {
  return frameUs(axis, to) - frameUs(axis, from);
}

/** Seconds as whole microseconds, in which all times are compared. */
export function toUs(seconds: number): number {
  return Math.round(seconds * 1e6);
}

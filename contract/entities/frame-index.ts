import type { FrameSpan, TimeSpan } from '#contract/interval';

/**
 * When each presented picture is shown. Entry n is the nth picture in presentation order.
 * `nominal` marks an index made from a rate or a time column because there was no clip to read.
 */
export interface FrameIndex {
  /** Presentation time in microseconds from the first picture, ascending; integers. */
  readonly ptsUs: Float64Array;
  /** How long each picture stays, in microseconds; integers above 0. */
  readonly durationUs: Int32Array;
  readonly nominal: boolean;
}

/** Number of presented pictures. */
export function frameCount(index: FrameIndex): number {
  return index.ptsUs.length;
}

/** Seconds at which `frame` appears; for `frame === frameCount` the end of the last picture. Outside, clamped. */
export function frameStartS(index: FrameIndex, frame: number): number {
  const count = index.ptsUs.length;
  if (count === 0 || frame <= 0) return 0;
  if (frame < count) return (index.ptsUs[frame] ?? 0) / 1e6;
  return ((index.ptsUs[count - 1] ?? 0) + (index.durationUs[count - 1] ?? 0)) / 1e6;
}

/** A seek to a tie between two pictures shows the later one, so that the exact middle is not safe where a player rounds. */
const seekShare = 0.49;

/** Seconds just before the middle of the picture's presentation: where a player must seek to show exactly this picture. */
export function frameMiddleS(index: FrameIndex, frame: number): number {
  const count = index.ptsUs.length;
  if (count === 0) return 0;
  const inside = Math.min(Math.max(frame, 0), count - 1);
  return ((index.ptsUs[inside] ?? 0) + (index.durationUs[inside] ?? 0) * seekShare) / 1e6;
}

/** The picture on screen at `timeS`: the last one whose time is not later; clamped to the clip. */
export function frameAtS(index: FrameIndex, timeS: number): number {
  const timeUs = timeS * 1e6;
  let low = 0;
  let high = index.ptsUs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((index.ptsUs[middle] ?? 0) <= timeUs) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Length of the clip in seconds, the last picture's presentation included. */
export function durationS(index: FrameIndex): number {
  return frameStartS(index, frameCount(index));
}

/** Median rate in pictures per second; 0 for fewer than two pictures. For showing and for defaults, never to compute a frame. */
export function typicalFps(index: FrameIndex): number {
  const { ptsUs } = index;
  if (ptsUs.length < 2) return 0;
  // A loop, because `from` would first make a list of the millions of pictures of a long source.
  const gapsUs = new Float64Array(ptsUs.length - 1);
  for (let at = 0; at < gapsUs.length; at++) gapsUs[at] = (ptsUs[at + 1] ?? 0) - (ptsUs[at] ?? 0);
  gapsUs.sort();
  const medianUs = gapsUs[gapsUs.length >> 1] ?? 0;
  return medianUs > 0 ? 1e6 / medianUs : 0;
}

/** The span in seconds beside its frames. */
export function withSeconds(index: FrameIndex, span: FrameSpan): TimeSpan {
  return {
    startFrame: span.startFrame,
    endFrame: span.endFrame,
    startS: frameStartS(index, span.startFrame),
    endS: frameStartS(index, span.endFrame),
  };
}

/** A constant-rate index of `count` pictures for a source without a clip; marked nominal. `fps` above 0. */
export function nominalFrameIndex(count: number, fps: number): FrameIndex {
  const ptsUs = Float64Array.from({ length: count }, (_, frame) => Math.round((frame * 1e6) / fps));
  const durationUs = Int32Array.from(
    { length: count },
    (_, frame) => Math.round(((frame + 1) * 1e6) / fps) - Math.round((frame * 1e6) / fps),
  );
  return { ptsUs, durationUs, nominal: true };
}

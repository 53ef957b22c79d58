import { features } from '#contract/features';
import { frameAtS, frameCount, frameStartS, type FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';

/** Frames of one unit of work; fixed, so that windows never depend on how many workers there are. */
export const windowFrames = 2048;

/** Two positions further apart than this in time leave a gap that is not bridged, in seconds. */
export const maxGapS = 0.5;

/** Seconds around a window whose samples its features may read: twice the longest half window, and the longest bridged gap. */
export const haloS = 2 * Math.max(...features.map((feature) => feature.halfWindowS)) + maxGapS;

/** A window of absolute frames, and the frames around it that its features read. */
export interface FeatureWindow extends FrameSpan {
  readonly halo: FrameSpan;
}

/** Windows `[0, size)`, `[size, 2 size)` ... that cover all pictures of the index. */
export function planWindows(index: FrameIndex, size: number = windowFrames): readonly FeatureWindow[] {
  const count = frameCount(index);
  return Array.from({ length: Math.ceil(count / size) }, (_, ordinal) => {
    const startFrame = ordinal * size;
    const endFrame = Math.min(count, startFrame + size);
    const halo = {
      startFrame: frameAtS(index, frameStartS(index, startFrame) - haloS),
      endFrame: Math.min(count, frameAtS(index, frameStartS(index, endFrame) + haloS) + 1),
    };
    return { startFrame, endFrame, halo };
  });
}

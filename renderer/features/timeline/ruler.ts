import type { FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';
import { frameToX, pxPerFrame, type FrameScale } from './scale.ts';
import { formatFrame, timecode } from './timecode.ts';

const mantissas = [1, 2, 5] as const;

/** The smallest step of the series 1, 2, 5, 10, 20 ... frames whose labels stand at least `leastPx` apart. */
export function tickStep(framesPerPx: number, leastPx: number): number {
  const wanted = Math.max(1, framesPerPx * leastPx);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = mantissas.map((mantissa) => mantissa * power).find((candidate) => candidate >= wanted);
  return step ?? power * 10;
}

/** Multiples of `step` inside the half-open window, in order. */
export function ticksIn(window: FrameSpan, step: number): readonly number[] {
  const first = Math.ceil(window.startFrame / step);
  const last = Math.ceil(window.endFrame / step) - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** Least distance between the labels of the ruler. */
export const labelPx = 128;

// Every letter of the ruler's mono font at 11 px is 0.6 em wide.
const letterPx = 6.6;

/** Room of the playhead's flag on the ruler, in pixels from the left of the strip; kept inside it. */
export function flagSpan(
  scale: FrameScale,
  playhead: number,
): { readonly left: number; readonly width: number } {
  const width = Math.ceil(formatFrame(playhead).length * letterPx) + 10;
  const middle = frameToX(scale, playhead) + pxPerFrame(scale) / 2;
  return { left: Math.round(Math.max(0, Math.min(middle - width / 2, scale.widthPx - width))), width };
}

/** A frame that the ruler names. */
export interface RulerTick {
  readonly frame: number;
  readonly xPx: number;
  /** True where the playhead's flag stands on its label. */
  readonly covered: boolean;
}

/** The frames that the ruler names. */
export function rulerTicks(
  scale: FrameScale,
  { index, playhead }: { readonly index: FrameIndex; readonly playhead: number },
): readonly RulerTick[] {
  const flag = flagSpan(scale, playhead);
  return ticksIn(scale, tickStep(1 / pxPerFrame(scale), labelPx)).map((frame) => {
    const xPx = frameToX(scale, frame);
    const letters = formatFrame(frame).length + timecode(index, frame).length;
    const right = xPx + 10 + letters * letterPx;
    return { frame, xPx, covered: flag.left < right + 2 && xPx + 2 < flag.left + flag.width };
  });
}

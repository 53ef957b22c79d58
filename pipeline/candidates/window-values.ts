import type { WindowValue } from '#ontology/expression';
import type { Column } from './columns.ts';
import { frameBefore, type Frames, movingWindow, type WindowUs } from './time-window.ts';

type Take = (of: Column, from: number, to: number) => number;

const takes: Readonly<Record<WindowValue['take'], Take>> = {
  mean(of, from, to) {
    let sum = 0;
    for (let i = from; i < to; i++) sum += of[i] ?? Number.NaN;
    return sum / (to - from);
  },
  min(of, from, to) {
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = from; i < to; i++) lowest = Math.min(lowest, of[i] ?? Number.NaN);
    return lowest;
  },
  max(of, from, to) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) highest = Math.max(highest, of[i] ?? Number.NaN);
    return highest;
  },
};

/**
 * The value over each frame's window, for all frames of a binding; missing where a frame of the window is, where the window
 * leaves the binding, and where no frame lies in it.
 */
export function windowInto(
  out: Float64Array,
  frames: Frames,
  { take, ...window }: WindowUs & { readonly take: WindowValue['take'] },
  of: Column,
): void {
  const moving = movingWindow(frames, window);
  const over = takes[take];
  for (let i = 0; i < frames.endFrame - frames.startFrame; i++) {
    const { from, to, leaves } = moving.at(i);
    out[i] = leaves || to <= from ? Number.NaN : over(of, from, to);
  }
}

/** The value in the frame that was on show `byUs` before; missing where that is none of the binding's. */
export function lagInto(out: Float64Array, frames: Frames, byUs: number, of: Column): void {
  for (let i = 0; i < frames.endFrame - frames.startFrame; i++)
    out[i] = of[frameBefore(frames, i, byUs)] ?? Number.NaN;
}

import { type FrameWindow, type Frames, movingWindow, type WindowUs } from './time-window.ts';
import type { TruthSignal } from './truth-signals.ts';

/** Frames `[start, end)` of a binding. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The frames that are read for those of the span, by their windows. */
export function framesRead(frames: Frames, window: WindowUs, { start, end }: Span): Span {
  const from = movingWindow(frames, window).at(start).from;
  const { to } = movingWindow(frames, window).at(end - 1);
  return { start: Math.min(from, to), end: to };
}

/** Lowest (`always`) or highest (`eventually`) robustness over each frame's window; what lies beyond the binding is [-1, 1]. */
export function windowedInto(
  out: TruthSignal,
  frames: Frames,
  { op, ...window }: WindowUs & { readonly op: 'always' | 'eventually' },
  { start, end }: Span,
  of: TruthSignal,
): void {
  const moving = movingWindow(frames, window);
  const [pick, empty] = op === 'always' ? [Math.min, 1] : [Math.max, -1];
  for (let i = start; i < end; i++) {
    const { from, to, leaves } = moving.at(i);
    let lo = leaves ? pick(empty, -1) : empty;
    let hi = leaves ? pick(empty, 1) : empty;
    for (let k = from; k < to; k++) {
      lo = pick(lo, of.lo[k] ?? -1);
      hi = pick(hi, of.hi[k] ?? 1);
    }
    out.lo[i] = lo;
    out.hi[i] = hi;
  }
}

interface UntilSignals {
  readonly holds: TruthSignal;
  readonly reaches: TruthSignal;
}

type Side = 'lo' | 'hi';

/** One side of the robustness in frame `i`: the best frame of the window, each by the weakest of reaching it and holding up to it. */
function reached(
  { holds, reaches }: UntilSignals,
  { from, to, leaves }: FrameWindow,
  i: number,
  step: 1 | -1,
  side: Side,
): number {
  const unknown = side === 'lo' ? -1 : 1;
  let lasting = 1;
  let best = -1;
  for (let k = i; step === 1 ? k < to : k >= from; k += step) {
    if (k >= from && k < to) best = Math.max(best, Math.min(lasting, reaches[side][k] ?? unknown));
    lasting = Math.min(lasting, holds[side][k] ?? unknown);
    if (lasting <= best) return best;
  }
  return leaves ? Math.max(best, Math.min(lasting, unknown)) : best;
}

/** The robustness of `until` or `since` in the frames of the span; what lies beyond the binding is [-1, 1]. */
export function untilInto(
  out: TruthSignal,
  frames: Frames,
  { op, ...window }: WindowUs & { readonly op: 'until' | 'since' },
  { start, end }: Span,
  signals: UntilSignals,
): void {
  const moving = movingWindow(frames, window);
  const step = op === 'until' ? 1 : -1;
  for (let i = start; i < end; i++) {
    const at = moving.at(i);
    out.lo[i] = reached(signals, at, i, step, 'lo');
    out.hi[i] = reached(signals, at, i, step, 'hi');
  }
}

import { isFalse, isTrue, type Mask } from './masks.ts';
import { type FrameWindow, type Frames, movingWindow, type WindowUs } from './time-window.ts';

/** How many frames of a moving window are of a verdict. */
function movingCount(of: Mask, verdict: number): (window: FrameWindow) => number {
  let [from, to, count] = [0, 0, 0];
  return (window) => {
    for (; to < window.to; to++) if (((of[to] ?? 0) & verdict) !== 0) count += 1;
    for (; from < window.from; from++) if (((of[from] ?? 0) & verdict) !== 0) count -= 1;
    return count;
  };
}

/**
 * Whether `of` is true in every frame of each frame's window (`always`), or in one (`eventually`); what lies beyond the
 * binding is unknown.
 */
export function windowedMask(
  out: Mask,
  frames: Frames,
  { op, ...window }: WindowUs & { readonly op: 'always' | 'eventually' },
  of: Mask,
): void {
  const [settling, settled, otherwise] =
    op === 'always' ? [isFalse, isFalse, isTrue] : [isTrue, isTrue, isFalse];
  const moving = movingWindow(frames, window);
  const settles = movingCount(of, settling);
  const known = movingCount(of, isTrue | isFalse);
  for (let i = 0; i < frames.endFrame - frames.startFrame; i++) {
    const at = moving.at(i);
    const isSettled = settles(at) > 0;
    const isKnown = !at.leaves && known(at) === at.to - at.from;
    out[i] = isSettled ? settled : isKnown ? otherwise : 0;
  }
}

function and(a: number, b: number): number {
  return (a & b & isTrue) | ((a | b) & isFalse);
}

function or(a: number, b: number): number {
  return ((a | b) & isTrue) | (a & b & isFalse);
}

interface UntilMasks {
  readonly holds: Mask;
  readonly reaches: Mask;
}

/** Looks from frame `i` in steps of 1 or -1 for a frame of the window that is reached while `holds` lasts. */
function reached(
  { holds, reaches }: UntilMasks,
  { from, to, leaves }: FrameWindow,
  i: number,
  step: 1 | -1,
): number {
  let lasting = isTrue;
  let found = isFalse;
  for (let k = i; step === 1 ? k < to : k >= from; k += step) {
    if (k >= from && k < to) found = or(found, and(lasting, reaches[k] ?? 0));
    lasting = and(lasting, holds[k] ?? 0);
    if (found === isTrue || lasting === isFalse) return found;
  }
  return leaves ? or(found, and(lasting, 0)) : found;
}

/** `holds until reaches` with the window ahead, or `since` with it behind; what lies beyond the binding is unknown. */
export function untilMask(
  out: Mask,
  frames: Frames,
  { op, ...window }: WindowUs & { readonly op: 'until' | 'since' },
  masks: UntilMasks,
): void {
  const moving = movingWindow(frames, window);
  for (let i = 0; i < frames.endFrame - frames.startFrame; i++)
    out[i] = reached(masks, moving.at(i), i, op === 'until' ? 1 : -1);
}

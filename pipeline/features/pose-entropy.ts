import { countingHalfWindowS, restSpeed } from '#contract/features/constants';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';
import type { Column } from '#contract/ports/kernels';
import { slideWindow } from './counting.ts';
import type { KeypointMotion } from './keypoint-motion.ts';
import { at } from './numbers.ts';

const states = 9;
const unknown = 255;
/** tan(pi / 8): where one of eight directions ends and the next begins. */
const octantEdge = Math.SQRT2 - 1;

/** One of eight directions, 1 to 8, each a sector of 45 degrees around an axis or a diagonal. */
function directionOf(x: number, y: number): number {
  const [wide, tall] = [Math.abs(x), Math.abs(y)];
  if (tall <= octantEdge * wide) return x > 0 ? 1 : 2;
  if (wide < octantEdge * tall) return y > 0 ? 3 : 4;
  return 5 + (x > 0 ? 1 : 0) + (y > 0 ? 2 : 0);
}

interface Known {
  readonly vx: number;
  readonly vy: number;
  readonly count: number;
}

/** Mean velocity of the keypoints that are known in a frame. */
function meanVelocity(motions: readonly KeypointMotion[], i: number): Known {
  let [vx, vy, count] = [0, 0, 0];
  for (const motion of motions) {
    if (Number.isNaN(at(motion.vx, i))) continue;
    vx += at(motion.vx, i);
    vy += at(motion.vy, i);
    count += 1;
  }
  return { vx: vx / count, vy: vy / count, count };
}

/** State of each keypoint in each frame: 0 at rest against the body, else the direction; 255 where it cannot be said. */
function statesOf(motions: readonly KeypointMotion[], frames: number, restPx: number): Uint8Array {
  const out = new Uint8Array(frames * motions.length).fill(unknown);
  for (let i = 0; i < frames; i += 1) {
    const mean = meanVelocity(motions, i);
    if (mean.count < 2) continue;
    for (const [k, motion] of motions.entries()) {
      const [x, y] = [at(motion.vx, i) - mean.vx, at(motion.vy, i) - mean.vy];
      if (Number.isNaN(x)) continue;
      out[i * motions.length + k] = x * x + y * y < restPx * restPx ? 0 : directionOf(x, y);
    }
  }
  return out;
}

/** Entropy in bits of the shares of these counts. */
function entropyOf(counts: Int32Array, total: number): number {
  let bits = 0;
  for (const count of counts) {
    if (count === 0) continue;
    const share = count / total;
    bits -= share * Math.log2(share);
  }
  return Math.max(0, bits);
}

/** Motions are on the frames of `wide`, which holds the counting window of every frame of `span`. */
export function poseEntropyInto(
  index: FrameIndex,
  motions: readonly KeypointMotion[],
  wide: FrameSpan,
  span: FrameSpan,
  heightPx: number,
  out: Column,
): void {
  if (Number.isNaN(heightPx)) return;
  const table = statesOf(motions, wide.endFrame - wide.startFrame, restSpeed * heightPx);
  const row = (frame: number) => {
    const from = (frame - wide.startFrame) * motions.length;
    return table.subarray(from, from + motions.length);
  };
  const counts = new Int32Array(states);
  let total = 0;
  const count = (frame: number, by: number) => {
    for (const state of row(frame)) {
      if (state === unknown) continue;
      counts[state] = (counts[state] ?? 0) + by;
      total += by;
    }
  };
  slideWindow(index, span, wide, countingHalfWindowS * 1e6, {
    add: (frame) => count(frame, 1),
    take: (frame) => count(frame, -1),
    answer: (frame) => {
      if (row(frame).some((state) => state !== unknown))
        out[frame - span.startFrame] = entropyOf(counts, total);
    },
  });
}

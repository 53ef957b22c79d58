import type { FrameSpan } from '#contract/interval';
import type { Column, Kernels } from '#contract/ports/kernels';
import type { FeatureSource } from './feature-source.ts';
import { toGround } from './ground-points.ts';
import type { KeypointMotion } from './keypoint-motion.ts';
import { at } from './numbers.ts';
import type { Skeleton } from './skeleton.ts';
import { smoothPath } from './smooth.ts';
import { feetPath, missingColumn } from './track-paths.ts';

/** A head shorter than this share of the body height points nowhere. */
const leastShare = 1 / 50;

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** Middle of those of a set of keypoints that are known in a frame. */
function middle(motions: readonly KeypointMotion[], set: Int32Array, i: number): Vector | undefined {
  let [x, y, count] = [0, 0, 0];
  for (const keypoint of set) {
    const motion = motions[keypoint];
    if (motion === undefined || Number.isNaN(at(motion.x, i))) continue;
    x += at(motion.x, i);
    y += at(motion.y, i);
    count += 1;
  }
  return count === 0 ? undefined : { x: x / count, y: y / count };
}

/** From behind the head to its tip, in pixels; undefined where either end is unknown or they are too near. */
function headVector(
  { nose, behind }: Skeleton,
  motions: readonly KeypointMotion[],
  i: number,
  leastPx: number,
): Vector | undefined {
  const tip = middle(motions, Int32Array.of(nose), i);
  const base = behind.map((set) => middle(motions, set, i)).find((point) => point !== undefined);
  if (tip === undefined || base === undefined) return undefined;
  const [x, y] = [tip.x - base.x, tip.y - base.y];
  return Math.sqrt(x * x + y * y) >= leastPx ? { x, y } : undefined;
}

/** A direction of the picture on the ground, at a point of it; undefined across the horizon. */
function onGround(source: FeatureSource, foot: Vector, { x, y }: Vector): Vector | undefined {
  if (source.homography === undefined) return undefined;
  const [fromX, fromY, fromSide] = toGround(source.homography, foot.x, foot.y);
  const [toX, toY, toSide] = toGround(source.homography, foot.x + x, foot.y + y);
  return Math.sign(fromSide) === Math.sign(toSide) ? { x: toX - fromX, y: toY - fromY } : undefined;
}

/** Where the head of a track points on the frames of the span, on which `motions` are. */
export function headDirectionInto(
  source: FeatureSource,
  track: number,
  motions: readonly KeypointMotion[],
  span: FrameSpan,
  kernels: Kernels,
  out: Column,
): void {
  const { skeleton, space } = source;
  if (skeleton === undefined) return;
  const feet = { x: missingColumn(span), y: missingColumn(span) };
  if (space === 'metric')
    smoothPath(source, track, span, kernels, (slice) => feetPath(source, track, slice), feet);
  const leastPx = leastShare * at(source.heightsPx, track);
  for (let i = 0; i < out.length; i += 1) {
    const seen = headVector(skeleton, motions, i, leastPx);
    const foot = { x: at(feet.x, i), y: at(feet.y, i) };
    const vector = seen && space === 'metric' ? onGround(source, foot, seen) : seen;
    if (vector !== undefined) out[i] = Math.atan2(vector.y, vector.x);
  }
}

import { cameraHalfHeight, leastSamples } from '#contract/features/constants';
import { framesAround } from '#pipeline/windows/feature-windows';
import type { FeatureSource } from './feature-source.ts';
import { at } from './numbers.ts';
import { rowsWithin } from './table-rows.ts';

/** How the camera drives ahead in one frame, in lengths and seconds. */
export interface CameraAdvance {
  readonly speed: number;
  readonly accel: number;
}

/** Weighted sums over the boxes of one track: of what speed and acceleration explain (`a`, `b`) and of the distance. */
interface Sums {
  rows: number;
  near: number;
  weight: number;
  a: number;
  b: number;
  z: number;
  aa: number;
  ab: number;
  bb: number;
  az: number;
  bz: number;
}

function emptySums(): Sums {
  return { rows: 0, near: 0, weight: 0, a: 0, b: 0, z: 0, aa: 0, ab: 0, bb: 0, az: 0, bz: 0 };
}

function addBox(sums: Sums, timeS: number, distance: number, weight: number): void {
  const [a, b] = [-timeS, (-timeS * timeS) / 2];
  sums.rows += 1;
  sums.weight += weight;
  sums.a += weight * a;
  sums.b += weight * b;
  sums.z += weight * distance;
  sums.aa += weight * a * a;
  sums.ab += weight * a * b;
  sums.bb += weight * b * b;
  sums.az += weight * a * distance;
  sums.bz += weight * b * distance;
}

/** The normal equations of the common speed and acceleration, each track's own distance taken out. */
interface Normal {
  aa: number;
  ab: number;
  bb: number;
  az: number;
  bz: number;
}

function addTrack(normal: Normal, sums: Sums): void {
  if (sums.rows < leastSamples || !(sums.weight > 0)) return;
  const { weight, a, b, z } = sums;
  normal.aa += sums.aa - (a * a) / weight;
  normal.ab += sums.ab - (a * b) / weight;
  normal.bb += sums.bb - (b * b) / weight;
  normal.az += sums.az - (a * z) / weight;
  normal.bz += sums.bz - (b * z) / weight;
}

/** A spread of boxes over time of less than this (s^3, weighted) tells no speed. */
const leastSpread = 1e-7;

function solve({ aa, ab, bb, az, bz }: Normal, priorS: number): CameraAdvance | undefined {
  const held = bb + priorS;
  const determinant = aa * held - ab * ab;
  if (aa < leastSpread || !(determinant > 0)) return undefined;
  return {
    speed: (held * az - ab * bz) / determinant,
    accel: (aa * bz - ab * az) / determinant,
  };
}

/** Sums of one track's boxes within the window around a frame. */
function sumsOf(source: FeatureSource, track: number, frame: number, halfWindowS: number): Sums {
  const { table, frameIndex, picture, maxGapUs, samplePeriodUs } = source;
  const { ptsUs } = frameIndex;
  const nowUs = at(ptsUs, frame);
  const sums = emptySums();
  const { startFrame, endFrame } = framesAround(
    frameIndex,
    { startFrame: frame, endFrame: frame + 1 },
    halfWindowS,
  );
  const [from, to] = rowsWithin(table, track, startFrame, endFrame);
  for (let row = from; row < to; row += 1) {
    const aroundUs = at(ptsUs, table.frame[row] ?? 0) - nowUs;
    const heightPx = at(table.hPx, row);
    if (!(heightPx > 0) || Math.abs(aroundUs) > halfWindowS * 1e6) continue;
    const far = (cameraHalfHeight * picture.heightPx) / heightPx;
    const weight = samplePeriodUs / 1e6 / (1 + far * far * far * far);
    addBox(sums, aroundUs / 1e6, picture.widthPx / heightPx, weight);
    if (Math.abs(aroundUs) <= maxGapUs) sums.near += 1;
  }
  return sums;
}

/** The time around a frame that is looked at, and how much it counts beforehand that the speed does not change; seconds. */
export interface AdvanceWindow {
  readonly halfWindowS: number;
  readonly priorS: number;
}

/** The camera's speed and acceleration ahead in a frame, from the boxes of these tracks; undefined where they do not tell. */
export function cameraAdvance(
  source: FeatureSource,
  tracks: readonly number[],
  frame: number,
  { halfWindowS, priorS }: AdvanceWindow,
): CameraAdvance | undefined {
  const normal: Normal = { aa: 0, ab: 0, bb: 0, az: 0, bz: 0 };
  let near = 0;
  for (const track of tracks) {
    const sums = sumsOf(source, track, frame, halfWindowS);
    near += sums.near;
    addTrack(normal, sums);
  }
  return near === 0 ? undefined : solve(normal, priorS);
}

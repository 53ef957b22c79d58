import type { LocalKernels, LocalFit } from '#contract/ports/local-kernels';
import { smoothingHalfWindowS } from '#contract/features';
import type { FrameSpan } from '#contract/interval';
import type { SceneTrack } from '#contract/ports/scene';
import { maxGapS } from '#contract/features/constants';
import type { FeatureWindow } from '#pipeline/windows/feature-windows';
import { rowsWithin, type FeatureSource } from './feature-source.ts';
import { emptyTable, kinematicsLayout, type KinematicsTable } from './feature-table.ts';
import { groundPoints, type Points } from './ground-points.ts';

/** Below this speed (per second, in the source's length) a direction says nothing. */
export const stillSpeed = 0.05;

const fitOptions = {
  halfWindowUs: Math.round(smoothingHalfWindowS * 1e6),
  minSamples: 5,
  maxGapUs: Math.round(maxGapS * 1e6),
};

/** Where each track's frames stand in a window's table: rows `[start[t], start[t + 1])`, dense from `firstFrame[t]`. */
export interface WindowRows {
  readonly start: Int32Array;
  readonly firstFrame: Int32Array;
}

/** Rows of a window: every track on its dense frames inside it, track by track. */
export function layOutWindow(tracks: readonly SceneTrack[], window: FrameSpan): WindowRows {
  const start = new Int32Array(tracks.length + 1);
  const firstFrame = new Int32Array(tracks.length);
  for (const [t, track] of tracks.entries()) {
    const first = Math.max(track.startFrame, window.startFrame);
    firstFrame[t] = first;
    start[t + 1] = (start[t] ?? 0) + Math.max(0, Math.min(track.endFrame, window.endFrame) - first);
  }
  return { start, firstFrame };
}

/** Local fits of a track's points (those of its rows around the window) at each of its frames in the window. */
export function fitTrack(
  source: FeatureSource,
  track: number,
  frames: FrameSpan,
  window: FeatureWindow,
  points: (from: number, to: number) => Points,
  kernels: LocalKernels,
): readonly LocalFit[] {
  const { table, frameIndex } = source;
  const [from, to] = rowsWithin(table, track, window.halo.startFrame, window.halo.endFrame);
  const { x, y } = points(from, to);
  const timeUs = Float64Array.from(table.frame.subarray(from, to), (frame) => frameIndex.ptsUs[frame] ?? 0);
  const atUs = frameIndex.ptsUs.subarray(frames.startFrame, frames.endFrame);
  return kernels.fitLocal({ timeUs, channels: [x, y] }, atUs, fitOptions);
}

function writeMotion(out: KinematicsTable, row: number, i: number, fx: LocalFit, fy: LocalFit): void {
  const at = (column: Float64Array) => column[i] ?? Number.NaN;
  const vx = at(fx.first);
  const vy = at(fy.first);
  const speed = Math.sqrt(vx * vx + vy * vy);
  out.x[row] = at(fx.value);
  out.y[row] = at(fy.value);
  out.vx[row] = vx;
  out.vy[row] = vy;
  out.speed[row] = speed;
  if (!(speed >= stillSpeed)) return;
  const ax = at(fx.second);
  const ay = at(fy.second);
  out.accel_along[row] = (ax * vx + ay * vy) / speed;
  out.heading[row] = Math.atan2(vy, vx);
  out.turn_rate[row] = (vx * ay - vy * ax) / (speed * speed);
}

/** Smoothed motion of every track on its frames in the window; the same bits however the frames are cut into windows. */
export function kinematicsWindow(
  source: FeatureSource,
  window: FeatureWindow,
  kernels: LocalKernels,
): KinematicsTable {
  const { start, firstFrame } = layOutWindow(source.tracks, window);
  const out = emptyTable(kinematicsLayout, start.at(-1) ?? 0);
  for (let track = 0; track < source.tracks.length; track += 1) {
    const row = start[track] ?? 0;
    const count = (start[track + 1] ?? 0) - row;
    const first = firstFrame[track] ?? 0;
    if (count === 0) continue;
    const points = (from: number, to: number) => groundPoints(source, track, from, to);
    const frames = { startFrame: first, endFrame: first + count };
    const [fx, fy] = fitTrack(source, track, frames, window, points, kernels);
    out.track.fill(track, row, row + count);
    for (let i = 0; i < count; i += 1) {
      out.frame[row + i] = first + i;
      if (fx !== undefined && fy !== undefined) writeMotion(out, row + i, i, fx, fy);
    }
  }
  return out;
}

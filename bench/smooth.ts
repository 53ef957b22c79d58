import type { Column, Kernels, KinematicsColumn } from '#contract/ports/kernels';
import type { Tracks } from './workload.ts';

/** The nine columns of the reference. */
const motionNames = ['x', 'y', 'vx', 'vy', 'speed', 'accel', 'jerk', 'curvature', 'heading'] as const;
type MotionName = (typeof motionNames)[number];
export type Motion = Readonly<Record<MotionName, Column>>;

/** Nine taps of a cubic; gaps of up to ten frames are bridged, at any rate. */
const tapsAside = 4;
const bridgedFrames = 10;

export function motionRoom(rows: number): Motion {
  return Object.fromEntries(motionNames.map((name) => [name, new Float32Array(rows)])) as Record<
    MotionName,
    Column
  >;
}

/** Smooths tracks `[from, to)`; how many rows that were. */
export function smooth(
  kernels: Kernels,
  { fps, start, x, y }: Tracks,
  out: Motion,
  from = 0,
  to = start.length - 1,
): number {
  const periodUs = 1e6 / fps;
  const options = {
    halfWindowUs: tapsAside * periodUs,
    degree: 3,
    minSamples: 5,
    maxGapUs: bridgedFrames * periodUs,
    stillSpeed: 0,
  } as const;
  const lengths = start.subarray(from + 1, to + 1).map((end, track) => end - (start[from + track] ?? 0));
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const timeUs = Float64Array.from({ length: longest }, (_, frame) => frame * periodUs);
  let rowCount = 0;
  for (let track = from; track < to; track += 1) {
    const [first = 0, end = 0] = start.subarray(track, track + 2);
    const rows = (column: Column) => column.subarray(first, end);
    const columns: Partial<Record<KinematicsColumn, Column>> = {};
    for (const name of motionNames) columns[name] = rows(out[name]);
    const frames = end - first;
    const times = { timeUs: timeUs.subarray(0, frames), periodUs };
    kernels.kinematics(rows(x), rows(y), times, { from: 0, to: frames }, options, columns);
    rowCount += frames;
  }
  return rowCount;
}

import type { Column, Kernels, KinematicsColumn } from '#contract/ports/kernels';
import { type Crowd, type Field, makeCrowd, makeField, makeZones, withGaps } from './workload.ts';

/** The inputs of every kernel and the smoothed motion that pairs and change points start from. */
export interface KernelInputs {
  readonly field: Field;
  readonly holed: Field;
  readonly zones: ReturnType<typeof makeZones>;
  readonly crowd: Crowd;
}

export function makeInputs(): KernelInputs {
  const field = makeField();
  return { field, holed: withGaps(field), zones: makeZones(), crowd: makeCrowd() };
}

export const operations = [
  'kinematics',
  'kinematicsGaps',
  'nearRuns',
  'zoneMask',
  'gridPairs',
  'changePoints',
] as const;
export type Operation = (typeof operations)[number];

/** The nine columns of the reference. */
const motionNames = ['x', 'y', 'vx', 'vy', 'speed', 'accel', 'jerk', 'curvature', 'heading'] as const;
type MotionName = (typeof motionNames)[number];
type Motion = Readonly<Record<MotionName, Column>>;

/** Nine taps of a cubic at 25 Hz; gaps of up to ten frames are bridged. */
const fitOptions = {
  halfWindowUs: 160_000,
  degree: 3,
  minSamples: 5,
  maxGapUs: 400_000,
  stillSpeed: 0,
} as const;
const pairsAtATime = 16_384;
const framesAtATime = 15;

function motionRoom(rows: number): Motion {
  return Object.fromEntries(motionNames.map((name) => [name, new Float32Array(rows)])) as Record<
    MotionName,
    Column
  >;
}

function smooth(kernels: Kernels, field: Field, out: Motion): number {
  const { frames, tracks, fps } = field;
  const periodUs = 1e6 / fps;
  const timeUs = Float64Array.from({ length: frames }, (_, frame) => frame * periodUs);
  for (let track = 0; track < tracks; track += 1) {
    const rows = (column: Column) => column.subarray(track * frames, (track + 1) * frames);
    const columns: Partial<Record<KinematicsColumn, Column>> = {};
    for (const name of motionNames) columns[name] = rows(out[name]);
    const part = { from: 0, to: frames };
    kernels.kinematics(rows(field.x), rows(field.y), { timeUs, periodUs }, part, fitOptions, columns);
  }
  return field.x.length;
}

/** Frames in which two are within 2 m and approach faster than 1 m/s, over all pairs. */
function nearFrames(kernels: Kernels, { tracks, frames }: Field, { x, y, vx, vy }: Motion): number {
  const rowStart = Int32Array.from({ length: tracks + 1 }, (_, track) => track * frames);
  const plane = { x, y, vx, vy, rowStart, firstFrame: new Int32Array(tracks) };
  const runs = kernels.nearRuns(plane, { radius: 2, approachAbove: 1 });
  let count = 0;
  for (let run = 0; run < runs.length; run += 4) count += (runs[run + 3] ?? 0) - (runs[run + 2] ?? 0);
  return count;
}

function pairRoom() {
  const column = () => new Float32Array(pairsAtATime);
  const indices = () => new Int32Array(pairsAtATime);
  return { i: indices(), j: indices(), distance: column(), bearing: column(), approach_speed: column() };
}

function crowdPairs(kernels: Kernels, crowd: Crowd): number {
  const room = pairRoom();
  let count = 0;
  for (let frame = 0; frame < crowd.frames; frame += framesAtATime) {
    const frameStart = crowd.frameStart.subarray(frame, frame + framesAtATime + 1);
    count += kernels.gridPairs({ ...crowd, frameStart }, 5, room);
  }
  return count;
}

function insideCount(kernels: Kernels, { zones, field }: KernelInputs, masks: Uint32Array): number {
  kernels.zoneMask(zones, field.x, field.y, masks);
  return masks.reduce((count, mask) => count + (mask === 0 ? 0 : 1), 0);
}

/** Segments of the speed of every track. */
function segments(kernels: Kernels, { tracks, frames }: Field, speed: Column): number {
  let count = 0;
  for (let track = 0; track < tracks; track += 1) {
    const search = kernels.searchChangePoints(1, { penalty: 4, minLength: 5 });
    search.push([speed.subarray(track * frames, (track + 1) * frames)]);
    count += search.finish().length + 1;
  }
  return count;
}

/** Every operation of a set of kernels on the same inputs, each answering with a number to compare. */
export function kernelWork(
  kernels: Kernels,
  inputs: KernelInputs,
): Readonly<Record<Operation, () => number>> {
  const { field, holed, crowd } = inputs;
  const motion = motionRoom(field.x.length);
  const holedMotion = motionRoom(field.x.length);
  const masks = new Uint32Array(field.x.length);
  smooth(kernels, field, motion);
  return {
    kinematics: () => smooth(kernels, field, motion),
    kinematicsGaps: () => smooth(kernels, holed, holedMotion),
    nearRuns: () => nearFrames(kernels, field, motion),
    zoneMask: () => insideCount(kernels, inputs, masks),
    gridPairs: () => crowdPairs(kernels, crowd),
    changePoints: () => segments(kernels, field, motion.speed),
  };
}

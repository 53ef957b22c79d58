import type { Column, Kernels, PointPairs } from '#contract/ports/kernels';
import type { KernelInputs } from './inputs.ts';
import { type Motion, motionRoom, smooth } from './smooth.ts';
import type { Tracks } from './workload.ts';

export const operations = [
  'kinematics',
  'kinematicsGaps',
  'kinematicsShort',
  'nearRuns',
  'zoneMask',
  'gridPairs',
  'changePoints',
] as const;
export type Operation = (typeof operations)[number];

/** What is measured, which inputs it reads, and what Python's side of it is called. */
export interface OperationFacts {
  readonly title: string;
  readonly reads: readonly (keyof KernelInputs)[];
  readonly target?: { readonly least: number; readonly goal: number };
  readonly note: string;
  /** What must cross the memory once. */
  movedBytes(inputs: KernelInputs, count: number): number;
}

const bytes = 4;
/** Two columns in and nine out. */
const motionBytes = ({ x }: Tracks) => bytes * 11 * x.length;

export const facts: Readonly<Record<Operation, OperationFacts>> = {
  kinematics: {
    title: 'kinematics, W',
    reads: ['field'],
    target: { least: 15, goal: 18 },
    note: 'nine columns of 23 tracks, 3.1 M rows; Python is `savgol_filter` and numpy by pandas group.',
    movedBytes: ({ field }) => motionBytes(field),
  },
  kinematicsGaps: {
    title: 'kinematics, W with gaps',
    reads: ['field', 'holed'],
    target: { least: 15, goal: 18 },
    note: 'a tenth of the frames missing. Python interpolates, filters and masks; ours fits the samples there are, with the weights of each window.',
    movedBytes: ({ holed }) => motionBytes(holed),
  },
  kinematicsShort: {
    title: 'kinematics, W2',
    reads: ['visitors'],
    note: 'some 5,300 short tracks, 5.4 M rows: pandas spends most of its time between them, so the ratio says little.',
    movedBytes: ({ visitors }) => motionBytes(visitors),
  },
  nearRuns: {
    title: 'fused pairs, W',
    reads: ['field', 'motion'],
    target: { least: 6, goal: 7 },
    note: '253 pairs within 2 m that approach faster than 1 m/s. Python counts frames with numpy; ours makes runs.',
    movedBytes: ({ motion }) => bytes * 4 * motion.x.length,
  },
  zoneMask: {
    title: 'zones, W',
    reads: ['field', 'zones'],
    target: { least: 2, goal: 2 },
    note: 'ten polygons; Python tries the points of each box with numpy.',
    movedBytes: ({ field }) => bytes * 3 * field.x.length,
  },
  gridPairs: {
    title: 'grid pairs, W2',
    reads: ['crowd'],
    target: { least: 25, goal: 30 },
    note: '18,000 frames of 300 points, 5 m. Python is `cKDTree` and numpy on every sixth frame, times six.',
    movedBytes: ({ crowd }, count) => bytes * (4 * crowd.x.length + 5 * count),
  },
  changePoints: {
    title: 'change points, W',
    reads: ['field', 'motion'],
    target: { least: 1, goal: 1.6 },
    note: 'PELT on the speed of every track. Python is numba, compiled before, which prunes at once and so may miss the best; ours is exact.',
    movedBytes: ({ motion }) => bytes * 2 * motion.x.length,
  },
};

const pairsAtATime = 16_384;
const framesAtATime = 15;

/** Frames in which two are within 2 m and approach faster than 1 m/s, over all pairs. */
function nearFrames(kernels: Kernels, { start }: Tracks, { x, y, vx, vy }: Motion): number {
  const plane = { x, y, vx, vy, rowStart: start, firstFrame: new Int32Array(start.length - 1) };
  const runs = kernels.nearRuns(plane, { radius: 2, approachAbove: 1 });
  let count = 0;
  for (let run = 0; run < runs.length; run += 4) count += (runs[run + 3] ?? 0) - (runs[run + 2] ?? 0);
  return count;
}

function pairRoom(): PointPairs {
  const column = () => new Float32Array(pairsAtATime);
  const indices = () => new Int32Array(pairsAtATime);
  return { i: indices(), j: indices(), distance: column(), bearing: column(), approach_speed: column() };
}

function crowdPairs(kernels: Kernels, { crowd }: KernelInputs, room: PointPairs): number {
  const frames = crowd.frameStart.length - 1;
  let count = 0;
  for (let frame = 0; frame < frames; frame += framesAtATime) {
    const frameStart = crowd.frameStart.subarray(frame, frame + framesAtATime + 1);
    count += kernels.gridPairs({ ...crowd, frameStart }, 5, room);
  }
  return count;
}

function insideCount(kernels: Kernels, { zones, field }: KernelInputs, masks: Uint32Array): number {
  kernels.zoneMask(zones, field.x, field.y, masks);
  let count = 0;
  for (let row = 0; row < masks.length; row += 1) count += masks[row] === 0 ? 0 : 1;
  return count;
}

/** Segments of the speed of every track. */
function segments(kernels: Kernels, { start }: Tracks, speed: Column): number {
  let count = 0;
  for (let track = 0; track + 1 < start.length; track += 1) {
    const search = kernels.searchChangePoints(1, { penalty: 4, minLength: 5 });
    search.push([speed.subarray(start[track], start[track + 1])]);
    count += search.finish().length + 1;
  }
  return count;
}

/** Made when it is first needed and kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Every operation of a set of kernels on the same inputs, each answering with a number to compare. */
export function kernelWork(
  kernels: Kernels,
  inputs: KernelInputs,
): Readonly<Record<Operation, () => number>> {
  const { field, holed, visitors, motion } = inputs;
  const smoothed = (tracks: Tracks) => once(() => motionRoom(tracks.x.length));
  const [whole, gaps, short] = [smoothed(field), smoothed(holed), smoothed(visitors)];
  const masks = once(() => new Uint32Array(field.x.length));
  const pairs = once(pairRoom);
  return {
    kinematics: () => smooth(kernels, field, whole()),
    kinematicsGaps: () => smooth(kernels, holed, gaps()),
    kinematicsShort: () => smooth(kernels, visitors, short()),
    nearRuns: () => nearFrames(kernels, field, motion),
    zoneMask: () => insideCount(kernels, inputs, masks()),
    gridPairs: () => crowdPairs(kernels, inputs, pairs()),
    changePoints: () => segments(kernels, field, motion.speed),
  };
}

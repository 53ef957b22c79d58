import type {
  Column,
  FitOptions,
  FramePoints,
  FrameTimes,
  KinematicsColumn,
  PairColumns,
  PlaneTracks,
  PointPairs,
} from '#contract/ports/kernels';

/** Numbers in [0, 1) that follow from the seed alone (xorshift, Marsaglia, 2003). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}

export const columnOf = (...values: number[]): Column => Float32Array.from(values);

/** Times of a steady grid, or where `jitterUs` is given of none. */
export function timesOf(frames: number, periodUs = 40_000, jitter?: () => number): FrameTimes {
  const timeUs = Float64Array.from({ length: frames }, (_, frame) =>
    Math.round(frame * periodUs + (jitter === undefined ? 0 : jitter() * 0.7 * periodUs)),
  );
  return { timeUs, periodUs: jitter === undefined ? periodUs : 0 };
}

export function fitOptions(overrides: Partial<FitOptions> = {}): FitOptions {
  return {
    halfWindowUs: 160_000,
    degree: 3,
    minSamples: 5,
    maxGapUs: 400_000,
    stillSpeed: 0.1,
    ...overrides,
  };
}

/** All columns of `kinematics`, so long. */
export function motionColumns(frames: number): Record<KinematicsColumn, Column> {
  const column = () => new Float32Array(frames).fill(-99);
  return {
    x: column(),
    y: column(),
    vx: column(),
    vy: column(),
    speed: column(),
    accel: column(),
    accel_along: column(),
    accel_across: column(),
    jerk: column(),
    curvature: column(),
    heading: column(),
    turn_rate: column(),
  };
}

export function pairColumns(frames: number): Required<PairColumns> {
  const column = () => new Float32Array(frames).fill(-99);
  return {
    distance: column(),
    approach_speed: column(),
    bearing: column(),
    relative_heading: column(),
    side: column(),
    ttc: column(),
  };
}

export function pairRoom(room: number): PointPairs {
  return {
    i: new Int32Array(room),
    j: new Int32Array(room),
    distance: new Float32Array(room),
    bearing: new Float32Array(room),
    approach_speed: new Float32Array(room),
  };
}

/** A walk with a steady change of direction around `origin`, in which stretches of frames hold no sample. */
export function walk(frames: number, random: () => number, gapShare = 0.1, origin = 0) {
  const x = new Float32Array(frames);
  const y = new Float32Array(frames);
  let [px, py, vx, vy, missing] = [origin, -origin, 1, 0, 0];
  for (let frame = 0; frame < frames; frame += 1) {
    vx += (random() - 0.5 - 0.02 * vx) * 0.5;
    vy += (random() - 0.5 - 0.02 * vy) * 0.5;
    px += vx / 25;
    py += vy / 25;
    if (missing === 0 && random() < gapShare / 4) missing = 1 + Math.floor(random() * 7);
    x[frame] = missing > 0 ? Number.NaN : px;
    y[frame] = missing > 0 ? Number.NaN : py;
    if (missing > 0) missing -= 1;
  }
  return { x, y };
}

/** Tracks that begin and end at different frames, on a square of `side`. */
export function planeTracks(count: number, longest: number, random: () => number, side = 40): PlaneTracks {
  const rowStart = [0];
  const firstFrame: number[] = [];
  for (let track = 0; track < count; track += 1) {
    rowStart.push((rowStart[track] ?? 0) + Math.floor(random() * longest));
    firstFrame.push(Math.floor((random() * longest) / 2) - 20);
  }
  const rows = rowStart[count] ?? 0;
  const wander = (most: number, step: number) => {
    let value = 0;
    return Float32Array.from({ length: rows }, () => {
      value = Math.max(-most, Math.min(most, value + (random() - 0.5) * step));
      return random() < 0.02 ? Number.NaN : value;
    });
  };
  return {
    x: wander(side / 2, 1),
    y: wander(side / 2, 1),
    vx: wander(3, 1),
    vy: wander(3, 1),
    rowStart: Int32Array.from(rowStart),
    firstFrame: Int32Array.from(firstFrame),
  };
}

/** Points of consecutive frames, each frame with a count of its own; some are missing. */
export function framePoints(frames: number, most: number, random: () => number, side = 30): FramePoints {
  const frameStart = [0];
  for (let frame = 0; frame < frames; frame += 1)
    frameStart.push((frameStart[frame] ?? 0) + Math.floor(random() * (most + 1)));
  const column = (scale: number) =>
    Float32Array.from({ length: frameStart[frames] ?? 0 }, () =>
      random() < 0.03 ? Number.NaN : (random() - 0.5) * scale,
    );
  return {
    x: column(side),
    y: column(side),
    vx: column(4),
    vy: column(4),
    frameStart: Int32Array.from(frameStart),
  };
}

/**
 * Columns are dense by frame unless said otherwise: entry i is frame `firstFrame + i` of one track, NaN where it has no
 * value. A kernel writes into the columns it is handed and keeps none of them. Every kernel gives the same bits for the same
 * arguments on every machine, and each frame's answer depends on the frames within its half window alone.
 */
export type Column = Float32Array;

/** When the frames of a slice are shown. */
export interface FrameTimes {
  /** Whole microseconds, strictly ascending, one per frame of the slice. */
  readonly timeUs: Float64Array;
  /**
   * Period in microseconds where every frame of the whole source lies on one steady grid (within 1 % of the period), else 0.
   * It is derived once from the whole source, so that every slice takes the same path.
   */
  readonly periodUs: number;
}

export interface FitOptions {
  /** Samples in `[t - halfWindowUs, t + halfWindowUs]` take part. */
  readonly halfWindowUs: number;
  /** Degree of the local polynomial where the window holds at least `degree + 3` samples; else 2. 2 or 3. */
  readonly degree: 2 | 3;
  /** Fewer samples in the window make the answer missing; at least 4. */
  readonly minSamples: number;
  /** A frame between two samples that lie further apart than this is missing, as is one before the first or behind the last. */
  readonly maxGapUs: number;
  /** Below this speed (unit per second) whatever is measured along or across the motion is missing. */
  readonly stillSpeed: number;
}

/** Frames `[from, to)` of a slice, the ones that are answered; those around them are its halo. */
export interface SlicePart {
  readonly from: number;
  readonly to: number;
}

/** Names of what `kinematics` gives, in the unit of the positions, per second, or in radians. */
export const kinematicsColumns = [
  'x',
  'y',
  'vx',
  'vy',
  'speed',
  'accel',
  'accel_along',
  'accel_across',
  'jerk',
  'curvature',
  'heading',
  'turn_rate',
] as const;
export type KinematicsColumn = (typeof kinematicsColumns)[number];

/** A channel's local polynomial at each frame: value, and derivatives per second. A column that is absent is not computed. */
export interface FitColumns {
  readonly value?: Column;
  readonly first?: Column;
  readonly second?: Column;
  readonly third?: Column;
}

/** Positions and velocities of one track in lengths of its own; `scale` of them make one common unit (1 for metres). */
export interface Mover {
  readonly x: Column;
  readonly y: Column;
  readonly vx: Column;
  readonly vy: Column;
  readonly scale: number;
}

/** What `pairMotion` gives; a column that is absent is not computed. */
export interface PairColumns {
  /** Distance in the mean of the two scales; missing where a position is, or beyond `radius`. */
  readonly distance?: Column;
  /** How fast the distance shrinks, per second; negative parts. At distance 0 minus the relative speed. */
  readonly approach_speed?: Column;
  /** Direction to b seen along a's velocity, in (-pi, pi], positive towards +y from +x; missing where a is still. */
  readonly bearing?: Column;
  /** Heading of b less that of a, in (-pi, pi]; missing where either is still. */
  readonly relative_heading?: Column;
  /** Distance of b from the line of a's motion, positive where the bearing is; missing where a is still. */
  readonly side?: Column;
  /** Seconds until both are `contact` apart if neither turns; 0 where they are; missing where they never will be. */
  readonly ttc?: Column;
}

export interface PairOptions {
  readonly radius: number;
  /** Lengths between two ground points that touch. */
  readonly contact: number;
  readonly stillSpeed: number;
}

/** Tracks of one window on one plane, track by track: rows `[rowStart[t], rowStart[t + 1])` are its frames from `firstFrame[t]`. */
export interface PlaneTracks {
  readonly x: Column;
  readonly y: Column;
  readonly vx: Column;
  readonly vy: Column;
  readonly rowStart: Int32Array;
  readonly firstFrame: Int32Array;
}

export interface NearOptions {
  /** In the plane's unit. */
  readonly radius: number;
  /** Where given, only frames in which the distance also shrinks faster than this (units per second) count. */
  readonly approachAbove?: number;
}

/** The points of consecutive frames: those of frame f are `[frameStart[f], frameStart[f + 1])`. */
export interface FramePoints {
  readonly x: Column;
  readonly y: Column;
  readonly vx: Column;
  readonly vy: Column;
  readonly frameStart: Int32Array;
}

/** Room for the pairs of `gridPairs`; columns of equal length. */
export interface PointPairs {
  /** Indices of the two points, `i < j`. */
  readonly i: Int32Array;
  readonly j: Int32Array;
  readonly distance: Column;
  /** Direction from i to j from the x axis, in (-pi, pi]. */
  readonly bearing: Column;
  readonly approach_speed: Column;
}

/** Closed polygons in one plane: the corners of polygon z are `[start[z], start[z + 1])`, at most 32 polygons. */
export interface Polygons {
  readonly x: Column;
  readonly y: Column;
  readonly start: Int32Array;
}

export interface ChangePointOptions {
  /** Cost that every change point must save; above 0. */
  readonly penalty: number;
  /** Fewest samples between two change points; at least 2. */
  readonly minLength: number;
}

/** An exact PELT search that takes its samples in any portions: the answer does not depend on how they are cut. */
export interface ChangePointSearch {
  /** The next samples of every channel, equally many, none missing. */
  push(channels: readonly Column[]): void;
  /** Samples at which a new segment begins, ascending, neither the first nor the end; the search is over. */
  finish(): Int32Array;
}

/** The number work of the pipeline. */
export interface Kernels {
  readonly name: string;
  /** Changes whenever any output bit may change. */
  readonly version: string;
  /**
   * Smoothed motion of one track: local cubic least-squares fit over real time (Savitzky and Golay, 1964, generalised to gaps
   * and irregular times), and what follows from it. Only the columns handed over are written, at `[0, to - from)`.
   */
  kinematics(
    x: Column,
    y: Column,
    times: FrameTimes,
    part: SlicePart,
    options: FitOptions,
    out: Readonly<Partial<Record<KinematicsColumn, Column>>>,
  ): void;
  /** The same fit of a single channel. */
  fit(
    values: Column,
    times: FrameTimes,
    part: SlicePart,
    options: Omit<FitOptions, 'stillSpeed'>,
    out: FitColumns,
  ): void;
  /** What two tracks are to each other, frame by frame; the columns of `a`, `b` and `out` are equally long. */
  pairMotion(a: Mover, b: Mover, options: PairOptions, out: PairColumns): void;
  /**
   * Maximal runs of frames in which two tracks are within the radius, as quadruples a, b, startFrame, endFrame (half-open) in
   * the order of a, b, startFrame, with `a < b`. A missing position is not near.
   */
  nearRuns(tracks: PlaneTracks, options: NearOptions): Int32Array;
  /** Pairs of points within `radius` in each frame, through a grid; answers how many there are, and writes as many as fit. */
  gridPairs(points: FramePoints, radius: number, out: PointPairs): number;
  /** Bit z of each entry: the point lies inside polygon z (even-odd rule, Shimrat, 1962); 0 where it is missing. */
  zoneMask(polygons: Polygons, x: Column, y: Column, out: Uint32Array): void;
  /** Shortest distance to the closed polygon's edge, negated inside. Corners are x, y, x, y ... */
  polygonDistance(outline: Column, x: Column, y: Column, out: Column): void;
  /** Shortest distance to the open polyline, positive on the left of the nearest segment (y counts upwards). */
  polylineSide(line: Column, x: Column, y: Column, out: Column): void;
  /** Changes of the mean of one or several channels (PELT, Killick et al., 2012, with L2 cost). */
  searchChangePoints(channels: number, options: ChangePointOptions): ChangePointSearch;
  /**
   * `values[start, end)` (fractions of frames allowed) in `out.length` equal steps: the mean of the known part of each step,
   * NaN where none is; `known`, where given, gets the known share of each step in [0, 1].
   */
  resample(values: Column, start: number, end: number, out: Column, known?: Column): void;
}

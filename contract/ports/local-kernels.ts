/** Numbers by position; a column of a file or of a computation. NaN is missing. */
export type Numbers = Float32Array | Float64Array;

/** What is fitted: one or more channels sampled at the same, strictly ascending times. */
export interface FitSamples {
  /** Whole microseconds. */
  readonly timeUs: Float64Array;
  /** One value per time and channel; a time at which any channel is NaN does not count as a sample. */
  readonly channels: readonly Numbers[];
}

export interface FitOptions {
  /** Samples in `[t - halfWindowUs, t + halfWindowUs]` take part. */
  readonly halfWindowUs: number;
  /** Fewer samples in the window make the answer missing; at least 3. */
  readonly minSamples: number;
  /** A time between two samples that lie further apart than this is missing. */
  readonly maxGapUs: number;
}

/** The local quadratic at each asked time: its value, and its first and second derivative per second. */
export interface LocalFit {
  readonly value: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Positions and velocities of one track, in lengths of its own; `scale` of them make one common unit (1 for metres). */
export interface Motion {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly vx: Float32Array;
  readonly vy: Float32Array;
  readonly scale: number;
}

export interface PairMotion {
  readonly distance: Float32Array;
  readonly approachSpeed: Float32Array;
}

/**
 * The number work of the pipeline: pure functions over typed arrays, the same bits for the same arguments on every machine.
 * Outlines are x, y, x, y ... in one plane with the points; y counts upwards where a side has a name.
 */
export interface LocalKernels {
  readonly name: string;
  /** Changes whenever any output bit may change. */
  readonly version: string;
  /**
   * Local quadratic least-squares fit over real time (Savitzky and Golay, 1964, generalised to irregular times), one answer
   * per channel. Each time's answer depends on the samples of its window alone, so slices with a halo give the same bits.
   */
  fitLocal(samples: FitSamples, atUs: Float64Array, options: FitOptions): readonly LocalFit[];
  /** Distance (in the mean of the two scales; missing beyond `radius`) and how fast it shrinks, index by index. */
  pairMotion(a: Motion, b: Motion, radius: number): PairMotion;
  /** 1 inside the closed polygon, 0 outside: even-odd rule (Shimrat, 1962). */
  insidePolygon(outline: Float64Array, x: Numbers, y: Numbers): Float32Array;
  /** Shortest distance to the closed polygon's edge, negated inside. */
  polygonDistance(outline: Float64Array, x: Numbers, y: Numbers): Float32Array;
  /** Shortest distance to the open polyline, positive on the left of the nearest segment, negative on its right. */
  polylineSide(line: Float64Array, x: Numbers, y: Numbers): Float32Array;
}

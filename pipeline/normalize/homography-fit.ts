import { problem, refuse, ok, type Result } from '#contract/errors';
import type { Homography } from '#contract/entities/zone';

/** A point of the picture (px) and where it lies on the ground (m). */
export interface GroundPoint {
  readonly xPx: number;
  readonly yPx: number;
  readonly xM: number;
  readonly yM: number;
}

export interface FittedHomography {
  /** Row-major, picture (px) to ground (m); the last entry is 1 where it can be. */
  readonly homography: Homography;
  /** How far each point lies off, in metres. */
  readonly errorsM: readonly number[];
}

type Matrix = readonly number[];
type Point = readonly [number, number];

const fewestPoints = 4;

/** Moves points to their middle and to a mean distance of √2 from it, as a matrix and its inverse. */
function normaliser(points: readonly Point[]): { readonly to: Matrix; readonly back: Matrix } {
  const n = points.length;
  const cx = points.reduce((sum, [x]) => sum + x, 0) / n;
  const cy = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x, y]) => sum + Math.hypot(x - cx, y - cy), 0) / n;
  const s = spread > 0 ? Math.SQRT2 / spread : 1;
  return { to: [s, 0, -s * cx, 0, s, -s * cy, 0, 0, 1], back: [1 / s, 0, cx, 0, 1 / s, cy, 0, 0, 1] };
}

function times(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 9 }, (_, at) => {
    const [row, column] = [Math.floor(at / 3), at % 3];
    return [0, 1, 2].reduce((sum, k) => sum + (a[3 * row + k] ?? 0) * (b[3 * k + column] ?? 0), 0);
  });
}

/** Where a homography sends a point. */
export function applyHomography(h: Homography, x: number, y: number): Point {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0, j = 1] = h;
  const w = g * x + i * y + j;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}

/** AᵀA of the equations that each pair of points sets (Hartley and Zisserman 2003, section 4.1). */
function normalEquations(from: readonly Point[], to: readonly Point[]): Float64Array {
  const ata = new Float64Array(81);
  const add = (row: readonly number[]): void => {
    for (const [i, a] of row.entries())
      for (const [j, b] of row.entries()) ata[9 * i + j] = (ata[9 * i + j] ?? 0) + a * b;
  };
  for (const [at, [x, y]] of from.entries()) {
    const [u, v] = to[at] ?? [0, 0];
    add([-x, -y, -1, 0, 0, 0, u * x, u * y, u]);
    add([0, 0, 0, -x, -y, -1, v * x, v * y, v]);
  }
  return ata;
}

const n = 9;

/** Turns rows and columns p and q of a symmetric matrix so that their shared entry vanishes; `vectors` turn along. */
function rotate(a: Float64Array, vectors: Float64Array, p: number, q: number): void {
  const shared = a[n * p + q] ?? 0;
  if (shared === 0) return;
  const theta = ((a[n * q + q] ?? 0) - (a[n * p + p] ?? 0)) / (2 * shared);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const turn = (of: Float64Array, i: number, j: number): void => {
    const [x, y] = [of[i] ?? 0, of[j] ?? 0];
    [of[i], of[j]] = [c * x - s * y, s * x + c * y];
  };
  for (let k = 0; k < n; k++) turn(a, n * k + p, n * k + q);
  for (let k = 0; k < n; k++) turn(a, n * p + k, n * q + k);
  for (let k = 0; k < n; k++) turn(vectors, n * k + p, n * k + q);
}

/** Eigenvalues of a symmetric 9x9 matrix, ascending, with their vectors, by Jacobi's rotations. */
function eigen(matrix: Float64Array): {
  readonly values: readonly number[];
  readonly least: readonly number[];
} {
  const a = matrix.slice();
  const vectors = new Float64Array(81);
  for (let k = 0; k < n; k++) vectors[n * k + k] = 1;
  for (let sweep = 0; sweep < 60; sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, p, q);
  const order = [...Array(n).keys()].sort((i, j) => (a[n * i + i] ?? 0) - (a[n * j + j] ?? 0));
  const [first = 0] = order;
  return {
    values: order.map((k) => a[n * k + k] ?? 0),
    least: Array.from({ length: n }, (_, k) => vectors[n * k + first] ?? 0),
  };
}

/** Below this share of the largest eigenvalue, a second solution fits as well: points lie on a line or coincide. */
const leastShare = 1e-9;

function scaled(h: Matrix): Homography {
  const last = h[8] ?? 0;
  const most = h.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const by = Math.abs(last) > most * 1e-12 ? last : most;
  return h.map((value) => value / by);
}

/** The homography that fits four or more points best, by the normalised direct linear transform; refuses points that do not determine one. */
export function fitHomography(points: readonly GroundPoint[]): Result<FittedHomography> {
  const place = { field: 'calibration', hint: 'Give four points or more of which no three lie on a line.' };
  if (points.length < fewestPoints)
    return refuse('bad_request', `A homography needs four points; there are ${points.length}.`, place);
  const from = points.map(({ xPx, yPx }): Point => [xPx, yPx]);
  const to = points.map(({ xM, yM }): Point => [xM, yM]);
  const [px, m] = [normaliser(from), normaliser(to)];
  const { values, least } = eigen(
    normalEquations(
      from.map(([x, y]) => applyHomography(px.to, x, y)),
      to.map(([x, y]) => applyHomography(m.to, x, y)),
    ),
  );
  if ((values[1] ?? 0) <= leastShare * (values[8] ?? 0))
    return {
      ok: false,
      error: problem('bad_request', 'The points do not determine how the picture lies on the ground.', place),
    };
  const homography = scaled(times(m.back, times(least, px.to)));
  const errorsM = points.map(({ xPx, yPx, xM, yM }) => {
    const [x, y] = applyHomography(homography, xPx, yPx);
    return Math.hypot(x - xM, y - yM);
  });
  return ok({ homography, errorsM });
}

/** The homography of a camera that looks straight down: so many metres in one px, origin in the picture's corner. */
export function scaleHomography(metresPerPx: number): Homography {
  return [metresPerPx, 0, 0, 0, metresPerPx, 0, 0, 0, 1];
}

import type { Numbers } from '#contract/ports/local-kernels';

type Measure = (outline: Float64Array, x: number, y: number) => number;

/** Applies a measure to every point; a point with a missing coordinate, or an outline too short, stays missing. */
function measureEach(
  outline: Float64Array,
  corners: number,
  points: readonly [Numbers, Numbers],
  measure: Measure,
): Float32Array {
  const [xs, ys] = points;
  const out = new Float32Array(Math.min(xs.length, ys.length)).fill(Number.NaN);
  if (outline.length < 2 * corners) return out;
  for (let i = 0; i < out.length; i += 1) {
    const x = xs[i] ?? Number.NaN;
    const y = ys[i] ?? Number.NaN;
    if (!Number.isNaN(x) && !Number.isNaN(y)) out[i] = measure(outline, x, y);
  }
  return out;
}

function coordinate(outline: Float64Array, index: number): number {
  return outline[index % outline.length] ?? Number.NaN;
}

function isInside(outline: Float64Array, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i < outline.length; i += 2) {
    const ay = coordinate(outline, i + 1);
    const by = coordinate(outline, i + 3);
    if (ay > y === by > y) continue;
    const ax = coordinate(outline, i);
    const bx = coordinate(outline, i + 2);
    if (x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

interface Nearest {
  readonly squared: number;
  /** Distance to the segment's endless line, positive on its left. */
  readonly across: number;
}

function nearestOnSegment(outline: Float64Array, from: number, x: number, y: number): Nearest {
  const ax = coordinate(outline, from);
  const ay = coordinate(outline, from + 1);
  const dx = coordinate(outline, from + 2) - ax;
  const dy = coordinate(outline, from + 3) - ay;
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length2;
  const part = Math.min(1, Math.max(0, along));
  const ex = x - (ax + part * dx);
  const ey = y - (ay + part * dy);
  const across = length2 === 0 ? 0 : (dx * (y - ay) - dy * (x - ax)) / Math.sqrt(length2);
  return { squared: ex * ex + ey * ey, across };
}

/** At a corner two segments are equally near; the one seen more squarely says the side. */
function nearer(a: Nearest, b: Nearest): Nearest {
  const same = Math.abs(a.squared - b.squared) <= 1e-12 * Math.max(a.squared, b.squared);
  if (same) return Math.abs(b.across) > Math.abs(a.across) ? b : a;
  return b.squared < a.squared ? b : a;
}

function nearestOf(outline: Float64Array, segments: number, x: number, y: number): Nearest {
  let best = nearestOnSegment(outline, 0, x, y);
  for (let s = 1; s < segments; s += 1) best = nearer(best, nearestOnSegment(outline, 2 * s, x, y));
  return best;
}

/** See `LocalKernels.insidePolygon`; an outline of fewer than 3 corners has no inside and gives missing. */
export function insidePolygon(outline: Float64Array, x: Numbers, y: Numbers): Float32Array {
  return measureEach(outline, 3, [x, y], (corners, px, py) => (isInside(corners, px, py) ? 1 : 0));
}

/** See `LocalKernels.polygonDistance`; an outline of fewer than 3 corners gives missing. */
export function polygonDistance(outline: Float64Array, x: Numbers, y: Numbers): Float32Array {
  return measureEach(outline, 3, [x, y], (corners, px, py) => {
    const apart = Math.sqrt(nearestOf(corners, corners.length / 2, px, py).squared);
    return isInside(corners, px, py) ? -apart : apart;
  });
}

/** See `LocalKernels.polylineSide`; a line of fewer than 2 points gives missing. */
export function polylineSide(line: Float64Array, x: Numbers, y: Numbers): Float32Array {
  return measureEach(line, 2, [x, y], (corners, px, py) => {
    const { squared, across } = nearestOf(corners, corners.length / 2 - 1, px, py);
    return across < 0 ? -Math.sqrt(squared) : Math.sqrt(squared);
  });
}

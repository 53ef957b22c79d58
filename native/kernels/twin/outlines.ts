import type { Column, Polygons } from '#contract/ports/kernels';
import { at, whole } from '../columns.ts';

/** One edge from a to b. */
interface Edge {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/** Edges between corners given as x, y, x, y ...; a closed outline also has one from its last corner to its first. */
function edgesOf(corners: Column, closed: boolean): readonly Edge[] {
  const count = Math.floor(corners.length / 2);
  return Array.from({ length: closed ? count : count - 1 }, (_, i) => {
    const next = (i + 1) % count;
    return {
      ax: at(corners, 2 * i),
      ay: at(corners, 2 * i + 1),
      bx: at(corners, 2 * next),
      by: at(corners, 2 * next + 1),
    };
  });
}

/** Even-odd rule (Shimrat, 1962): how many edges a ray to the right crosses. */
function isInside(edges: readonly Edge[], x: number, y: number): boolean {
  let inside = false;
  for (const { ax, ay, bx, by } of edges)
    if (ay > y !== by > y && x < ((bx - ax) / (by - ay)) * (y - ay) + ax) inside = !inside;
  return inside;
}

interface Nearest {
  readonly squared: number;
  /** Distance to the edge's endless line, positive on its left. */
  readonly across: number;
}

function nearestOnEdge({ ax, ay, bx, by }: Edge, x: number, y: number): Nearest {
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length2;
  const part = Math.min(1, Math.max(0, along));
  const ex = x - (ax + part * dx);
  const ey = y - (ay + part * dy);
  const across = length2 === 0 ? 0 : (dx * (y - ay) - dy * (x - ax)) / Math.sqrt(length2);
  return { squared: ex * ex + ey * ey, across };
}

/** At a corner two edges are equally near; the one seen more squarely says the side. */
function nearer(a: Nearest, b: Nearest): Nearest {
  const same = Math.abs(a.squared - b.squared) <= 1e-12 * Math.max(a.squared, b.squared);
  if (same) return Math.abs(b.across) > Math.abs(a.across) ? b : a;
  return b.squared < a.squared ? b : a;
}

function nearestOf(edges: readonly Edge[], x: number, y: number): Nearest {
  const [first, ...others] = edges.map((edge) => nearestOnEdge(edge, x, y));
  return others.reduce(nearer, first ?? { squared: Number.NaN, across: Number.NaN });
}

/** Applies a measure to every point; a point with a missing coordinate, or an outline without enough edges, stays missing. */
function measureEach(
  edges: readonly Edge[],
  fewest: number,
  points: readonly [Column, Column],
  out: Column,
  measure: (x: number, y: number) => number,
): void {
  const [xs, ys] = points;
  for (let i = 0; i < xs.length; i += 1) {
    const x = at(xs, i);
    const y = at(ys, i);
    const known = edges.length >= fewest && !Number.isNaN(x) && !Number.isNaN(y);
    out[i] = known ? measure(x, y) : Number.NaN;
  }
}

/** See `Kernels.polygonDistance`; an outline of fewer than 3 corners gives missing. */
export function polygonDistance(outline: Column, x: Column, y: Column, out: Column): void {
  const edges = edgesOf(outline, true);
  measureEach(edges, 3, [x, y], out, (px, py) => {
    const apart = Math.sqrt(nearestOf(edges, px, py).squared);
    return isInside(edges, px, py) ? -apart : apart;
  });
}

/** See `Kernels.polylineSide`; a line of fewer than 2 points gives missing. */
export function polylineSide(line: Column, x: Column, y: Column, out: Column): void {
  const edges = edgesOf(line, false);
  measureEach(edges, 1, [x, y], out, (px, py) => {
    const { squared, across } = nearestOf(edges, px, py);
    return across < 0 ? -Math.sqrt(squared) : Math.sqrt(squared);
  });
}

/** See `Kernels.zoneMask`; a polygon of fewer than 3 corners contains nothing. */
export function zoneMask(polygons: Polygons, x: Column, y: Column, out: Uint32Array): void {
  const zones = Array.from({ length: polygons.start.length - 1 }, (_, zone) => {
    const corners: number[] = [];
    for (let c = whole(polygons.start, zone); c < whole(polygons.start, zone + 1); c += 1)
      corners.push(at(polygons.x, c), at(polygons.y, c));
    return corners.length < 6 ? [] : edgesOf(Float32Array.from(corners), true);
  });
  for (let i = 0; i < x.length; i += 1) {
    const px = at(x, i);
    const py = at(y, i);
    let mask = 0;
    zones.forEach((edges, zone) => {
      if (!Number.isNaN(px) && isInside(edges, px, py)) mask |= 1 << zone;
    });
    out[i] = mask;
  }
}

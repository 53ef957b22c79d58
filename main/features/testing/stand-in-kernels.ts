import type {
  ChangePointOptions,
  ChangePointSearch,
  Column,
  FitOptions,
  FramePoints,
  FrameTimes,
  Kernels,
  Mover,
  PairColumns,
  PairOptions,
  PointPairs,
  Polygons,
  SlicePart,
} from '#contract/ports/kernels';
import { problem, raise } from '#contract/errors';
import { fitLocal } from '#native/kernels/local-fit';
import { insidePolygon, polygonDistance, polylineSide } from '#native/kernels/outlines';

function fits(
  channels: readonly Column[],
  times: FrameTimes,
  part: SlicePart,
  options: Omit<FitOptions, 'stillSpeed'>,
) {
  return fitLocal({ timeUs: times.timeUs, channels }, times.timeUs.subarray(part.from, part.to), options);
}

function put(out: Column | undefined, i: number, value: number): void {
  if (out !== undefined) out[i] = value;
}

function angleBetween(ax: number, ay: number, bx: number, by: number): number {
  return Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
}

function ttcOf(dx: number, dy: number, ux: number, uy: number, contact: number): number {
  const c = dx * dx + dy * dy - contact * contact;
  if (c <= 0) return 0;
  const b = dx * ux + dy * uy;
  const a = ux * ux + uy * uy;
  const disc = b * b - a * c;
  return b >= 0 || disc < 0 ? Number.NaN : (-b - Math.sqrt(disc)) / a;
}

function pairAt(a: Mover, b: Mover, i: number, o: PairOptions, out: PairColumns): void {
  const unit = (a.scale + b.scale) / 2;
  const of = (m: Mover, c: 'x' | 'y' | 'vx' | 'vy') => ((m[c][i] ?? Number.NaN) * m.scale) / unit;
  const dx = of(b, 'x') - of(a, 'x');
  const dy = of(b, 'y') - of(a, 'y');
  const distance = Math.sqrt(dx * dx + dy * dy);
  if (!(distance <= o.radius)) return;
  const [avx, avy, bvx, bvy] = [of(a, 'vx'), of(a, 'vy'), of(b, 'vx'), of(b, 'vy')];
  const ux = bvx - avx;
  const uy = bvy - avy;
  put(out.distance, i, distance);
  put(
    out.approach_speed,
    i,
    distance === 0 ? -Math.sqrt(ux * ux + uy * uy) : -(dx * ux + dy * uy) / distance,
  );
  put(out.ttc, i, ttcOf(dx, dy, ux, uy, o.contact));
  const sa = Math.sqrt(avx * avx + avy * avy);
  const sb = Math.sqrt(bvx * bvx + bvy * bvy);
  if (sa < o.stillSpeed) return;
  put(out.bearing, i, angleBetween(avx, avy, dx, dy));
  put(out.side, i, (avx * dy - avy * dx) / sa);
  if (sb >= o.stillSpeed) put(out.relative_heading, i, angleBetween(avx, avy, bvx, bvy));
}

type Motion = Pick<Kernels, 'kinematics' | 'fit' | 'pairMotion'>;

const motion: Motion = {
  kinematics(x, y, times, part, options, out) {
    const [fx, fy] = fits([x, y], times, part, options);
    for (let i = 0; i < part.to - part.from; i += 1) {
      const get = (c: Float64Array | undefined) => c?.[i] ?? Number.NaN;
      const [vx, vy, ax, ay] = [get(fx?.first), get(fy?.first), get(fx?.second), get(fy?.second)];
      const speed = Math.sqrt(vx * vx + vy * vy);
      put(out.x, i, get(fx?.value));
      put(out.y, i, get(fy?.value));
      put(out.vx, i, vx);
      put(out.vy, i, vy);
      put(out.speed, i, speed);
      put(out.accel, i, Math.sqrt(ax * ax + ay * ay));
      if (!(speed >= options.stillSpeed)) continue;
      put(out.accel_along, i, (ax * vx + ay * vy) / speed);
      put(out.accel_across, i, (vx * ay - vy * ax) / speed);
      put(out.curvature, i, (vx * ay - vy * ax) / speed ** 3);
      put(out.heading, i, Math.atan2(vy, vx));
      put(out.turn_rate, i, (vx * ay - vy * ax) / speed ** 2);
    }
  },
  fit(values, times, part, options, out) {
    const [f] = fits([values], times, part, options);
    if (f === undefined) return;
    out.value?.set(f.value);
    out.first?.set(f.first);
    out.second?.set(f.second);
  },
  pairMotion(a, b, options, out) {
    for (let i = 0; i < a.x.length; i += 1) pairAt(a, b, i, options, out);
  },
};

function addPairs(
  points: FramePoints,
  [from, to]: readonly [number, number],
  radius: number,
  out: PointPairs,
  count: number,
): number {
  let found = count;
  for (let i = from; i < to; i += 1)
    for (let j = i + 1; j < to; j += 1) {
      const dx = (points.x[j] ?? 0) - (points.x[i] ?? 0);
      const dy = (points.y[j] ?? 0) - (points.y[i] ?? 0);
      if (Math.sqrt(dx * dx + dy * dy) > radius) continue;
      out.i[found] = i;
      out.j[found] = j;
      found += 1;
    }
  return found;
}

function gridPairs(points: FramePoints, radius: number, out: PointPairs): number {
  let count = 0;
  for (let f = 0; f + 1 < points.frameStart.length; f += 1)
    count = addPairs(points, [points.frameStart[f] ?? 0, points.frameStart[f + 1] ?? 0], radius, out, count);
  return count;
}

/** Best cut of every prefix, by comparing all of them. */
function bestCuts(
  cost: (from: number, to: number) => number,
  length: number,
  { penalty, minLength }: ChangePointOptions,
) {
  const best = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY);
  const cut = new Int32Array(length + 1);
  best[0] = -penalty;
  for (let to = minLength; to <= length; to += 1)
    for (let from = 0; from <= to - minLength; from += 1) {
      const total = (best[from] ?? 0) + cost(from, to) + penalty;
      if (total >= (best[to] ?? 0)) continue;
      best[to] = total;
      cut[to] = from;
    }
  return cut;
}

function searchChangePoints(channels: number, options: ChangePointOptions): ChangePointSearch {
  const values: number[][] = Array.from({ length: channels }, () => []);
  return {
    push: (columns) => {
      for (const [c, column] of columns.entries()) values[c]?.push(...column);
    },
    finish: () => {
      const sums = values.map((list) =>
        list.reduce<number[]>((all, v) => [...all, (all.at(-1) ?? 0) + v], [0]),
      );
      const squares = values.map((list) =>
        list.reduce<number[]>((all, v) => [...all, (all.at(-1) ?? 0) + v * v], [0]),
      );
      const over = (all: readonly number[], from: number, to: number) => (all[to] ?? 0) - (all[from] ?? 0);
      const cost = (from: number, to: number) =>
        sums.reduce(
          (sum, all, c) => sum + over(squares[c] ?? [], from, to) - over(all, from, to) ** 2 / (to - from),
          0,
        );
      const length = values[0]?.length ?? 0;
      const cut = bestCuts(cost, length, options);
      const found: number[] = [];
      for (let at = cut[length] ?? 0; at > 0; at = cut[at] ?? 0) found.unshift(at);
      return Int32Array.from(found);
    },
  };
}

function zoneMask({ x: px, y: py }: Polygons, x: Column, y: Column, out: Uint32Array): void {
  const outline = Float64Array.from([...px].flatMap((corner, i) => [corner, py[i] ?? 0]));
  const inside = insidePolygon(outline, x, y);
  for (let i = 0; i < out.length; i += 1) out[i] = inside[i] === 1 ? 1 : 0;
}

const absent = (): never => raise(problem('internal', 'The stand-in kernels have no such thing.'));

/** Plain kernels by their definition, for tests that need the pipeline and no speed. */
export function standInKernels(): Kernels {
  return {
    name: 'stand-in',
    version: '0',
    ...motion,
    gridPairs,
    zoneMask,
    searchChangePoints,
    polygonDistance: (outline, x, y, out) => out.set(polygonDistance(Float64Array.from(outline), x, y)),
    polylineSide: (line, x, y, out) => out.set(polylineSide(Float64Array.from(line), x, y)),
    nearRuns: absent,
    resample: absent,
  };
}

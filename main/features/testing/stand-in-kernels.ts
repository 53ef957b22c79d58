import type {
  Column,
  FitOptions,
  FrameTimes,
  Kernels,
  Mover,
  PairColumns,
  PairOptions,
  SlicePart,
} from '#contract/ports/kernels';
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

export function standInKernels(): Kernels {
  const raise = (): never => {
    throw new RangeError('not here');
  };
  return {
    name: 'stand-in',
    version: '0',
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
    nearRuns: raise,
    gridPairs(points, radius, out) {
      let count = 0;
      for (let f = 0; f + 1 < points.frameStart.length; f += 1)
        for (let i = points.frameStart[f] ?? 0; i < (points.frameStart[f + 1] ?? 0); i += 1)
          for (let j = i + 1; j < (points.frameStart[f + 1] ?? 0); j += 1) {
            const dx = (points.x[j] ?? 0) - (points.x[i] ?? 0);
            const dy = (points.y[j] ?? 0) - (points.y[i] ?? 0);
            const distance = Math.sqrt(dx * dx + dy * dy);
            if (distance > radius) continue;
            out.i[count] = i;
            out.j[count] = j;
            count += 1;
          }
      return count;
    },
    zoneMask(polygons, x, y, out) {
      const outline = Float64Array.from([...polygons.x].flatMap((px, i) => [px, polygons.y[i] ?? 0]));
      const inside = insidePolygon(outline, x, y);
      for (let i = 0; i < out.length; i += 1) out[i] = inside[i] === 1 ? 1 : 0;
    },
    polygonDistance: (outline, x, y, out) => out.set(polygonDistance(Float64Array.from(outline), x, y)),
    polylineSide: (line, x, y, out) => out.set(polylineSide(Float64Array.from(line), x, y)),
    searchChangePoints: raise,
    resample: raise,
  };
}

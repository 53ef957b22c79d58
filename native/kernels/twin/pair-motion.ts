import type { Mover, PairColumns, PairOptions } from '#contract/ports/kernels';
import { at, put } from '../columns.ts';

/** One mover at one frame, in the pair's common unit. */
interface Moving {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  /** In its own lengths per second, as its heading is judged. */
  readonly ownSpeed: number;
}

type Pair = Readonly<Record<keyof PairColumns, number>>;

const nothing: Pair = {
  distance: Number.NaN,
  approach_speed: Number.NaN,
  bearing: Number.NaN,
  relative_heading: Number.NaN,
  side: Number.NaN,
  ttc: Number.NaN,
};

function movingAt(mover: Mover, frame: number, unit: number): Moving {
  const share = mover.scale / unit;
  const vx = at(mover.vx, frame);
  const vy = at(mover.vy, frame);
  return {
    x: at(mover.x, frame) * share,
    y: at(mover.y, frame) * share,
    vx: vx * share,
    vy: vy * share,
    ownSpeed: Math.sqrt(vx * vx + vy * vy),
  };
}

/** Angle of a vector in (-pi, pi]; `Math.atan2` gives -pi on the negative axis below a negative zero. */
export function angle(y: number, x: number): number {
  return Math.atan2(y === 0 ? 0 : y, x);
}

/** Least t from 0 on with `|d + v t| = contact`. The discriminant is written by the cross product, which loses nothing to a near miss. */
function timeToContact(dx: number, dy: number, dvx: number, dvy: number, contact: number): number {
  const outside = dx * dx + dy * dy - contact * contact;
  const along = dx * dvx + dy * dvy;
  const cross = dx * dvy - dy * dvx;
  const under = (dvx * dvx + dvy * dvy) * contact * contact - cross * cross;
  if (Number.isNaN(along)) return Number.NaN;
  if (outside <= 0) return 0;
  return along < 0 && under >= 0 ? outside / (Math.sqrt(under) - along) : Number.NaN;
}

function pairAt(a: Moving, b: Moving, options: PairOptions): Pair {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const distance = Math.sqrt(dx * dx + dy * dy);
  if (!(distance <= options.radius)) return nothing;
  const dvx = b.vx - a.vx;
  const dvy = b.vy - a.vy;
  const aMoves = a.ownSpeed >= options.stillSpeed && a.ownSpeed > 0;
  const bMoves = b.ownSpeed >= options.stillSpeed && b.ownSpeed > 0;
  const cross = a.vx * dy - a.vy * dx;
  const turned = angle(a.vx * b.vy - a.vy * b.vx, a.vx * b.vx + a.vy * b.vy);
  return {
    distance,
    approach_speed:
      distance === 0 ? 0 - Math.sqrt(dvx * dvx + dvy * dvy) : (0 - (dx * dvx + dy * dvy)) / distance,
    bearing: aMoves && distance > 0 ? angle(cross, a.vx * dx + a.vy * dy) : Number.NaN,
    relative_heading: aMoves && bMoves ? turned : Number.NaN,
    side: aMoves ? cross / Math.sqrt(a.vx * a.vx + a.vy * a.vy) : Number.NaN,
    ttc: timeToContact(dx, dy, dvx, dvy, options.contact),
  };
}

/** See `Kernels.pairMotion`. */
export function pairMotion(a: Mover, b: Mover, options: PairOptions, out: PairColumns): void {
  const unit = (a.scale + b.scale) / 2;
  for (let frame = 0; frame < a.x.length; frame += 1) {
    const pair = pairAt(movingAt(a, frame, unit), movingAt(b, frame, unit), options);
    put(out.distance, frame, pair.distance);
    put(out.approach_speed, frame, pair.approach_speed);
    put(out.bearing, frame, pair.bearing);
    put(out.relative_heading, frame, pair.relative_heading);
    put(out.side, frame, pair.side);
    put(out.ttc, frame, pair.ttc);
  }
}

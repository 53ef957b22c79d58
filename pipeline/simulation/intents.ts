import type { Point } from './layout.ts';
import { distanceBetween, type Intent, speedOf, type Walker } from './world.ts';

const brakingMps2 = 0.8;
const arrivedM = 0.1;

/** Keeps to the place where the present stage began, looking towards `facing`. */
export function stay(walker: Walker, facing?: Point): Intent {
  return { vx: (walker.anchor.x - walker.x) * 0.8, vy: (walker.anchor.y - walker.y) * 0.8, facing };
}

/** Heads for a place; with `rest` slows down so that it comes to a stop there. */
export function headFor(walker: Walker, to: Point, paceMps: number, rest: boolean): Intent {
  const distanceM = distanceBetween(walker, to);
  if (distanceM < 1e-6) return { vx: 0, vy: 0, facing: undefined };
  const speedMps = rest
    ? Math.min(paceMps, Math.sqrt(2 * brakingMps2 * distanceM), distanceM * 2.2)
    : paceMps;
  const scale = speedMps / distanceM;
  return { vx: (to.x - walker.x) * scale, vy: (to.y - walker.y) * scale, facing: undefined };
}

/** Whether the walker has come to rest at a place, or close to it where others stand in the way. */
export function hasArrived(walker: Walker, to: Point): boolean {
  const distanceM = distanceBetween(walker, to);
  return (distanceM < arrivedM && speedOf(walker) < 0.15) || (distanceM < 0.5 && speedOf(walker) < 0.06);
}

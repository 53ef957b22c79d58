import {
  type Column,
  type FitOptions,
  type FrameTimes,
  type KinematicsColumn,
  type SlicePart,
  kinematicsColumns,
} from '#contract/ports/kernels';
import { put } from '../columns.ts';
import { eachFit } from './local-fit.ts';
import type { Derivatives } from './local-polynomial.ts';

type Motion = Readonly<Record<KinematicsColumn, number>>;

const missing = Object.fromEntries(kinematicsColumns.map((name) => [name, Number.NaN]));

/** What follows from position and derivatives along the two axes; whatever is divided by a still speed is missing. */
function motionOf(x: Derivatives, y: Derivatives, stillSpeed: number): Motion {
  const [, vx, ax, jx] = x;
  const [, vy, ay, jy] = y;
  const speed = Math.sqrt(vx * vx + vy * vy);
  const moving = speed >= stillSpeed && speed > 0;
  const ifMoving = (value: number) => (moving ? value : Number.NaN);
  const turn = vx * ay - vy * ax;
  return {
    x: x[0],
    y: y[0],
    vx,
    vy,
    speed,
    accel: Math.sqrt(ax * ax + ay * ay),
    accel_along: ifMoving((ax * vx + ay * vy) / speed),
    accel_across: ifMoving(turn / speed),
    jerk: Math.sqrt(jx * jx + jy * jy),
    curvature: ifMoving(turn / speed ** 3),
    heading: ifMoving(Math.atan2(vy, vx)),
    turn_rate: ifMoving(turn / speed ** 2),
  };
}

/** See `Kernels.kinematics`. */
export function kinematics(
  x: Column,
  y: Column,
  times: FrameTimes,
  part: SlicePart,
  options: FitOptions,
  out: Readonly<Partial<Record<KinematicsColumn, Column>>>,
): void {
  eachFit({ channels: [x, y], times, options }, part, (index, fits) => {
    const [fx, fy] = fits ?? [];
    const motion = fx && fy ? motionOf(fx, fy, options.stillSpeed) : missing;
    for (const name of kinematicsColumns) put(out[name], index, motion[name] ?? Number.NaN);
  });
}

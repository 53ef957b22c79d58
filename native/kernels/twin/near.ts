import type { FramePoints, NearOptions, PlaneTracks, PointPairs } from '#contract/ports/kernels';
import { at, whole } from '../columns.ts';
import { angle } from './pair-motion.ts';

type Points = Pick<FramePoints, 'x' | 'y' | 'vx' | 'vy'>;

interface Apart {
  readonly distance: number;
  readonly bearing: number;
  readonly approachSpeed: number;
}

/** How point `j` lies from point `i`. */
function apart(points: Points, i: number, j: number): Apart {
  const dx = at(points.x, j) - at(points.x, i);
  const dy = at(points.y, j) - at(points.y, i);
  const dvx = at(points.vx, j) - at(points.vx, i);
  const dvy = at(points.vy, j) - at(points.vy, i);
  const distance = Math.sqrt(dx * dx + dy * dy);
  return {
    distance,
    bearing: angle(dy, dx),
    approachSpeed:
      distance === 0 ? 0 - Math.sqrt(dvx * dvx + dvy * dvy) : (0 - (dx * dvx + dy * dvy)) / distance,
  };
}

function isNear(points: Points, i: number, j: number, options: NearOptions): boolean {
  const { distance, approachSpeed } = apart(points, i, j);
  return (
    distance <= options.radius &&
    (options.approachAbove === undefined || approachSpeed > options.approachAbove)
  );
}

/** Appends the runs of one pair. */
function runsOfPair(tracks: PlaneTracks, a: number, b: number, options: NearOptions, runs: number[]): void {
  const { rowStart, firstFrame } = tracks;
  const shiftA = whole(rowStart, a) - whole(firstFrame, a);
  const shiftB = whole(rowStart, b) - whole(firstFrame, b);
  const from = Math.max(whole(firstFrame, a), whole(firstFrame, b));
  const to = Math.min(whole(rowStart, a + 1) - shiftA, whole(rowStart, b + 1) - shiftB);
  let open: number | undefined;
  for (let frame = from; frame < to; frame += 1) {
    const near = isNear(tracks, frame + shiftA, frame + shiftB, options);
    if (near) open ??= frame;
    else if (open !== undefined) {
      runs.push(a, b, open, frame);
      open = undefined;
    }
  }
  if (open !== undefined) runs.push(a, b, open, to);
}

/** See `Kernels.nearRuns`. */
export function nearRuns(tracks: PlaneTracks, options: NearOptions): Int32Array {
  const runs: number[] = [];
  const count = tracks.firstFrame.length;
  for (let a = 0; a < count; a += 1)
    for (let b = a + 1; b < count; b += 1) runsOfPair(tracks, a, b, options, runs);
  return Int32Array.from(runs);
}

/** See `Kernels.gridPairs`; every pair of a frame is tried, in the order of i, j. */
export function gridPairs(points: FramePoints, radius: number, out: PointPairs): number {
  const { frameStart } = points;
  let count = 0;
  for (let frame = 0; frame + 1 < frameStart.length; frame += 1) {
    const end = whole(frameStart, frame + 1);
    for (let i = whole(frameStart, frame); i < end; i += 1)
      for (let j = i + 1; j < end; j += 1) {
        const pair = apart(points, i, j);
        if (!(pair.distance <= radius)) continue;
        if (count < out.i.length) {
          out.i[count] = i;
          out.j[count] = j;
          out.distance[count] = pair.distance;
          out.bearing[count] = pair.bearing;
          out.approach_speed[count] = pair.approachSpeed;
        }
        count += 1;
      }
  }
  return count;
}

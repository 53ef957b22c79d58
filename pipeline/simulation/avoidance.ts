import { distanceBetween, speedOf, type Walker, type World } from './world.ts';

/** Two on a collision course would come closer than this. */
const tooCloseM = 0.64;
/** Who turns aside passes at this distance. */
const berthM = 1;
/** Someone this far from the closest approach is no longer being avoided. */
const farS = 3.4;

interface Closest {
  /** Seconds until the two are closest at their present velocities; negative when they part. */
  readonly inS: number;
  readonly distanceM: number;
  /** Which side of the walker's path the other then is on: positive is left. */
  readonly leftM: number;
}

/** Closest approach of two walkers at constant velocities. */
function closestApproach(walker: Walker, other: Walker): Closest {
  const [dx, dy] = [other.x - walker.x, other.y - walker.y];
  const [dvx, dvy] = [other.vx - walker.vx, other.vy - walker.vy];
  const squared = dvx * dvx + dvy * dvy;
  if (squared < 0.04) return { inS: -1, distanceM: Math.sqrt(dx * dx + dy * dy), leftM: 0 };
  const inS = -(dx * dvx + dy * dvy) / squared;
  const [cx, cy] = [dx + dvx * inS, dy + dvy * inS];
  const speedMps = Math.max(0.1, speedOf(walker));
  return {
    inS,
    distanceM: Math.sqrt(cx * cx + cy * cy),
    leftM: (walker.vx * cy - walker.vy * cx) / speedMps,
  };
}

export function stepOf(walker: Walker): string | undefined {
  return walker.part.steps[walker.stepIndex]?.kind;
}

/** Walkers that belong together do not get out of each other's way. */
export function belongTogether(a: Walker, b: Walker): boolean {
  const ties = (from: Walker, to: Walker): boolean =>
    from.part.steps.slice(from.stepIndex).some((step) => {
      if (step.kind === 'talk' || step.kind === 'beside') return step.partner === to.index;
      return step.kind === 'follow' && step.leader === to.index;
    });
  return ties(a, b) || ties(b, a);
}

function isFreeToTurn(walker: Walker): boolean {
  const kind = stepOf(walker);
  if (kind === 'beside' || kind === 'follow') return false;
  return walker.stage === 'moving' || walker.stage === 'crossing';
}

/** Of two who meet head on, who gives way: riders to walkers, else the higher index, if free to. */
function givesWay(walker: Walker, other: Walker): boolean {
  if (!isFreeToTurn(other) || speedOf(other) < 0.3) return true;
  const [rides, otherRides] = [walker.part.className === 'cyclist', other.part.className === 'cyclist'];
  return rides === otherRides ? walker.index > other.index : rides;
}

function isAhead(walker: Walker, other: Walker): boolean {
  return (other.x - walker.x) * walker.vx + (other.y - walker.y) * walker.vy > 0;
}

/** Away from the side on which the other will pass, but never from the pavement towards the road. */
function sideFor(world: World, walker: Walker, leftM: number): 1 | -1 {
  const { road } = world.layout;
  const roadward = walker.y < road.y0 ? 1 : -1;
  const gapM = walker.y < road.y0 ? road.y0 - walker.y : walker.y - road.y1;
  if (gapM > 0 && gapM < 1.4 && Math.abs(walker.vx) > Math.abs(walker.vy))
    return walker.vx * roadward > 0 ? -1 : 1;
  return leftM > 0.05 ? -1 : 1;
}

/** When the two would collide, if the walker has to give way and it is soon enough to matter; else undefined. */
function conflictWith(walker: Walker, other: Walker, withinS: number): Closest | undefined {
  if (other === walker || other.present !== 'here' || belongTogether(walker, other)) return undefined;
  if (distanceBetween(walker, other) > 10 || !isAhead(walker, other) || !givesWay(walker, other))
    return undefined;
  const closest = closestApproach(walker, other);
  const isSoon = closest.inS >= 0.3 && closest.inS <= withinS && closest.distanceM <= tooCloseM;
  return isSoon ? closest : undefined;
}

/** Turns to the soonest conflict with someone to whom the walker gives way. */
function noticeConflict(world: World, walker: Walker): void {
  const horizonS = walker.part.className === 'cyclist' ? 2.4 : 2.6;
  const kept = walker.avoidance === undefined ? undefined : world.walkers[walker.avoidance.other];
  const keptS = kept === undefined ? -1 : closestApproach(walker, kept).inS - 0.4;
  let soonestS = keptS > 0 ? keptS : horizonS;
  for (const other of world.walkers) {
    const conflict = other === kept ? undefined : conflictWith(walker, other, soonestS);
    if (conflict === undefined) continue;
    walker.avoidance = { other: other.index, side: sideFor(world, walker, conflict.leftM) };
    soonestS = conflict.inS;
  }
}

/** Whom the walker is still getting out of the way of; undefined once they are passed, gone or far. */
function avoided(world: World, walker: Walker): Walker | undefined {
  const other = walker.avoidance === undefined ? undefined : world.walkers[walker.avoidance.other];
  if (other === undefined || other.present !== 'here') return undefined;
  if (!isFreeToTurn(walker) || !isAhead(walker, other)) return undefined;
  const { inS } = closestApproach(walker, other);
  return inS > 0 && inS <= farS ? other : undefined;
}

/** Starts, keeps or ends getting out of someone's way; returns the sideways speed wanted in m/s, left positive. */
export function avoid(world: World, walker: Walker): number {
  if (isFreeToTurn(walker) && speedOf(walker) > 0.5) noticeConflict(world, walker);
  const other = avoided(world, walker);
  if (other === undefined || walker.avoidance === undefined) {
    walker.avoidance = undefined;
    return 0;
  }
  world.log.active('avoids', [walker.part.trackId], [other.part.trackId]);
  const { side } = walker.avoidance;
  const { inS, leftM } = closestApproach(walker, other);
  const wantedMps = (berthM + leftM * side) / Math.max(0.5, inS);
  const mostMps = walker.part.className === 'cyclist' ? 1.3 : 0.75;
  return side * Math.min(mostMps, Math.max(0, wantedMps));
}

import { avoid, belongTogether, stepOf } from './avoidance.ts';
import { distanceBetween, type Intent, speedOf, type Walker, type World } from './world.ts';

const relaxS = 0.42;
const turnRadPerS = 3.6;
/** Bodies of two walkers never come closer, centre to centre. */
export const bodyM = 0.46;

interface Push {
  x: number;
  y: number;
}

function pushFrom(
  push: Push,
  walker: Walker,
  at: { readonly x: number; readonly y: number },
  reachM: number,
  mps2: number,
): void {
  const [dx, dy] = [walker.x - at.x, walker.y - at.y];
  const distanceM = Math.sqrt(dx * dx + dy * dy);
  if (distanceM >= reachM || distanceM < 1e-6) return;
  const strength = (mps2 * (1 - distanceM / reachM)) / distanceM;
  push.x += dx * strength;
  push.y += dy * strength;
}

/** Repulsion from bodies and things nearby (after the social force model of Helbing and Molnar, 1995), in m/s^2. */
function repulsion(world: World, walker: Walker): Push {
  const push = { x: 0, y: 0 };
  for (const other of world.walkers)
    if (other !== walker && other.present === 'here')
      pushFrom(push, walker, other, belongTogether(walker, other) ? 0.62 : 1.1, 5);
  for (const thing of world.layout.obstacles) pushFrom(push, walker, thing, thing.radiusM + 0.7, 4.5);
  push.y += kerbPush(world, walker);
  return push;
}

/** Keeps those who do not cross on the pavement: a push off the last 40 cm before the road, in m/s^2. */
function kerbPush(world: World, walker: Walker): number {
  if (mayStepOff(walker)) return 0;
  const { road } = world.layout;
  const isNear = walker.y < (road.y0 + road.y1) / 2;
  const clearM = walker.stage === 'stepping' || walker.stage === 'retreating' ? -0.2 : 0.4;
  const overM = clearM + (isNear ? walker.y - road.y0 : road.y1 - walker.y);
  return (isNear ? -1 : 1) * Math.min(4, Math.max(0, overM * 10));
}

function mayStepOff(walker: Walker): boolean {
  const kind = stepOf(walker);
  return kind === 'beside' || kind === 'follow' || (kind === 'cross' && walker.stage === 'crossing');
}

function limits(walker: Walker): { readonly accelMps2: number; readonly mostMps: number } {
  if (walker.part.className === 'cyclist') return { accelMps2: 2.2, mostMps: 5.2 };
  const step = walker.part.steps[walker.stepIndex];
  const running = step?.kind === 'go' && step.running;
  return running ? { accelMps2: 2.6, mostMps: 4 } : { accelMps2: 1.9, mostMps: 4 };
}

function turnTowards(walker: Walker, targetRad: number, dtS: number): void {
  const raw = targetRad - walker.headingRad;
  const away = raw - 2 * Math.PI * Math.floor((raw + Math.PI) / (2 * Math.PI));
  const most = turnRadPerS * dtS;
  walker.headingRad += Math.min(most, Math.max(-most, away * 0.18));
}

function turnHead(walker: Walker, intent: Intent, dtS: number): void {
  if (speedOf(walker) > 0.3 && intent.facing === undefined)
    turnTowards(walker, Math.atan2(walker.vy, walker.vx), dtS);
  else if (intent.facing !== undefined && distanceBetween(walker, intent.facing) > 0.05)
    turnTowards(walker, Math.atan2(intent.facing.y - walker.y, intent.facing.x - walker.x), dtS);
}

function shortened(x: number, y: number, most: number): Push {
  const size = Math.sqrt(x * x + y * y);
  return size > most ? { x: (x * most) / size, y: (y * most) / size } : { x, y };
}

/** Moves a walker by one tick: towards what its script wants, around others and things, with bounded acceleration. */
export function walkOn(world: World, walker: Walker, intent: Intent): void {
  const { dtS } = world;
  const sideMps = avoid(world, walker);
  const speedMps = Math.max(0.2, Math.sqrt(intent.vx ** 2 + intent.vy ** 2));
  const wantedX = intent.vx - (intent.vy / speedMps) * sideMps;
  const wantedY = intent.vy + (intent.vx / speedMps) * sideMps;
  const push = repulsion(world, walker);
  const { accelMps2, mostMps } = limits(walker);
  const own = shortened((wantedX - walker.vx) / relaxS, (wantedY - walker.vy) / relaxS, accelMps2);
  const all = shortened(own.x + push.x, own.y + push.y, accelMps2 + 1.2);
  walker.ax += (all.x - walker.ax) * 0.35;
  walker.ay += (all.y - walker.ay) * 0.35;
  walker.vx += walker.ax * dtS;
  walker.vy += walker.ay * dtS;
  const now = speedOf(walker);
  if (now > mostMps) [walker.vx, walker.vy] = [(walker.vx * mostMps) / now, (walker.vy * mostMps) / now];
  walker.x += walker.vx * dtS;
  walker.y += walker.vy * dtS;
  turnHead(walker, intent, dtS);
  const strideM = walker.part.className === 'cyclist' ? 2 * Math.PI * 0.34 * 2.4 : 0.78 + 0.5 * now;
  walker.gaitRad += (2 * Math.PI * now * dtS) / strideM;
}

function part(a: Walker, b: Walker, distanceM: number): void {
  const [nx, ny] = [(b.x - a.x) / distanceM, (b.y - a.y) / distanceM];
  const shiftM = Math.min(0.016, (bodyM - distanceM) / 2);
  const closingMps = (a.vx - b.vx) * nx + (a.vy - b.vy) * ny;
  const stop = Math.max(0, closingMps) * 0.1;
  for (const [body, sign] of [
    [a, -1],
    [b, 1],
  ] as const) {
    body.x += sign * nx * shiftM;
    body.y += sign * ny * shiftM;
    body.vx += sign * nx * stop;
    body.vy += sign * ny * stop;
  }
}

/** Parts bodies that have come to touch, by at most 16 mm a tick, so that nobody walks through anybody. */
export function separate(world: World): void {
  const here = world.walkers.filter((walker) => walker.present === 'here');
  here.forEach((a, i) => {
    for (const b of here.slice(i + 1)) {
      const distanceM = distanceBetween(a, b);
      if (distanceM >= bodyM || distanceM < 1e-6) continue;
      part(a, b, distanceM);
    }
  });
}

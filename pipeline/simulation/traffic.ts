import { inRect, type Lane, type PlazaLayout } from './layout.ts';
import type { CrossStep } from './script.ts';
import type { Vehicle, Walker, World } from './world.ts';

/** The intelligent driver model (Treiber, Hennecke and Helbing, 2000) with these values, in metres and seconds. */
const driver = { accelMps2: 1.5, comfortMps2: 2.1, gapM: 1.6, headwayS: 1.1, mostBrakeMps2: 4.5 };
/** The front of a vehicle that yields stops this far before the crosswalk. */
const stopBeforeM = 1.3;
/** After this long at the crosswalk a driver goes on as soon as nobody is in the way, even if others wait. */
const patienceS = 7;

function laneOf(layout: PlazaLayout, vehicle: Vehicle): Lane {
  return layout.lanes[vehicle.drive.lane];
}

/** Metres from the vehicle's front to the near edge of the crosswalk along its lane; negative once the front is past it. */
function toCrosswalkM(layout: PlazaLayout, vehicle: Vehicle): number {
  const { direction } = laneOf(layout, vehicle);
  const edgeX = direction === 1 ? layout.crosswalk.x0 : layout.crosswalk.x1;
  return (edgeX - vehicle.x) * direction - vehicle.lengthM / 2;
}

function hasPassed(layout: PlazaLayout, vehicle: Vehicle): boolean {
  const width = layout.crosswalk.x1 - layout.crosswalk.x0;
  return toCrosswalkM(layout, vehicle) < -(width + vehicle.lengthM + 0.5);
}

/** Seconds until the vehicle is on the crosswalk at its present pace, counting that it may pick up speed again. */
function arrivalS(layout: PlazaLayout, vehicle: Vehicle): number {
  const speedMps = Math.max(vehicle.speedMps, vehicle.drive.paceMps * 0.7);
  return Math.max(0, toCrosswalkM(layout, vehicle)) / speedMps;
}

/** Whether a walker at the kerb may set off: every vehicle is past, far enough, or slow and giving way. */
export function roadIsClear(world: World, walker: Walker, step: CrossStep): boolean {
  const { layout } = world;
  const lengthM = Math.abs(step.to.y - walker.y);
  return world.vehicles.every((vehicle) => {
    if (vehicle.present !== 'here' || hasPassed(layout, vehicle)) return true;
    if (vehicle.yielding && vehicle.speedMps < 2.2) return true;
    const laneM = Math.abs(laneOf(layout, vehicle).y - walker.y) + 1.6;
    return arrivalS(layout, vehicle) > Math.min(lengthM, laneM) / step.paceMps + 1.9;
  });
}

/** Whether a walker on the road is still in, or on the way into, the lane's path. */
function isInPath(layout: PlazaLayout, lane: Lane, walker: Walker): boolean {
  if (!inRect(layout.road, walker)) return false;
  const clearM = 1.7;
  if (walker.vy > 0.2) return walker.y < lane.y + clearM;
  if (walker.vy < -0.2) return walker.y > lane.y - clearM;
  return Math.abs(walker.y - lane.y) < clearM + 0.6;
}

function waitsAtCrosswalk(world: World, walker: Walker): boolean {
  const step = walker.part.steps[walker.stepIndex];
  if (step?.kind === 'cross')
    return walker.stage === 'resting' || walker.stage === 'retreating' || walker.stage === 'crossing';
  if (step?.kind !== 'beside') return false;
  const partner = world.walkers[step.partner];
  return partner !== undefined && partner.present === 'here' && waitsAtCrosswalk(world, partner);
}

function isByCrosswalk({ crosswalk }: PlazaLayout, walker: Walker): boolean {
  return walker.x >= crosswalk.x0 - 2 && walker.x <= crosswalk.x1 + 2;
}

/** A walker who asks this vehicle to give way: on its part of the crosswalk, or (for the courteous) about to step on it. */
function claims(world: World, vehicle: Vehicle, walker: Walker): boolean {
  const { layout } = world;
  if (walker.present !== 'here' || walker.part.className !== 'pedestrian') return false;
  if (!isByCrosswalk(layout, walker)) return false;
  if (isInPath(layout, laneOf(layout, vehicle), walker))
    return walker.stage !== 'stepping' && walker.stage !== 'retreating';
  const isPatient = vehicle.drive.courteous && vehicle.yieldedS <= patienceS;
  return isPatient && isOnWayToCross(world, walker);
}

function isOnWayToCross(world: World, walker: Walker): boolean {
  const { layout } = world;
  if (inRect(layout.road, walker) || !isNearKerb(layout, walker)) return false;
  return waitsAtCrosswalk(world, walker) && setsOffSoon(walker);
}

function isNearKerb(layout: PlazaLayout, walker: Walker): boolean {
  return walker.y > layout.road.y0 - 1.6 && walker.y < layout.road.y1 + 1.6;
}

/** Not someone who has just come off the crosswalk. */
function setsOffSoon(walker: Walker): boolean {
  const step = walker.part.steps[walker.stepIndex];
  if (step?.kind !== 'cross') return true;
  return Math.abs(walker.y - step.kerb.y) < 1.2;
}

/** Begins or ends giving way, and says for whom it does. */
function decideYield(world: World, vehicle: Vehicle): void {
  const stopM = toCrosswalkM(world.layout, vehicle) - stopBeforeM;
  if (stopM < -0.6) {
    vehicle.yielding = false;
    return;
  }
  const asking = world.walkers.filter((walker) => claims(world, vehicle, walker));
  const needsM = vehicle.speedMps ** 2 / 2;
  const canStop = needsM / driver.mostBrakeMps2 <= Math.max(0, stopM) + 0.2;
  const isTime = needsM / 1.7 + 3 >= stopM;
  if (asking.length === 0) vehicle.yielding = false;
  else if (canStop && isTime) vehicle.yielding = true;
  if (vehicle.yielding) vehicle.yieldedS += world.dtS;
  if (!vehicle.yielding || vehicle.drive.className !== 'car') return;
  for (const walker of asking) world.log.active('yields_to', [vehicle.drive.trackId], [walker.part.trackId]);
}

/** Acceleration behind something that moves at `otherMps`, `gapM` ahead. */
function behind(vehicle: Vehicle, gapM: number, otherMps: number): number {
  const { speedMps } = vehicle;
  const closing = (speedMps * (speedMps - otherMps)) / (2 * Math.sqrt(driver.accelMps2 * driver.comfortMps2));
  const wantedM = driver.gapM + Math.max(0, speedMps * driver.headwayS + closing);
  return -driver.accelMps2 * (wantedM / Math.max(0.3, gapM)) ** 2;
}

/** Acceleration that brings the vehicle to rest at its stop line, constant along the way. */
function brakeForLine(vehicle: Vehicle, stopM: number): number {
  if (stopM < 0.25) return vehicle.speedMps > 0 ? -2.5 : 0;
  const steady = -(vehicle.speedMps ** 2) / (2 * stopM);
  const free = driver.accelMps2 * (1 - vehicle.speedMps / Math.max(0.4, stopM * 0.7));
  return Math.min(steady, free);
}

/** Half the width that a vehicle sweeps, a walker's half width included, in metres. */
const sweepM = 1.3;

/** Accelerations behind walkers who are, or will be within a second, in front of the vehicle. */
function behindWalkers(world: World, vehicle: Vehicle, direction: 1 | -1): readonly number[] {
  return world.walkers.flatMap((walker) => {
    const gapM = (walker.x - vehicle.x) * direction - vehicle.lengthM / 2 - 0.3;
    if (walker.present !== 'here' || gapM < 0 || gapM > 14 || !inRect(world.layout.road, walker)) return [];
    const offM = walker.y - vehicle.y;
    const soonM = offM + walker.vy;
    if (Math.min(Math.abs(offM), Math.abs(soonM)) > sweepM && offM * soonM > 0) return [];
    return [behind(vehicle, gapM, 0)];
  });
}

/** Whether someone on the crosswalk had better let a vehicle pass before they step into its lane. */
export function mustLetPass(world: World, walker: Walker): boolean {
  return world.vehicles.some((vehicle) => {
    const { direction } = laneOf(world.layout, vehicle);
    const offM = vehicle.y - walker.y;
    if (vehicle.present !== 'here' || vehicle.speedMps < 0.35 || offM * walker.vy < 0) return false;
    if (Math.abs(offM) < sweepM || Math.abs(offM) > sweepM + 1.1) return false;
    const aheadM = (walker.x - vehicle.x) * direction - vehicle.lengthM / 2;
    return aheadM > -vehicle.lengthM - 0.4 && aheadM < Math.max(0.6, vehicle.speedMps * 1.5);
  });
}

function wantedAccel(world: World, vehicle: Vehicle): number {
  const { direction } = laneOf(world.layout, vehicle);
  const free = driver.accelMps2 * (1 - (vehicle.speedMps / vehicle.drive.paceMps) ** 4);
  const ahead = world.vehicles
    .filter(
      (other) =>
        other !== vehicle &&
        other.present === 'here' &&
        other.drive.lane === vehicle.drive.lane &&
        (other.x - vehicle.x) * direction > 0,
    )
    .map((other) => {
      const gapM = (other.x - vehicle.x) * direction - (other.lengthM + vehicle.lengthM) / 2;
      return free + behind(vehicle, gapM, other.speedMps);
    });
  const line = vehicle.yielding
    ? brakeForLine(vehicle, toCrosswalkM(world.layout, vehicle) - stopBeforeM)
    : free;
  return Math.max(
    -driver.mostBrakeMps2,
    Math.min(free, line, ...ahead, ...behindWalkers(world, vehicle, direction)),
  );
}

function appear(world: World, vehicle: Vehicle): void {
  const { direction } = laneOf(world.layout, vehicle);
  if (world.tick * world.dtS < vehicle.drive.startS) return;
  const startX = vehicleStartX(world.layout, direction);
  const blocked = world.vehicles.some(
    (other) =>
      other.present === 'here' && other.drive.lane === vehicle.drive.lane && Math.abs(other.x - startX) < 11,
  );
  if (blocked) return;
  vehicle.present = 'here';
  vehicle.x = startX;
  vehicle.speedMps = vehicle.drive.paceMps;
}

/** Where vehicles of a direction appear: 12 m beyond the edge of the ground. */
export function vehicleStartX(layout: PlazaLayout, direction: 1 | -1): number {
  return direction === 1 ? -12 : layout.widthM + 12;
}

/** Moves a vehicle by one tick along its lane. */
export function driveOn(world: World, vehicle: Vehicle): void {
  if (vehicle.present === 'pending') appear(world, vehicle);
  if (vehicle.present !== 'here') return;
  decideYield(world, vehicle);
  const wanted = wantedAccel(world, vehicle);
  // Pedals are not switches: the acceleration follows over about a fifth of a second.
  vehicle.accelMps2 += (wanted - vehicle.accelMps2) * 0.22;
  const speedMps = Math.max(0, vehicle.speedMps + vehicle.accelMps2 * world.dtS);
  const { direction } = laneOf(world.layout, vehicle);
  vehicle.x += direction * ((vehicle.speedMps + speedMps) / 2) * world.dtS;
  vehicle.wheelRad += (speedMps * world.dtS) / 0.33;
  vehicle.speedMps = speedMps;
  if (speedMps === 0) vehicle.accelMps2 = Math.max(0, vehicle.accelMps2);
  const edgeX = direction === 1 ? world.layout.widthM + 14 : -14;
  if ((vehicle.x - edgeX) * direction > 0) vehicle.present = 'gone';
}

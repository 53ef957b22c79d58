import { castScene } from './cast.ts';
import { type PlazaLayout, plazaLayout, type Point } from './layout.ts';
import { createRandom } from './random.ts';
import type { Cast, Drive, Part, Step } from './script.ts';
import { separate, walkOn } from './steering.ts';
import { advanceScript, logPosture } from './steps.ts';
import { driveOn } from './traffic.ts';
import { createEventLog, lastsEnough, type TrueEvent } from './true-events.ts';
import { distanceBetween, type Vehicle, type Walker, type World } from './world.ts';

/** Size, length and crowd of a scene; what is left out is as in the sample. */
export interface PlazaOptions {
  readonly seed: number;
  readonly durationS?: number;
  readonly ticksPerS?: number;
  readonly pedestrians?: number;
  readonly cyclists?: number;
  readonly cars?: number;
  readonly widthM?: number;
  readonly depthM?: number;
}

/** Columns of what an agent did, one entry per tick of its span; metres, metres a second, radians. */
export interface Motion {
  readonly xM: Float64Array;
  readonly yM: Float64Array;
  readonly vxMps: Float64Array;
  readonly vyMps: Float64Array;
  readonly headingRad: Float64Array;
  /** Phase of the walk (one turn is two steps) or of the wheels. */
  readonly gaitRad: Float64Array;
  /** 1 while a vehicle's brakes are on. */
  readonly braking: Uint8Array;
}

/** Someone or something on the ground over `[startTick, endTick)`. */
export interface SimulatedAgent {
  readonly trackId: string;
  readonly className: 'pedestrian' | 'cyclist' | 'car';
  readonly lengthM: number;
  readonly widthM: number;
  readonly heightM: number;
  readonly startTick: number;
  readonly endTick: number;
  readonly motion: Motion;
}

/** A simulated scene with what truly happened in it. */
export interface Simulation {
  readonly seed: number;
  readonly layout: PlazaLayout;
  readonly ticksPerS: number;
  readonly tickCount: number;
  readonly agents: readonly SimulatedAgent[];
  readonly events: readonly TrueEvent[];
}

const warmUpS = 18;
const bodySizes = {
  pedestrian: { lengthM: 0.5, widthM: 0.5, heightM: 1.7 },
  cyclist: { lengthM: 1.75, widthM: 0.6, heightM: 1.8 },
  car: { lengthM: 4.2, widthM: 1.8, heightM: 1.5 },
} as const;

function firstPlace(step: Step | undefined): { readonly to: Point; readonly paceMps: number } | undefined {
  if (step?.kind === 'go') return { to: step.to, paceMps: step.paceMps };
  if (step?.kind === 'cross') return { to: step.kerb, paceMps: step.paceMps };
  if (step?.kind === 'talk') return { to: step.at, paceMps: step.paceMps };
  return undefined;
}

function createWalker(part: Part, index: number): Walker {
  const [x, y] = [part.from.x, part.from.y];
  const start = { stepIndex: 0, stage: 'moving', stageTick: 0, vx: 0, vy: 0, ax: 0, ay: 0 } as const;
  const rest = { headingRad: 0, gaitRad: index * 1.7, avoidance: undefined, anchor: part.from };
  return { index, part, present: 'pending', x, y, ...start, ...rest };
}

function createVehicle(drive: Drive, index: number, layout: PlazaLayout): Vehicle {
  const { y } = layout.lanes[drive.lane];
  const { lengthM } = bodySizes[drive.className];
  const still = { speedMps: 0, accelMps2: 0, wheelRad: 0, yielding: false, yieldedS: 0 };
  return { index, drive, lengthM, present: 'pending', x: 0, y, ...still };
}

/** Whether it is the walker's time, and nobody stands where they appear. */
function mayAppear(world: World, walker: Walker): boolean {
  if (world.tick * world.dtS < walker.part.startS) return false;
  return world.walkers.every((other) => other.present !== 'here' || distanceBetween(other, walker) >= 0.7);
}

/** Puts the walker on the ground, already walking where they will go. */
function appear(world: World, walker: Walker): void {
  walker.present = 'here';
  walker.stageTick = world.tick;
  const first = walker.part.steps[0];
  const partner = first?.kind === 'beside' ? world.walkers[first.partner] : undefined;
  const { to, paceMps } = firstPlace(partner?.part.steps[0] ?? first) ?? {
    to: { x: world.layout.widthM / 2, y: walker.y },
    paceMps: 1.2,
  };
  walker.headingRad = Math.atan2(to.y - walker.y, to.x - walker.x);
  walker.vx = Math.cos(walker.headingRad) * paceMps;
  walker.vy = Math.sin(walker.headingRad) * paceMps;
}

/** What is kept of one agent at one tick. */
type Sample = readonly [
  x: number,
  y: number,
  vx: number,
  vy: number,
  heading: number,
  gait: number,
  brakes: number,
];

function sampleWalker(walker: Walker): Sample {
  return [walker.x, walker.y, walker.vx, walker.vy, walker.headingRad, walker.gaitRad, 0];
}

function sampleVehicle(vehicle: Vehicle, layout: PlazaLayout): Sample {
  const { direction } = layout.lanes[vehicle.drive.lane];
  const headingRad = direction === 1 ? 0 : Math.PI;
  const braking = vehicle.accelMps2 < -0.5 || (vehicle.yielding && vehicle.speedMps < 0.5) ? 1 : 0;
  return [vehicle.x, vehicle.y, direction * vehicle.speedMps, 0, headingRad, vehicle.wheelRad, braking];
}

interface Recording {
  firstTick: number;
  readonly samples: Sample[];
}

function keep(recording: Recording, tick: number, sample: Sample): void {
  if (tick < 0) return;
  if (recording.samples.length === 0) recording.firstTick = tick;
  recording.samples.push(sample);
}

function turn(world: World): void {
  for (const walker of world.walkers) {
    if (walker.present === 'pending' && mayAppear(world, walker)) appear(world, walker);
    if (walker.present !== 'here') continue;
    const intent = advanceScript(world, walker);
    if (walker.present === 'here') walkOn(world, walker, intent);
  }
  separate(world);
  for (const vehicle of world.vehicles) driveOn(world, vehicle);
  for (const walker of world.walkers) {
    if (walker.present !== 'here') continue;
    logPosture(world, walker);
    world.paths[walker.index]?.push({ x: walker.x, y: walker.y });
  }
}

function createWorld(layout: PlazaLayout, cast: Cast, seed: number, ticksPerS: number): World {
  const firstTick = -Math.round(warmUpS * ticksPerS);
  return {
    layout,
    walkers: cast.parts.map(createWalker),
    vehicles: cast.drives.map((drive, index) => createVehicle(drive, index, layout)),
    log: createEventLog(firstTick),
    random: createRandom(seed).fork('steering'),
    dtS: 1 / ticksPerS,
    tick: firstTick,
    paths: cast.parts.map(() => []),
  };
}

function column(samples: readonly Sample[], index: 0 | 1 | 2 | 3 | 4 | 5 | 6): Float64Array {
  return Float64Array.from(samples, (sample) => sample[index]);
}

function agentOf(who: Part | Drive, recording: Recording): SimulatedAgent {
  const { samples, firstTick } = recording;
  const size = bodySizes[who.className];
  return {
    trackId: who.trackId,
    className: who.className,
    ...size,
    heightM: who.className === 'pedestrian' && 'heightM' in who ? who.heightM : size.heightM,
    startTick: firstTick,
    endTick: firstTick + samples.length,
    motion: {
      xM: column(samples, 0),
      yM: column(samples, 1),
      vxMps: column(samples, 2),
      vyMps: column(samples, 3),
      headingRad: column(samples, 4),
      gaitRad: column(samples, 5),
      braking: Uint8Array.from(samples, (sample) => sample[6]),
    },
  };
}

function record(world: World, tickCount: number): readonly Recording[] {
  const recordings = [...world.walkers, ...world.vehicles].map(
    (): Recording => ({ firstTick: 0, samples: [] }),
  );
  for (; world.tick < tickCount; world.tick += 1) {
    turn(world);
    [...world.walkers, ...world.vehicles].forEach((body, i) => {
      const recording = recordings[i];
      if (body.present !== 'here' || recording === undefined) return;
      const sample = 'part' in body ? sampleWalker(body) : sampleVehicle(body, world.layout);
      keep(recording, world.tick, sample);
    });
    world.log.turn();
  }
  return recordings;
}

/** Simulates a plaza with its road, crosswalk, bench and entrance; the same options give the same numbers, bit for bit. */
export function simulatePlaza(options: PlazaOptions): Simulation {
  const { seed, durationS = 72, ticksPerS = 25, pedestrians = 20, cyclists = 2, cars = 4 } = options;
  const { widthM = 40, depthM = 24 } = options;
  const layout = plazaLayout(widthM, depthM);
  const cast = castScene(layout, createRandom(seed), { pedestrians, cyclists, cars, durationS, warmUpS });
  const tickCount = Math.round(durationS * ticksPerS);
  const world = createWorld(layout, cast, seed, ticksPerS);
  const recordings = record(world, tickCount);
  const agents = [...cast.parts, ...cast.drives].flatMap((who, i) => {
    const recording = recordings[i];
    return recording === undefined || recording.samples.length === 0 ? [] : [agentOf(who, recording)];
  });
  const present = new Set(agents.map(({ trackId }) => trackId));
  const isKnown = (id: string): boolean => id.startsWith('zone:') || present.has(id);
  const events = world.log
    .finish()
    .filter((event) => lastsEnough(event, ticksPerS) && [...event.actors, ...event.objects].every(isKnown));
  return { seed, layout, ticksPerS, tickCount, agents, events };
}

import type { PlazaLayout, Point } from './layout.ts';
import type { Random } from './random.ts';
import type { Drive, Part } from './script.ts';
import type { EventLog } from './true-events.ts';

/** Phase within a step. */
export type Stage = 'moving' | 'resting' | 'stepping' | 'retreating' | 'crossing' | 'talking' | 'locked';

/** Whom a walker is getting out of the way of, and to which side (1 is left). */
export interface Avoidance {
  readonly other: number;
  readonly side: 1 | -1;
}

/** A walker's changing state; lengths in metres, speeds in metres a second. */
export interface Walker {
  readonly index: number;
  readonly part: Part;
  present: 'pending' | 'here' | 'gone';
  stepIndex: number;
  stage: Stage;
  /** Tick at which the stage began. */
  stageTick: number;
  x: number;
  y: number;
  vx: number;
  vy: number;
  ax: number;
  ay: number;
  headingRad: number;
  /** Phase of the walk; one turn is two steps. */
  gaitRad: number;
  avoidance: Avoidance | undefined;
  /** Where it stands while it rests. */
  anchor: Point;
}

/** A vehicle's changing state; `x` is its middle. */
export interface Vehicle {
  readonly index: number;
  readonly drive: Drive;
  readonly lengthM: number;
  present: 'pending' | 'here' | 'gone';
  x: number;
  readonly y: number;
  speedMps: number;
  accelMps2: number;
  wheelRad: number;
  yielding: boolean;
  /** How long it has given way so far. */
  yieldedS: number;
}

/** Everything at the present tick. */
export interface World {
  readonly layout: PlazaLayout;
  readonly walkers: readonly Walker[];
  readonly vehicles: readonly Vehicle[];
  readonly log: EventLog;
  readonly random: Random;
  readonly dtS: number;
  tick: number;
  /** Past ground points of a walker, newest last, from its first tick on. */
  readonly paths: readonly Point[][];
}

/** What a script wants of its walker now: a velocity, and where to look while at rest. */
export interface Intent {
  readonly vx: number;
  readonly vy: number;
  readonly facing: Point | undefined;
}

export function speedOf(walker: Walker): number {
  return Math.sqrt(walker.vx * walker.vx + walker.vy * walker.vy);
}

export function distanceBetween(a: Point, b: Point): number {
  return Math.sqrt((b.x - a.x) ** 2 + (b.y - a.y) ** 2);
}

/** Seconds since the walker's present stage began. */
export function stageS(world: World, walker: Walker): number {
  return (world.tick - walker.stageTick) * world.dtS;
}

export function enterStage(world: World, walker: Walker, stage: Stage): void {
  walker.stage = stage;
  walker.stageTick = world.tick;
  walker.anchor = { x: walker.x, y: walker.y };
}

/** Goes on to the next step; after the last the walker is gone. */
export function nextStep(world: World, walker: Walker): void {
  walker.stepIndex += 1;
  enterStage(world, walker, 'moving');
  if (walker.stepIndex >= walker.part.steps.length) walker.present = 'gone';
}

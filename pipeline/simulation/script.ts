import type { Point } from './layout.ts';

/** Walks (or runs) to a place; with `rest` comes to a stop there, else passes on to the next step without slowing. */
export interface GoStep {
  readonly kind: 'go';
  readonly to: Point;
  readonly paceMps: number;
  readonly rest: boolean;
  readonly running: boolean;
}

/** Stands where it is, turned to `facing`; loitering is standing with small shuffles. */
export interface HoldStep {
  readonly kind: 'hold';
  readonly durationS: number;
  readonly facing: Point;
  readonly loiters: boolean;
}

/** Goes to the kerb at `kerb`, waits or hesitates there if need be, and crosses to `to`. */
export interface CrossStep {
  readonly kind: 'cross';
  readonly kerb: Point;
  readonly to: Point;
  readonly paceMps: number;
  /** Stops at the kerb for a moment before going, or steps off, breaks off and steps back. */
  readonly hesitation: 'none' | 'pause' | 'step_back';
  readonly pauseS: number;
  /** Stops and waits for this long at least, even with a clear road; 0 walks on when clear. */
  readonly leastWaitS: number;
}

/** Goes to `at`, waits there for the partner, and talks with them. */
export interface TalkStep {
  readonly kind: 'talk';
  readonly partner: number;
  readonly at: Point;
  readonly paceMps: number;
  readonly durationS: number;
}

/** Walks where the leader walked `lagS` ago, until `durationS` after it caught up or the leader rests or is gone. */
export interface FollowStep {
  readonly kind: 'follow';
  readonly leader: number;
  readonly lagS: number;
  readonly durationS: number;
}

/** Keeps beside the partner (`side` 1 is their left) for as long as they are there. */
export interface BesideStep {
  readonly kind: 'beside';
  readonly partner: number;
  readonly side: 1 | -1;
}

/** Walks through the door and out of sight. */
export interface EnterStep {
  readonly kind: 'enter';
  readonly doorX: number;
  readonly paceMps: number;
}

export type Step = GoStep | HoldStep | CrossStep | TalkStep | FollowStep | BesideStep | EnterStep;

/** Someone who walks or rides over the plaza: who they are, where and when they appear, and what they then do. */
export interface Part {
  readonly trackId: string;
  readonly className: 'pedestrian' | 'cyclist';
  readonly heightM: number;
  /** Second of the simulation, the warm-up before 0 included, at which they appear. */
  readonly startS: number;
  readonly from: Point;
  readonly steps: readonly Step[];
}

/** Something that keeps to a lane. */
export interface Drive {
  readonly trackId: string;
  readonly className: 'car' | 'cyclist';
  readonly lane: 0 | 1;
  readonly startS: number;
  readonly paceMps: number;
  /** Brakes for someone who waits at the crosswalk; one that is not brakes only for those on the road. */
  readonly courteous: boolean;
}

/** Everybody in a scene. A step's `partner` and `leader` are indices into `parts`. */
export interface Cast {
  readonly parts: readonly Part[];
  readonly drives: readonly Drive[];
}

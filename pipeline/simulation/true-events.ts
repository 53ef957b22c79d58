/** Types of the plaza's true events and the kind of each. */
export const trueEventKinds = {
  runs: 'movement',
  stands: 'movement',
  crosses_road: 'action',
  loiters_at_bench: 'action',
  enters_building: 'action',
  meets: 'interaction',
  follows: 'interaction',
  walks_together: 'interaction',
  waits_to_cross: 'decision',
  hesitates: 'decision',
  yields_to: 'reaction',
  avoids: 'reaction',
} as const;

export type TrueEventType = keyof typeof trueEventKinds;

/**
 * Where each type starts (its first tick) and ends (the first tick after it). All follow from the phases of the scripts, not from
 * thresholds on what was observed.
 */
export const trueEventBounds: Readonly<
  Record<TrueEventType, { readonly starts: string; readonly ends: string }>
> = {
  runs: {
    starts: 'the person sets off at a running pace, or appears running',
    ends: 'the person goes over to a walking pace, stops or is gone',
  },
  stands: {
    starts: 'the person has come to rest where they meant to stop',
    ends: 'the person sets off again',
  },
  crosses_road: {
    starts: 'the ground point of the person is on the road for a crossing that is carried through',
    ends: 'the ground point is off the road, on the other side',
  },
  loiters_at_bench: {
    starts: 'the person has come to rest at the bench, to linger there',
    ends: 'the person sets off from the bench',
  },
  enters_building: {
    starts: 'the ground point of the person, on their way in, is in the entrance zone',
    ends: 'the person is through the door and out of sight',
  },
  meets: {
    starts: 'both have come to rest in front of each other',
    ends: 'the first of the two walks off',
  },
  follows: {
    starts: 'the follower has caught up with the place behind the leader',
    ends: 'the follower lets go, or the leader rests or is gone',
  },
  walks_together: {
    starts: 'the two walk side by side',
    ends: 'one of them stops, turns away or is gone',
  },
  waits_to_cross: {
    starts: 'the person has come to rest at the kerb, to cross when the road is clear',
    ends: 'the person sets off to cross',
  },
  hesitates: {
    starts: 'the person stops at the kerb without need, or breaks off the first step onto the road',
    ends: 'the person sets off to cross and carries it through',
  },
  yields_to: {
    starts: 'the vehicle begins to brake for the person at or on the crosswalk',
    ends: 'the person has left the path of the vehicle, or the vehicle picks up speed again',
  },
  avoids: {
    starts: 'on a collision course, the one who gives way turns aside',
    ends: 'the other is passed, and the first heads for its goal again',
  },
};

/** What truly happened in `[startTick, endTick)`; actors and objects are track ids, zones among the objects are `zone:<id>`. */
export interface TrueEvent {
  readonly type: TrueEventType;
  readonly startTick: number;
  readonly endTick: number;
  readonly actors: readonly string[];
  readonly objects: readonly string[];
}

/** Shorter episodes are not events, in seconds. */
const leastS: Readonly<Record<TrueEventType, number>> = {
  runs: 1,
  stands: 1,
  crosses_road: 1.5,
  loiters_at_bench: 3,
  enters_building: 0.5,
  meets: 2,
  follows: 2,
  walks_together: 2,
  waits_to_cross: 1,
  hesitates: 0.6,
  yields_to: 1.2,
  avoids: 0.6,
};

/** Whether an episode is long enough to be an event of its type. */
export function lastsEnough(event: TrueEvent, ticksPerS: number): boolean {
  return event.endTick - event.startTick >= leastS[event.type] * ticksPerS;
}

/** Collects events from what the scripts say is going on at each tick. */
export interface EventLog {
  /** Says that this goes on at the present tick; an unbroken run of ticks becomes one event. */
  readonly active: (type: TrueEventType, actors: readonly string[], objects: readonly string[]) => void;
  /** Closes the present tick and opens the next. */
  readonly turn: () => void;
  /** All events from tick 0 on, in order of start; ticks count from `firstTick`, which may be negative. */
  readonly finish: () => readonly TrueEvent[];
}

interface OpenEvent {
  readonly event: TrueEvent;
  seenTick: number;
}

function compareEvents(a: TrueEvent, b: TrueEvent): number {
  if (a.startTick !== b.startTick) return a.startTick - b.startTick;
  const [nameA, nameB] = [`${a.type} ${a.actors.join()}`, `${b.type} ${b.actors.join()}`];
  return nameA < nameB ? -1 : Number(nameA > nameB);
}

/** An empty log whose first tick is `firstTick`. */
export function createEventLog(firstTick: number): EventLog {
  const open = new Map<string, OpenEvent>();
  const closed: TrueEvent[] = [];
  let tick = firstTick;
  const close = (key: string, { event }: OpenEvent): void => {
    open.delete(key);
    if (tick > 0) closed.push({ ...event, startTick: Math.max(0, event.startTick), endTick: tick });
  };
  return {
    active: (type, actors, objects) => {
      const key = `${type} ${actors.join()} ${objects.join()}`;
      const known = open.get(key);
      if (known === undefined)
        open.set(key, { event: { type, startTick: tick, endTick: tick, actors, objects }, seenTick: tick });
      else known.seenTick = tick;
    },
    turn: () => {
      for (const [key, entry] of open) if (entry.seenTick < tick) close(key, entry);
      tick += 1;
    },
    finish: () => {
      for (const [key, entry] of open) close(key, entry);
      return closed.toSorted(compareEvents);
    },
  };
}

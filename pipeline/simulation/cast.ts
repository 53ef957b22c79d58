import { createActs, type Crossing } from './acts.ts';
import type { PlazaLayout, Point } from './layout.ts';
import type { Random } from './random.ts';
import type { Cast, Drive, Part, Step } from './script.ts';
import { vehicleStartX } from './traffic.ts';
import { distanceBetween } from './world.ts';

/** How many of each take part, and when. */
export interface CastOptions {
  readonly pedestrians: number;
  readonly cyclists: number;
  readonly cars: number;
  readonly durationS: number;
  readonly warmUpS: number;
}

function padded(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(2, '0')}`;
}

/** Seconds from a part's start until it stands at the kerb, as the crow flies from step to step; undefined if it never crosses. */
function secondsToKerb(from: Point, steps: readonly Step[]): number | undefined {
  let at = from;
  let seconds = 0;
  for (const step of steps) {
    if (step.kind === 'cross') return seconds + distanceBetween(at, step.kerb) / step.paceMps;
    if (step.kind === 'hold') seconds += step.durationS + 0.8;
    if (step.kind !== 'go') continue;
    seconds += distanceBetween(at, step.to) / step.paceMps;
    at = step.to;
  }
  return undefined;
}

/** Start times of `count` acts, spread evenly with some play, so that the plaza is busy from the first second to the last. */
function actStartsS(count: number, options: CastOptions, random: Random): readonly number[] {
  const firstS = -options.warmUpS;
  const lastS = options.durationS - 22;
  return Array.from(
    { length: count },
    (_, i) => firstS + ((i + random.between(0.1, 0.9)) / count) * (lastS - firstS),
  );
}

interface Placed {
  readonly parts: readonly Part[];
  readonly crossings: readonly Crossing[];
}

function placeActs(layout: PlazaLayout, random: Random, options: CastOptions): Placed {
  const parts: Part[] = [];
  const crossings: Crossing[] = [];
  const acts = createActs(options.pedestrians, random.fork('acts'));
  const startsS = actStartsS(acts.length, options, random.fork('starts'));
  acts.forEach((act, i) => {
    const startS = startsS[i] ?? 0;
    const own = random.fork(`act ${i}`);
    act({
      layout,
      random: own,
      startS,
      nextIndex: () => parts.length,
      add: ({ from, steps, delayS = 0 }) => {
        const trackId = padded('p', parts.length + 1);
        const heightM = own.between(1.56, 1.88);
        parts.push({ trackId, className: 'pedestrian', heightM, startS: startS + delayS, from, steps });
        return parts.length - 1;
      },
      askForCar: (car, from, steps, delayS = 0) => {
        const toKerbS = secondsToKerb(from, steps);
        if (toKerbS !== undefined) crossings.push({ kerbS: startS + delayS + toKerbS, car });
      },
    });
  });
  return { parts, crossings };
}

function riders(layout: PlazaLayout, random: Random, options: CastOptions): readonly Part[] {
  const count = Math.ceil(options.cyclists / 2);
  return Array.from({ length: count }, (_, i): Part => {
    const y = layout.road.y1 + random.between(1.7, 2.1);
    const westward = (i & 1) === 0;
    const [x0, x1] = westward ? [layout.widthM + 6, -6] : [-6, layout.widthM + 6];
    const paceMps = random.between(3.6, 4.3);
    const middle = { x: layout.widthM / 2, y: y + 0.5 };
    const goes = (to: Point): Step => ({ kind: 'go', to, paceMps, rest: false, running: false });
    return {
      trackId: `b${i + 1}`,
      className: 'cyclist',
      heightM: 1.75,
      startS: options.durationS * ((i + 0.3) / count) + random.between(0, 4),
      from: { x: x0, y },
      steps: [goes(middle), goes({ x: x1, y })],
    };
  });
}

/** Cars arrive when the crossings ask for them; the rest are spread over the scene. */
function cars(
  layout: PlazaLayout,
  random: Random,
  options: CastOptions,
  crossings: readonly Crossing[],
): readonly Drive[] {
  const useful = crossings.filter(({ kerbS }) => kerbS > 3 && kerbS < options.durationS - 8);
  return Array.from({ length: options.cars }, (_, i): Drive => {
    const lane = (i & 1) === 0 ? 0 : 1;
    const direction = layout.lanes[lane].direction;
    const paceMps = random.between(6.2, 7.6);
    const wanted = useful[i];
    const edgeX = direction === 1 ? layout.crosswalk.x0 : layout.crosswalk.x1;
    const travelS = Math.abs(edgeX - vehicleStartX(layout, direction)) / paceMps;
    const atS = wanted?.kerbS ?? options.durationS * ((i + 0.5) / options.cars);
    const afterS = wanted?.car === 'passes' ? random.between(1.3, 1.7) : random.between(1.2, 2.4);
    const courteous = wanted?.car !== 'passes';
    return {
      trackId: `c${i + 1}`,
      className: 'car',
      lane,
      paceMps,
      courteous,
      startS: atS + afterS - travelS,
    };
  });
}

function roadCyclists(random: Random, options: CastOptions, firstNumber: number): readonly Drive[] {
  const count = Math.floor(options.cyclists / 2);
  return Array.from(
    { length: count },
    (_, i): Drive => ({
      trackId: `b${firstNumber + i}`,
      className: 'cyclist',
      lane: ((i + 1) & 1) === 0 ? 0 : 1,
      startS: options.durationS * ((i + 0.62) / count) + random.between(-3, 3),
      paceMps: random.between(4, 4.8),
      courteous: true,
    }),
  );
}

/** Everybody in a scene, by seed: what they do, when, and which cars meet whom at the crosswalk. */
export function castScene(layout: PlazaLayout, random: Random, options: CastOptions): Cast {
  const { parts, crossings } = placeActs(layout, random.fork('walkers'), options);
  const cyclists = riders(layout, random.fork('riders'), options);
  return {
    parts: [...parts, ...cyclists],
    drives: [
      ...cars(layout, random.fork('cars'), options, crossings),
      ...roadCyclists(random.fork('road cyclists'), options, cyclists.length + 1),
    ],
  };
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SimulatedAgent, type Simulation, simulatePlaza } from './simulate.ts';
import { trueEventKinds } from './true-events.ts';

/** Scenes of several seeds and crowds, each simulated once for all the statements below. */
const scenes: readonly Simulation[] = [
  simulatePlaza({ seed: 249 }),
  simulatePlaza({ seed: 3 }),
  simulatePlaza({ seed: 150 }),
  simulatePlaza({ seed: 8, pedestrians: 9, cars: 2, cyclists: 1, durationS: 40 }),
  simulatePlaza({ seed: 12, pedestrians: 30, cars: 6, cyclists: 3, widthM: 56, depthM: 28 }),
];

function inEveryScene(statement: (scene: Simulation) => void): void {
  const places = fc.integer({ min: 0, max: scenes.length - 1 });
  const holds = (place: number): void => scenes.slice(place, place + 1).forEach(statement);
  fc.assert(fc.property(places, holds), { seed: 1, numRuns: 12 });
}

const fastestMps = { pedestrian: 4.3, cyclist: 5.6, car: 8 } as const;

function speedsOf({ motion }: SimulatedAgent): readonly number[] {
  return Array.from(motion.vxMps, (vx, i) => Math.hypot(vx, motion.vyMps[i] ?? 0));
}

/** The least of a measure of the distances along x and y, over all ticks in which both are there. */
function least(a: SimulatedAgent, b: SimulatedAgent, measure: (dx: number, dy: number) => number): number {
  const end = Math.min(a.endTick, b.endTick);
  let smallest = Number.POSITIVE_INFINITY;
  for (let tick = Math.max(a.startTick, b.startTick); tick < end; tick += 1) {
    const [i, j] = [tick - a.startTick, tick - b.startTick];
    const dx = Math.abs((a.motion.xM[i] ?? 0) - (b.motion.xM[j] ?? 0));
    const dy = Math.abs((a.motion.yM[i] ?? 0) - (b.motion.yM[j] ?? 0));
    smallest = Math.min(smallest, measure(dx, dy));
  }
  return smallest;
}

/** The gap between two upright boxes, negative where they overlap. */
function gapM(a: SimulatedAgent, b: SimulatedAgent): number {
  return least(a, b, (dx, dy) => Math.max(dx - (a.lengthM + b.lengthM) / 2, dy - (a.widthM + b.widthM) / 2));
}

function ofClass({ agents }: Simulation, name: SimulatedAgent['className']): readonly SimulatedAgent[] {
  return agents.filter(({ className }) => className === name);
}

test('no car ever touches a pedestrian', () => {
  inEveryScene((scene) => {
    for (const car of ofClass(scene, 'car'))
      for (const person of ofClass(scene, 'pedestrian')) expect(gapM(car, person)).toBeGreaterThan(0);
  });
});

test('cars never run into each other', () => {
  inEveryScene((scene) => {
    const cars = ofClass(scene, 'car');
    for (const [i, car] of cars.entries())
      for (const other of cars.slice(i + 1)) expect(gapM(car, other)).toBeGreaterThan(0);
  });
});

test('pedestrians do not walk through each other', () => {
  inEveryScene((scene) => {
    const people = ofClass(scene, 'pedestrian');
    for (const [i, person] of people.entries())
      for (const other of people.slice(i + 1))
        expect(least(person, other, (dx, dy) => Math.sqrt(dx * dx + dy * dy))).toBeGreaterThan(0.3);
  });
});

test('everyone keeps within the speeds of their kind and never leaps', () => {
  inEveryScene(({ agents, ticksPerS }) => {
    for (const agent of agents) {
      const fastest = fastestMps[agent.className];
      const { xM, yM } = agent.motion;
      expect(Math.max(...speedsOf(agent))).toBeLessThanOrEqual(fastest);
      const stepsM = Array.from(xM.subarray(1), (x, i) =>
        Math.hypot(x - (xM[i] ?? 0), (yM[i + 1] ?? 0) - (yM[i] ?? 0)),
      );
      expect(Math.max(0, ...stepsM)).toBeLessThanOrEqual(fastest / ticksPerS + 0.04);
    }
  });
});

test('every event lies in the scene, in the life of its actors and of the tracks among its objects', () => {
  inEveryScene(({ agents, events, tickCount }) => {
    const byId = new Map(agents.map((agent) => [agent.trackId, agent]));
    for (const { startTick, endTick, actors, objects } of events) {
      expect([startTick >= 0, startTick < endTick, endTick <= tickCount]).toEqual([true, true, true]);
      expect(actors.length).toBeGreaterThan(0);
      for (const id of [...actors, ...objects].filter((name) => !name.startsWith('zone:'))) {
        const agent = byId.get(id);
        expect(agent?.startTick).toBeLessThanOrEqual(startTick);
        // A script may say in its very last tick what ends with it.
        expect(agent?.endTick).toBeGreaterThanOrEqual(endTick - 1);
      }
    }
  });
});

test('all twelve types of all five kinds happen in the plaza', () => {
  const [plaza] = scenes;
  const types = new Set(plaza?.events.map(({ type }) => type));
  expect([...types].toSorted()).toEqual(Object.keys(trueEventKinds).toSorted());
});

test('people stand during every wait, meeting and lingering', () => {
  inEveryScene(({ agents, events }) => {
    const byId = new Map(agents.map((agent) => [agent.trackId, agent]));
    const still = events.filter(
      ({ type }) => type === 'stands' || type === 'meets' || type === 'loiters_at_bench',
    );
    for (const { startTick, endTick, actors } of still)
      for (const id of actors) {
        const agent = byId.get(id);
        const speeds =
          agent === undefined
            ? []
            : speedsOf(agent).slice(startTick - agent.startTick, endTick - agent.startTick);
        const mean = speeds.reduce((sum, speed) => sum + speed, 0) / Math.max(1, speeds.length);
        expect(mean).toBeLessThan(0.5);
      }
  });
});

test('a car that yields is slower than it came while the person is in its way', () => {
  inEveryScene(({ agents, events }) => {
    const byId = new Map(agents.map((agent) => [agent.trackId, agent]));
    for (const { startTick, endTick, actors } of events.filter(({ type }) => type === 'yields_to')) {
      const car = byId.get(actors[0] ?? '');
      const speeds = car === undefined ? [] : speedsOf(car);
      const within = speeds.slice(startTick - (car?.startTick ?? 0), endTick - (car?.startTick ?? 0));
      expect(Math.min(...within)).toBeLessThan(Math.max(...speeds) * 0.6);
    }
  });
});

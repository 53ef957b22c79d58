import type { PlazaLayout, Point } from './layout.ts';
import type { Random } from './random.ts';
import type { CrossStep, GoStep, Part, Step } from './script.ts';

/** A crossing that a car can be timed to meet. */
export interface Crossing {
  /** When the person is expected at the kerb, in seconds. */
  readonly kerbS: number;
  /** What a car that arrives then should do. */
  readonly car: 'yields' | 'passes';
}

/** What an act of the scene is given and adds to. */
export interface Stagehand {
  readonly layout: PlazaLayout;
  readonly random: Random;
  readonly startS: number;
  /** Adds a pedestrian and gives their index. */
  readonly add: (part: Pick<Part, 'from' | 'steps'> & { readonly delayS?: number }) => number;
  /** The index that the next `add` will give. */
  readonly nextIndex: () => number;
  /** Asks for a car at the kerb of this part's crossing. */
  readonly askForCar: (car: Crossing['car'], from: Point, steps: readonly Step[], delayS?: number) => void;
}

/** A small scene for one to three people. */
export type Act = (hand: Stagehand) => void;

type Side = 'near' | 'far';
type End = 'west' | 'east';

function walkTo(to: Point, paceMps: number): GoStep {
  return { kind: 'go', to, paceMps, rest: false, running: false };
}

function runTo(to: Point, paceMps: number): GoStep {
  return { kind: 'go', to, paceMps, rest: false, running: true };
}

function stopAt(to: Point, paceMps: number): GoStep {
  return { kind: 'go', to, paceMps, rest: true, running: false };
}

function pace(random: Random): number {
  return random.between(1.12, 1.5);
}

/** People keep right, mostly: where those who walk east and those who walk west go along each pavement. */
const tracksY = {
  near: { eastward: [3.4, 4.4], westward: [1.6, 2.7] },
  far: { eastward: [15.7, 16.9], westward: [17.4, 19] },
} as const;

function edgeOf({ layout, random }: Stagehand, side: Side, end: End, way: 'eastward' | 'westward'): Point {
  const [low, high] = tracksY[side][way];
  return { x: end === 'west' ? -2 : layout.widthM + 2, y: random.between(low, high) };
}

/** Where people come from, beyond the ends of the pavements. */
function comingFrom(hand: Stagehand, side: Side, end: End): Point {
  return edgeOf(hand, side, end, end === 'west' ? 'eastward' : 'westward');
}

/** Where people leave to, beyond the ends of the pavements. */
function leavingTo(hand: Stagehand, side: Side, end: End): Point {
  return edgeOf(hand, side, end, end === 'west' ? 'westward' : 'eastward');
}

function doorway(layout: PlazaLayout): Point {
  return { x: (layout.door.x0 + layout.door.x1) / 2, y: layout.frontY + 0.6 };
}

/** In front of the door on the side of those who go in; those who come out keep to the other. */
function beforeDoor({ layout, random }: Stagehand): Point {
  return { x: doorway(layout).x + random.between(0.3, 0.9), y: layout.frontY - 2.4 };
}

function outOfDoor({ layout, random }: Stagehand): readonly [Point, GoStep] {
  const x = doorway(layout).x - 0.6;
  const to = { x: x - random.between(0.1, 0.5), y: layout.frontY - 2.2 };
  return [{ x, y: layout.frontY + 0.6 }, walkTo(to, random.between(1.15, 1.35))];
}

function enterBy({ layout, random }: Stagehand, paceMps: number): Step {
  return { kind: 'enter', doorX: doorway(layout).x + random.between(0.2, 0.6), paceMps };
}

function crossFrom(
  { layout, random }: Stagehand,
  side: Side,
  paceMps: number,
  more: Partial<Pick<CrossStep, 'hesitation' | 'pauseS' | 'leastWaitS'>> = {},
): CrossStep {
  const { crosswalk, road } = layout;
  const middleX = (crosswalk.x0 + crosswalk.x1) / 2;
  const x = middleX + (side === 'near' ? 1 : -1) * random.between(0.25, 1.35);
  const [nearY, farY] = [road.y0 - 0.6, road.y1 + 0.6];
  const [kerbY, toY] = side === 'near' ? [nearY, farY + 0.4] : [farY, nearY - 0.4];
  return {
    kind: 'cross',
    kerb: { x, y: kerbY },
    to: { x: x + random.between(-0.3, 0.3), y: toY },
    paceMps,
    hesitation: 'none',
    pauseS: 0,
    leastWaitS: 0,
    ...more,
  };
}

/** Comes along the near pavement, waits for a car that then gives way, crosses and enters the building. */
function crossAndEnter(hand: Stagehand): void {
  const paceMps = pace(hand.random);
  const from = comingFrom(hand, 'near', 'west');
  const steps = [crossFrom(hand, 'near', paceMps), walkTo(beforeDoor(hand), paceMps), enterBy(hand, paceMps)];
  hand.add({ from, steps });
  hand.askForCar('yields', from, steps);
}

/** Steps off in front of a car that does not give way, steps back, and crosses after it. */
function stepBack(hand: Stagehand): void {
  const paceMps = pace(hand.random);
  const from = comingFrom(hand, 'far', 'west');
  const cross = crossFrom(hand, 'far', paceMps, { hesitation: 'step_back', pauseS: 0.5 });
  const steps = [cross, walkTo(leavingTo(hand, 'near', 'west'), paceMps)];
  hand.add({ from, steps });
  hand.askForCar('passes', from, steps);
}

/** Two come side by side, cross together and leave over the plaza. */
function crossTogether(hand: Stagehand): void {
  const paceMps = hand.random.between(1.1, 1.3);
  const from = comingFrom(hand, 'near', 'west');
  const cross = crossFrom(hand, 'near', paceMps);
  const steps: readonly Step[] = [cross, walkTo(leavingTo(hand, 'far', 'east'), paceMps)];
  const leader = hand.add({ from, steps });
  hand.add({
    from: { x: from.x, y: from.y - 0.8 },
    steps: [{ kind: 'beside', partner: leader, side: -1 }, walkTo(leavingTo(hand, 'far', 'east'), paceMps)],
  });
  hand.askForCar('yields', from, steps);
}

/** Two come from opposite sides, stop to talk, and go their ways, one of them into the building. */
function meetOnPlaza(hand: Stagehand): void {
  const { layout, random } = hand;
  const at = {
    x: layout.widthM * random.between(0.47, 0.56),
    y: layout.road.y1 + random.between(3.6, 4.4),
  };
  const [paceA, paceB, durationS] = [pace(random), pace(random), random.between(6, 9)];
  const first = hand.nextIndex();
  hand.add({
    from: comingFrom(hand, 'far', 'west'),
    steps: [
      { kind: 'talk', partner: first + 1, at: { x: at.x - 0.55, y: at.y }, paceMps: paceA, durationS },
      walkTo(beforeDoor(hand), paceA),
      enterBy(hand, paceA),
    ],
  });
  hand.add({
    from: comingFrom(hand, 'far', 'east'),
    steps: [
      {
        kind: 'talk',
        partner: first,
        at: { x: at.x + 0.55, y: at.y + 0.1 },
        paceMps: paceB,
        durationS: durationS + 0.8,
      },
      crossFrom(hand, 'far', paceB),
      walkTo(leavingTo(hand, 'near', 'west'), paceB),
    ],
  });
}

/** Comes out of the building, lingers at the bench, then crosses towards the camera. */
function lingerAtBench(hand: Stagehand): void {
  const { layout, random } = hand;
  const paceMps = pace(random);
  const seat = {
    x: layout.bench.x + random.between(-0.9, 0.9),
    y: layout.bench.y - random.between(0.9, 1.2),
  };
  const [from, out] = outOfDoor(hand);
  hand.add({
    from,
    steps: [
      out,
      stopAt(seat, paceMps),
      {
        kind: 'hold',
        durationS: random.between(11, 16),
        facing: { x: seat.x + random.between(-3, -1), y: seat.y - 4 },
        loiters: true,
      },
      crossFrom(hand, 'far', paceMps),
      walkTo(leavingTo(hand, 'near', 'west'), paceMps),
    ],
  });
}

/** One walks over the plaza and another follows some metres behind. */
function followOver(hand: Stagehand): void {
  const { random } = hand;
  const paceMps = random.between(1.15, 1.35);
  const from = comingFrom(hand, 'far', 'east');
  const to = leavingTo(hand, 'far', 'west');
  const leader = hand.add({ from, steps: [walkTo(to, paceMps)] });
  hand.add({
    from: { x: from.x + 0.4, y: from.y + 0.3 },
    delayS: random.between(2.2, 2.8),
    steps: [
      { kind: 'follow', leader, lagS: random.between(1.5, 1.9), durationS: random.between(14, 18) },
      walkTo(beforeDoor(hand), paceMps),
      enterBy(hand, paceMps),
    ],
  });
}

/** Walks a little, then runs over the plaza to the door and enters at a walk. */
function runForDoor(hand: Stagehand): void {
  const { layout, random } = hand;
  const from = comingFrom(hand, 'far', 'east');
  const slow = { x: layout.widthM * 0.84, y: from.y - 0.4 };
  hand.add({
    from,
    steps: [
      walkTo(slow, 1.4),
      runTo({ x: doorway(layout).x + 3.2, y: layout.frontY - 3.4 }, random.between(2.9, 3.5)),
      walkTo(beforeDoor(hand), 1.4),
      enterBy(hand, 1.3),
    ],
  });
}

/** Two strangers walk towards each other on one line; one of them turns aside. */
function passHeadOn(hand: Stagehand): void {
  const { layout, random } = hand;
  const y = layout.road.y1 + random.between(2.9, 3.5);
  const [paceA, paceB] = [pace(random), pace(random)];
  hand.add({ from: { x: -2, y }, steps: [walkTo({ x: layout.widthM + 2, y }, paceA)] });
  hand.add({ from: { x: layout.widthM + 2, y }, steps: [walkTo({ x: -2, y }, paceB)] });
}

/** Comes out of the building, stands for a while looking around, and walks off. */
function standAndLook(hand: Stagehand): void {
  const { layout, random } = hand;
  const paceMps = pace(random);
  const at = { x: layout.widthM * random.between(0.4, 0.5), y: layout.frontY - random.between(3, 3.8) };
  const [from, out] = outOfDoor(hand);
  hand.add({
    from,
    steps: [
      out,
      stopAt(at, paceMps),
      { kind: 'hold', durationS: random.between(5, 9), facing: { x: at.x + 2, y: at.y - 4 }, loiters: false },
      walkTo(leavingTo(hand, 'far', 'east'), paceMps),
    ],
  });
}

/** Comes to the kerb of a clear road, hesitates there, and crosses. */
function pauseAtKerb(hand: Stagehand): void {
  const { random } = hand;
  const paceMps = pace(random);
  const cross = crossFrom(hand, 'near', paceMps, { hesitation: 'pause', pauseS: random.between(1.2, 1.7) });
  hand.add({
    from: comingFrom(hand, 'near', 'west'),
    steps: [cross, walkTo(leavingTo(hand, 'far', 'west'), paceMps)],
  });
}

/** Two meet on the near pavement and talk; one of them then crosses and is yielded to. */
function meetByRoad(hand: Stagehand): void {
  const { layout, random } = hand;
  const at = {
    x: layout.crosswalk.x0 - random.between(2.4, 3.4),
    y: layout.road.y0 - random.between(2.6, 3),
  };
  const [paceA, paceB, durationS] = [pace(random), pace(random), random.between(5, 8)];
  const first = hand.nextIndex();
  hand.add({
    from: comingFrom(hand, 'near', 'west'),
    steps: [
      { kind: 'talk', partner: first + 1, at: { x: at.x - 0.5, y: at.y + 0.25 }, paceMps: paceA, durationS },
      crossFrom(hand, 'near', paceA, { leastWaitS: 3 }),
      walkTo(leavingTo(hand, 'far', 'east'), paceA),
    ],
  });
  hand.add({
    from: comingFrom(hand, 'near', 'east'),
    steps: [
      {
        kind: 'talk',
        partner: first,
        at: { x: at.x + 0.5, y: at.y - 0.25 },
        paceMps: paceB,
        durationS: durationS + 0.7,
      },
      walkTo(leavingTo(hand, 'near', 'west'), paceB),
    ],
  });
}

/** Runs along the plaza and out of the picture. */
function runAcross(hand: Stagehand): void {
  const { random } = hand;
  hand.add({
    from: comingFrom(hand, 'far', 'west'),
    steps: [runTo(leavingTo(hand, 'far', 'east'), random.between(2.9, 3.6))],
  });
}

/** Two come out of the building side by side and leave over the plaza. */
function strollTogether(hand: Stagehand): void {
  const { layout, random } = hand;
  const paceMps = random.between(1.05, 1.25);
  const from = comingFrom(hand, 'far', 'east');
  const [ahead, behind] = [beforeDoor(hand), doorway(layout)];
  const leader = hand.add({
    from,
    steps: [walkTo(ahead, paceMps), { kind: 'enter', doorX: behind.x - 0.05, paceMps }],
  });
  hand.add({
    from: { x: from.x, y: from.y + 0.8 },
    steps: [
      { kind: 'beside', partner: leader, side: -1 },
      { kind: 'enter', doorX: behind.x + 0.7, paceMps },
    ],
  });
}

const programme: readonly { readonly people: number; readonly act: Act }[] = [
  { people: 1, act: lingerAtBench },
  { people: 2, act: meetOnPlaza },
  { people: 1, act: crossAndEnter },
  { people: 2, act: followOver },
  { people: 1, act: stepBack },
  { people: 2, act: passHeadOn },
  { people: 1, act: runForDoor },
  { people: 2, act: crossTogether },
  { people: 1, act: standAndLook },
  { people: 2, act: meetByRoad },
  { people: 1, act: runAcross },
  { people: 1, act: pauseAtKerb },
  { people: 2, act: strollTogether },
  { people: 1, act: lingerAtBench },
];

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, order: random.next() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** Acts for exactly this many people: the programme in order, then again in other orders; single acts fill the rest. */
export function createActs(people: number, random: Random): readonly Act[] {
  const chosen: Act[] = [];
  let left = people;
  for (let round = 0; left > 0; round += 1) {
    const order = round === 0 ? programme : shuffled(programme, random);
    for (const entry of order) {
      if (entry.people > left) continue;
      chosen.push(entry.act);
      left -= entry.people;
    }
  }
  return chosen;
}

import { beside, currentStep, follow, isResting, talk } from './company.ts';
import { hasArrived, headFor, stay } from './intents.ts';
import { doorDepthM, inRect, type Point } from './layout.ts';
import type { CrossStep, EnterStep, GoStep, HoldStep } from './script.ts';
import { mustLetPass, roadIsClear } from './traffic.ts';
import {
  distanceBetween,
  enterStage,
  type Intent,
  nextStep,
  speedOf,
  stageS,
  type Walker,
  type World,
} from './world.ts';

/** A walker turns towards the next place this far before a place it does not stop at. */
const passedM = 0.8;
/** A hesitation that lasts longer has become waiting. */
const hesitationS = 1.6;

function go(world: World, walker: Walker, step: GoStep): Intent {
  const done = step.rest ? hasArrived(walker, step.to) : distanceBetween(walker, step.to) < passedM;
  if (done) nextStep(world, walker);
  if (step.running) world.log.active('runs', [walker.part.trackId], []);
  return headFor(walker, step.to, step.paceMps, step.rest);
}

function shuffle(world: World, walker: Walker): void {
  if (world.tick % 95 !== (walker.index * 17) % 95) return;
  const { x, y } = walker.anchor;
  walker.anchor = { x: x + world.random.between(-0.12, 0.12), y: y + world.random.between(-0.08, 0.08) };
}

function hold(world: World, walker: Walker, step: HoldStep): Intent {
  if (walker.stage !== 'resting') enterStage(world, walker, 'resting');
  if (step.loiters) {
    world.log.active('loiters_at_bench', [walker.part.trackId], ['zone:bench']);
    shuffle(world, walker);
  }
  if (stageS(world, walker) >= step.durationS) nextStep(world, walker);
  return stay(walker, step.facing);
}

/** At the kerb: how long it must stay, and what its standing there is called. */
function waitAtKerb(world: World, walker: Walker, step: CrossStep): Intent {
  const waitedS = stageS(world, walker);
  const hesitates =
    (step.hesitation === 'pause' && waitedS < step.pauseS) ||
    (step.hesitation === 'step_back' && waitedS < hesitationS);
  world.log.active(hesitates ? 'hesitates' : 'waits_to_cross', [walker.part.trackId], ['zone:road']);
  const leastS = step.hesitation === 'none' ? Math.max(2.2, step.leastWaitS) : step.pauseS;
  if (waitedS >= leastS && roadIsClear(world, walker, step)) enterStage(world, walker, 'crossing');
  return stay(walker, step.to);
}

function approachKerb(world: World, walker: Walker, step: CrossStep): Intent {
  const near = distanceBetween(walker, step.kerb) < 1.1;
  if (near && step.hesitation === 'step_back') enterStage(world, walker, 'stepping');
  else if (near && step.hesitation === 'none' && step.leastWaitS === 0 && roadIsClear(world, walker, step))
    enterStage(world, walker, 'crossing');
  else if (hasArrived(walker, step.kerb)) enterStage(world, walker, 'resting');
  return headFor(walker, step.kerb, step.paceMps, true);
}

/** The place one pace onto the road, as far as a person gets who then steps back. */
function firstPace(step: CrossStep): Point {
  return { x: step.kerb.x, y: step.kerb.y + Math.sign(step.to.y - step.kerb.y) * 0.7 };
}

/** Steps back no further because others stand in the way. */
function isHeldUp(world: World, walker: Walker): boolean {
  return stageS(world, walker) > 1.6 && speedOf(walker) < 0.2;
}

function cross(world: World, walker: Walker, step: CrossStep): Intent {
  if (walker.stage === 'stepping') {
    if (Math.abs(walker.y - step.kerb.y) > 0.4) enterStage(world, walker, 'retreating');
    return headFor(walker, firstPace(step), 0.9, true);
  }
  if (walker.stage === 'retreating') {
    world.log.active('hesitates', [walker.part.trackId], ['zone:road']);
    if (hasArrived(walker, step.kerb) || isHeldUp(world, walker)) enterStage(world, walker, 'resting');
    return { ...headFor(walker, step.kerb, 0.6, true), facing: step.to };
  }
  if (walker.stage === 'resting') return waitAtKerb(world, walker, step);
  if (walker.stage !== 'crossing') return approachKerb(world, walker, step);
  if (distanceBetween(walker, step.to) < 0.5) nextStep(world, walker);
  if (mustLetPass(world, walker))
    return { vx: 0, vy: Math.sign(step.to.y - walker.y) * 0.01, facing: step.to };
  return headFor(walker, step.to, step.paceMps, false);
}

function enter(world: World, walker: Walker, step: EnterStep): Intent {
  const { frontY, entranceZone } = world.layout;
  if (inRect(entranceZone, walker))
    world.log.active('enters_building', [walker.part.trackId], ['zone:entrance']);
  const before = { x: step.doorX, y: frontY - 1 };
  if (walker.stage === 'moving' && distanceBetween(walker, before) < 0.7) enterStage(world, walker, 'locked');
  if (walker.y > frontY + doorDepthM - 0.05) nextStep(world, walker);
  const inside = { x: step.doorX, y: frontY + doorDepthM + 1 };
  return headFor(walker, walker.stage === 'moving' ? before : inside, step.paceMps, false);
}

/** Moves the walker's script on by one tick and says where it now wants to go. */
export function advanceScript(world: World, walker: Walker): Intent {
  const step = currentStep(walker);
  if (step === undefined) return stay(walker);
  switch (step.kind) {
    case 'go':
      return go(world, walker, step);
    case 'hold':
      return hold(world, walker, step);
    case 'cross':
      return cross(world, walker, step);
    case 'talk':
      return talk(world, walker, step);
    case 'follow':
      return follow(world, walker, step);
    case 'beside':
      return beside(world, walker, step);
    case 'enter':
      return enter(world, walker, step);
  }
}

/** The events that hold for any walker by where it is and whether it rests. */
export function logPosture(world: World, walker: Walker): void {
  if (walker.part.className !== 'pedestrian') return;
  const { trackId } = walker.part;
  if (isResting(walker)) world.log.active('stands', [trackId], []);
  const kind = currentStep(walker)?.kind;
  const crosses = walker.stage === 'crossing' || kind === 'beside' || kind === 'follow' || kind === 'go';
  if (crosses && inRect(world.layout.road, walker))
    world.log.active('crosses_road', [trackId], ['zone:road']);
}

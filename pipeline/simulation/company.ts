import { hasArrived, headFor, stay } from './intents.ts';
import type { BesideStep, FollowStep, Step, TalkStep } from './script.ts';
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

const patienceS = 25;
const besideM = 0.78;

/** The step that a walker who is there is at. */
export function currentStep(walker: Walker | undefined): Step | undefined {
  return walker === undefined || walker.present !== 'here' ? undefined : walker.part.steps[walker.stepIndex];
}

/** Whether the partner will still come, or is there. */
function willTalk(partner: Walker | undefined, walker: Walker): boolean {
  if (partner === undefined || partner.present === 'gone') return false;
  return partner.part.steps
    .slice(partner.stepIndex)
    .some((step) => step.kind === 'talk' && step.partner === walker.index);
}

function isAtTalk(partner: Walker | undefined): partner is Walker {
  return partner !== undefined && currentStep(partner)?.kind === 'talk' && isResting(partner);
}

/** Goes to where the two will meet, waits there, and talks. */
export function talk(world: World, walker: Walker, step: TalkStep): Intent {
  if (walker.stage === 'moving') {
    if (hasArrived(walker, step.at)) enterStage(world, walker, 'resting');
    return headFor(walker, step.at, step.paceMps, true);
  }
  const partner = world.walkers[step.partner];
  if (walker.stage === 'resting') awaitPartner(world, walker, partner);
  else converse(world, walker, partner, step.durationS);
  return stay(walker, partner);
}

function awaitPartner(world: World, walker: Walker, partner: Walker | undefined): void {
  if (isAtTalk(partner)) enterStage(world, walker, 'talking');
  else if (!willTalk(partner, walker) || stageS(world, walker) > patienceS) nextStep(world, walker);
}

function converse(world: World, walker: Walker, partner: Walker | undefined, durationS: number): void {
  const there = isAtTalk(partner);
  if (there && partner.stage === 'talking' && walker.index < partner.index)
    world.log.active('meets', [walker.part.trackId, partner.part.trackId], []);
  if (stageS(world, walker) >= durationS || !there) nextStep(world, walker);
}

/** Whether the walker stands where they meant to. */
export function isResting(walker: Walker): boolean {
  return walker.stage === 'resting' || walker.stage === 'talking';
}

function isFollowOver(world: World, walker: Walker, leader: Walker, step: FollowStep): boolean {
  if (leader.present === 'gone') return true;
  return walker.stage === 'locked' && (isResting(leader) || stageS(world, walker) > step.durationS);
}

/** Walks where the leader was some seconds ago. */
export function follow(world: World, walker: Walker, step: FollowStep): Intent {
  const leader = world.walkers[step.leader];
  if (leader === undefined || leader.present === 'pending') return stay(walker);
  if (isFollowOver(world, walker, leader, step)) {
    nextStep(world, walker);
    return { vx: walker.vx, vy: walker.vy, facing: undefined };
  }
  const path = world.paths[step.leader] ?? [];
  const behind = Math.round(step.lagS / world.dtS);
  const slot = path[Math.max(0, path.length - 1 - behind)] ?? leader;
  const before = path[Math.max(0, path.length - 2 - behind)] ?? slot;
  if (walker.stage !== 'locked' && distanceBetween(walker, slot) < 0.5) enterStage(world, walker, 'locked');
  if (walker.stage === 'locked') world.log.active('follows', [walker.part.trackId], [leader.part.trackId]);
  const vx = (slot.x - before.x) / world.dtS + (slot.x - walker.x) * 0.7;
  const vy = (slot.y - before.y) / world.dtS + (slot.y - walker.y) * 0.7;
  return { ...capped(vx, vy, 1.75), facing: undefined };
}

function capped(vx: number, vy: number, mostMps: number): { readonly vx: number; readonly vy: number } {
  const speedMps = Math.sqrt(vx * vx + vy * vy);
  const scale = speedMps > mostMps ? mostMps / speedMps : 1;
  return { vx: vx * scale, vy: vy * scale };
}

/** Keeps beside the partner while they walk, and rests when they do. */
export function beside(world: World, walker: Walker, step: BesideStep): Intent {
  const partner = world.walkers[step.partner];
  if (partner === undefined || partner.present === 'gone' || currentStep(partner)?.kind === 'enter') {
    nextStep(world, walker);
    return { vx: walker.vx, vy: walker.vy, facing: undefined };
  }
  if (partner.present === 'pending') return stay(walker);
  const left = partner.headingRad + (Math.PI / 2) * step.side;
  const slot = { x: partner.x + Math.cos(left) * besideM, y: partner.y + Math.sin(left) * besideM };
  if (isResting(partner)) return restBeside(world, walker, partner);
  walker.stage = 'moving';
  const together = distanceBetween(walker, partner) < 1.3 && speedOf(walker) > 0.4 && speedOf(partner) > 0.4;
  if (together) world.log.active('walks_together', pairOf(walker, partner), []);
  const vx = partner.vx + (slot.x - walker.x) * 0.9;
  const vy = partner.vy + (slot.y - walker.y) * 0.9;
  return { ...capped(vx, vy, 1.85), facing: undefined };
}

function pairOf(a: Walker, b: Walker): readonly string[] {
  return a.index < b.index ? [a.part.trackId, b.part.trackId] : [b.part.trackId, a.part.trackId];
}

function restBeside(world: World, walker: Walker, partner: Walker): Intent {
  if (walker.stage !== 'resting') enterStage(world, walker, 'resting');
  const step = currentStep(partner);
  if (step?.kind === 'cross') {
    world.log.active('waits_to_cross', [walker.part.trackId], ['zone:road']);
    return stay(walker, { x: walker.x, y: step.to.y });
  }
  return stay(walker, step?.kind === 'hold' ? step.facing : partner);
}

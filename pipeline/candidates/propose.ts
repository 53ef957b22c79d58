import type { Scene, ScenePair } from '#contract/ports/scene';
import type { Parameter } from '#ontology/model';
import { type Binding, bindingFits, pairBindings, trackBindings } from './binding.ts';
import type { Proposal, ProposedCandidate, Starved } from './candidate.ts';
import type { WorkMemory } from './buffers.ts';
import { createEventStore, type EventStore } from './event-store.ts';
import { Evaluator } from './evaluator.ts';
import { type FindContext, findCandidates } from './find-candidates.ts';
import { nearBindings, nearMarginUs } from './near-segments.ts';
import type { CandidatePlan, EventPlan } from './plan.ts';
import { starvedTypes } from './starved.ts';
import type { TimeAxis } from './time-axis.ts';

export interface ProposeOptions {
  /** Values of named parameters that differ from the ontology's, each in the parameter's written unit. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Memory to work in, kept from one call to the next. */
  readonly memory?: WorkMemory;
}

function inForce(
  parameter: Parameter,
  options: ProposeOptions,
): { readonly value: number; readonly text: string } {
  const given = options.parameters?.[parameter.name];
  if (given === undefined) return { value: parameter.value, text: parameter.text };
  return { value: given * parameter.factor, text: `${given} ${parameter.unitText}`.trim() };
}

function findContexts(
  plan: CandidatePlan,
  events: readonly EventPlan[],
  options: ProposeOptions,
): readonly FindContext[] {
  const texts = new Map(
    plan.ontology.parameters.map((parameter) => [parameter.name, inForce(parameter, options).text]),
  );
  return events.map((event) => ({
    plan: event,
    ontologyName: plan.ontology.name,
    parameters: Object.fromEntries(event.parameters.map((name) => [name, texts.get(name) ?? ''])),
  }));
}

function participantsKey(candidate: Placed): string {
  return [...candidate.actors, ...candidate.objects].map(({ trackId }) => trackId).join('\n');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What decides the order in which candidates are listed. */
export type Placed = Pick<ProposedCandidate, 'type' | 'startFrame' | 'endFrame' | 'actors' | 'objects'>;

/** By start, type, participants and end. */
export function inProposalOrder<Candidate extends Placed>(
  candidates: readonly Candidate[],
): readonly Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, key: participantsKey(candidate) }))
    .toSorted(
      (a, b) =>
        a.candidate.startFrame - b.candidate.startFrame ||
        order(a.candidate.type, b.candidate.type) ||
        order(a.key, b.key) ||
        a.candidate.endFrame - b.candidate.endFrame,
    )
    .map(({ candidate }) => candidate);
}

/** A candidate and the tracks in its rule's roles, by slot. */
export interface BoundCandidate {
  readonly tracks: readonly number[];
  readonly candidate: ProposedCandidate;
}

/** Candidates by level of their types: a type that reads others stands on a higher level than they do. */
export interface LevelQuestion {
  readonly level: number;
  /** Part `part` of `parts` of the bindings; together the parts are all of them. */
  readonly part: number;
  readonly parts: number;
  /** Everything that was found on the levels below, helpers too. */
  readonly found: readonly BoundCandidate[];
}

/** How many levels the event types of a plan stand on. */
export function levelCount({ events }: CandidatePlan): number {
  return events.reduce((highest, { level }) => Math.max(highest, level + 1), 0);
}

function valuesInForce(plan: CandidatePlan, options: ProposeOptions): ReadonlyMap<string, number> {
  return new Map(
    plan.ontology.parameters.map((parameter) => [parameter.name, inForce(parameter, options).value]),
  );
}

function storeOf({ ontology }: CandidatePlan, found: readonly BoundCandidate[]): EventStore {
  const symmetric = new Set(ontology.events.filter((event) => event.symmetric).map(({ name }) => name));
  const store = createEventStore(symmetric);
  const groups = Map.groupBy(found, ({ candidate, tracks }) => `${candidate.type} ${tracks.join(' ')}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const events = group.map(({ candidate }) => {
      const { startFrame, endFrame } = candidate;
      return { startFrame, endFrame, candidate };
    });
    store.add(first.candidate.type, first.tracks, events);
  }
  return store;
}

/** A binding, and where its tracks are near each other if that is known. */
interface BindingPlace {
  readonly binding: Binding;
  readonly near: ScenePair['near'];
}

/** Bindings `part`, `part + parts` ... so that every part has a like share of long and short, tracks and pairs. */
function bindingsOf(scene: Scene, { part, parts }: LevelQuestion): readonly BindingPlace[] {
  const pairs = pairBindings(scene).map((binding, number) => ({
    binding,
    near: scene.pairs[number >> 1]?.near,
  }));
  const all = [...trackBindings(scene).map((binding) => ({ binding, near: undefined })), ...pairs];
  return all.filter((_, number) => number % parts === part);
}

interface LocalContext {
  readonly context: FindContext;
  /** Where it stays near the frames in which a pair is near. */
  readonly marginUs: number | undefined;
}

/** Which types are looked for in which frames of a binding: all of it, or only around those in which a pair is near. */
function blocksOf(
  axis: TimeAxis,
  { binding, near }: BindingPlace,
  fitting: readonly LocalContext[],
): readonly (readonly [readonly Binding[], readonly FindContext[]])[] {
  const isLocal = ({ marginUs }: LocalContext) => marginUs !== undefined && near !== undefined;
  const local = fitting.filter(isLocal);
  const whole = fitting.filter((each) => !isLocal(each));
  const marginUs = Math.max(0, ...local.map((each) => each.marginUs ?? 0));
  const stretches =
    near === undefined || local.length === 0 ? [] : nearBindings(axis, binding, near, marginUs);
  const contexts = (list: readonly LocalContext[]) => list.map(({ context }) => context);
  return [
    ...(whole.length === 0 ? [] : [[[binding], contexts(whole)] as const]),
    ...(stretches.length === 0 ? [] : [[stretches, contexts(local)] as const]),
  ];
}

/** Whether an event with its optional role empty overlaps none of the same track in which somebody is in it. */
function isUnfilled(
  { context, binding }: Evaluator,
  { plan }: FindContext,
  { type, startFrame, endFrame }: ProposedCandidate,
): boolean {
  if (plan.slotWhenFilled === undefined) return true;
  const filled = context.found.withTrack(type, plan.slotWhenFilled, binding.tracks[0] ?? -1);
  return !filled.some((one) => one.startFrame < endFrame && one.endFrame > startFrame);
}

function findInBlock(
  evaluator: Evaluator,
  context: FindContext,
  tracks: readonly number[],
): readonly BoundCandidate[] {
  return evaluator.stretchesOf(context.plan.event.when).flatMap((stretch) => {
    evaluator.enter(stretch);
    const found = findCandidates(evaluator, context).filter((one) => isUnfilled(evaluator, context, one));
    return found.map((candidate) => ({ tracks, candidate }));
  });
}

/** The event types that cannot be looked for in this scene, and why. */
export function starvedIn(
  plan: CandidatePlan,
  scene: Scene,
  options: ProposeOptions = {},
): readonly Starved[] {
  return starvedTypes(plan, scene, valuesInForce(plan, options));
}

/** What one level's types find in one part of the bindings, helpers too; each binding is visited once for all of them. */
export function proposeLevel(
  plan: CandidatePlan,
  scene: Scene,
  question: LevelQuestion,
  options: ProposeOptions = {},
): readonly BoundCandidate[] {
  const values = valuesInForce(plan, options);
  const starving = new Set(starvedTypes(plan, scene, values).map(({ type }) => type));
  const events = plan.events.filter(
    ({ event, level }) => level === question.level && !starving.has(event.name),
  );
  const found = storeOf(plan, question.found);
  const evaluator = new Evaluator({ plan, scene, values, found }, options.memory);
  const contexts = findContexts(plan, events, options).map((context) => ({
    context,
    marginUs: nearMarginUs(context.plan.event, values, scene.pairRadius),
  }));
  return bindingsOf(scene, question).flatMap((pair) => {
    const { tracks } = pair.binding;
    const fitting = contexts.filter(({ context }) => bindingFits(scene, context.plan.event, pair.binding));
    return blocksOf(evaluator.clock.axis, pair, fitting).flatMap(([stretches, here]) => {
      evaluator.open(stretches);
      return here.flatMap((context) => findInBlock(evaluator, context, tracks));
    });
  });
}

/** What was found, without the helpers, in order. */
export function proposable(
  plan: CandidatePlan,
  found: readonly BoundCandidate[],
): readonly ProposedCandidate[] {
  const helpers = new Set(plan.events.filter(({ event }) => event.helper).map(({ event }) => event.name));
  return inProposalOrder(found.map(({ candidate }) => candidate).filter(({ type }) => !helpers.has(type)));
}

/** Everything the rules find in a scene, level by level, so that a type that reads another comes after it. */
export function propose(plan: CandidatePlan, scene: Scene, options: ProposeOptions = {}): Proposal {
  const found: BoundCandidate[] = [];
  for (let level = 0; level < levelCount(plan); level++) {
    const question = { level, part: 0, parts: 1, found: found.slice() };
    for (const candidate of proposeLevel(plan, scene, question, options)) found.push(candidate);
  }
  return { candidates: proposable(plan, found), starved: starvedIn(plan, scene, options) };
}

import type { Scene } from '#contract/ports/scene';
import type { Parameter } from '#ontology/model';
import { type Binding, bindingFits, pairBindings, trackBindings } from './binding.ts';
import type { Proposal, ProposedCandidate } from './candidate.ts';
import { createEventStore } from './event-store.ts';
import { Evaluator } from './evaluator.ts';
import { type FindContext, findCandidates } from './find-candidates.ts';
import type { CandidatePlan, EventPlan } from './plan.ts';
import { starvedTypes } from './starved.ts';

export interface ProposeOptions {
  /** Values of named parameters that differ from the ontology's, each in the parameter's written unit. */
  readonly parameters?: Readonly<Record<string, number>>;
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

function participantsKey(candidate: ProposedCandidate): string {
  return [...candidate.actors, ...candidate.objects].map(({ trackId }) => trackId).join('\n');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function inOrder(candidates: readonly ProposedCandidate[]): readonly ProposedCandidate[] {
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

/**
 * Everything the rules find in a scene. Types are looked for level by level, so that one that reads another comes after
 * it; within a level each binding is visited once for all of its types.
 */
export function propose(plan: CandidatePlan, scene: Scene, options: ProposeOptions = {}): Proposal {
  const { ontology } = plan;
  const values = new Map(
    ontology.parameters.map((parameter) => [parameter.name, inForce(parameter, options).value]),
  );
  const starved = starvedTypes(plan, scene, values);
  const starving = new Set(starved.map(({ type }) => type));
  const events = plan.events.filter(({ event }) => !starving.has(event.name));
  const symmetric = new Set(ontology.events.filter((event) => event.symmetric).map(({ name }) => name));
  const found = createEventStore(symmetric);
  const evaluator = new Evaluator({ plan, scene, values, found });
  const contexts = findContexts(plan, events, options);
  const bindings: readonly Binding[] = [...trackBindings(scene), ...pairBindings(scene)];
  const candidates: ProposedCandidate[] = [];
  const levels = events.reduce((highest, { level }) => Math.max(highest, level), -1);
  for (let level = 0; level <= levels; level++) {
    const here = contexts.filter((context) => context.plan.level === level);
    for (const binding of bindings) {
      const fitting = here.filter((context) => bindingFits(scene, context.plan.event, binding));
      if (fitting.length === 0) continue;
      evaluator.begin(binding);
      for (const context of fitting) {
        const proposed = findCandidates(evaluator, context);
        found.add(context.plan.event.name, binding.tracks, proposed);
        if (!context.plan.event.helper) for (const candidate of proposed) candidates.push(candidate);
      }
    }
  }
  return { candidates: inOrder(candidates), starved };
}

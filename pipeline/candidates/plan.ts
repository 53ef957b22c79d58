import { largestDistance } from '#ontology/check-reach';
import { eventsRead, expressionsOf, parametersRead, partsOfEvent, zonesRead } from '#ontology/event-parts';
import type { AnyExpression } from '#ontology/expression';
import { partsOf, sortOf } from '#ontology/expression-parts';
import type { EventType, Ontology } from '#ontology/model';
import { contentKey } from '#ontology/print';
import type { Space } from '#ontology/units';

/** One event type as it will be evaluated. */
export interface EventPlan {
  readonly event: EventType;
  readonly eventsRead: readonly string[];
  readonly zonesRead: readonly string[];
  /** Parameters its rule reads, its own and those of the events it reads. */
  readonly parameters: readonly string[];
  /** 0 for a type that reads no other, else one more than the highest it reads. */
  readonly level: number;
  /** Of a type with its optional role empty: the slot that its only role has where both are filled. */
  readonly slotWhenFilled?: number | undefined;
}

/** An ontology ready to be evaluated: shared parts numbered, event types in order. */
export interface CandidatePlan {
  readonly ontology: Ontology;
  readonly events: readonly EventPlan[];
  /** Number of each part; parts that compute the same in a binding have the same number. */
  readonly nodes: ReadonlyMap<AnyExpression, number>;
  readonly nodeCount: number;
  /** Names of the features it reads. */
  readonly needs: readonly string[];
  /** Largest distance (m or body heights) that a rule over a pair compares with; 0 where there is none or the space is another. */
  pairRadius(space: Space): number;
}

/** An event type as it is looked for: also with its optional role empty. */
function variantsOf(event: EventType): readonly EventType[] {
  return event.alone === undefined ? [event] : [event, event.alone];
}

/** The type with its optional role empty, which is looked for once it is known where the role is filled. */
function planAlone(plan: EventPlan): EventPlan | undefined {
  const { alone, roles } = plan.event;
  if (alone === undefined) return undefined;
  const slotWhenFilled = roles.findIndex(({ name }) => name === alone.roles[0]?.name);
  return { ...plan, event: alone, level: plan.level + 1, slotWhenFilled };
}

function numberParts(events: readonly EventType[]): ReadonlyMap<AnyExpression, number> {
  const nodes = new Map<AnyExpression, number>();
  const byContent = new Map<string, number>();
  function visit(part: AnyExpression): void {
    const key = `${sortOf(part) === 'bouts' ? 'bouts' : part.op} ${contentKey(part)}`;
    const number = byContent.get(key) ?? byContent.size;
    byContent.set(key, number);
    nodes.set(part, number);
    for (const inner of partsOf(part)) visit(inner);
  }
  for (const event of events.flatMap(variantsOf))
    for (const expression of expressionsOf(event)) visit(expression);
  return nodes;
}

function planEvents(ontology: Ontology): readonly EventPlan[] {
  const plans = new Map<string, EventPlan>();
  const byName = new Map(ontology.events.map((event) => [event.name, event]));
  for (const name of ontology.order) {
    const event = byName.get(name);
    if (event === undefined) continue;
    const read = eventsRead(event);
    const inner = read.flatMap((type) => plans.get(type) ?? []);
    plans.set(name, {
      event,
      eventsRead: read,
      zonesRead: [...new Set([...zonesRead(event), ...event.objectZones])],
      parameters: [
        ...new Set([...parametersRead(event), ...inner.flatMap(({ parameters }) => parameters)]),
      ].toSorted(),
      level: inner.reduce((level, plan) => Math.max(level, plan.level + 1), 0),
    });
  }
  return [...plans.values()].flatMap((plan) => {
    const alone = planAlone(plan);
    return alone === undefined ? [plan] : [plan, alone];
  });
}

function featuresRead(event: EventType): readonly string[] {
  return partsOfEvent(event).flatMap((part) => {
    if (part.op === 'inside') return ['inside'];
    if (part.op === 'nearest') return ['distance', 'x'];
    if (part.op !== 'feature') return [];
    return part.feature === 'distance' ? ['distance', 'x'] : [part.feature];
  });
}

/** Whether a rule speaks of two tracks, of its roles or of others. */
export function looksAtPairs(event: EventType): boolean {
  return (
    event.roles.length === 2 || partsOfEvent(event).some((part) => 'alias' in part || part.op === 'nearest')
  );
}

/** Prepares a checked ontology for `propose`. */
export function planCandidates(ontology: Ontology): CandidatePlan {
  const nodes = numberParts(ontology.events);
  return {
    ontology,
    events: planEvents(ontology),
    nodes,
    nodeCount: new Set(nodes.values()).size,
    needs: [...new Set(ontology.events.flatMap(featuresRead))].toSorted(),
    pairRadius: (space) =>
      space === ontology.space
        ? largestDistance(ontology.events.filter(looksAtPairs).flatMap(expressionsOf), ontology.parameters)
        : 0,
  };
}

/** The part of an ontology that one event type needs: itself, those that it reads, and the parameters of all of them. */
export function ontologyOf(ontology: Ontology, type: string): Ontology {
  const byName = new Map(planEvents(ontology).map((each) => [each.event.name, each]));
  const wanted = new Set<string>();
  function want(name: string): void {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const read of byName.get(name)?.eventsRead ?? []) want(read);
  }
  want(type);
  const read = new Set(byName.get(type)?.parameters);
  return {
    ...ontology,
    events: ontology.events.filter(({ name }) => wanted.has(name)),
    parameters: ontology.parameters.filter(({ name }) => read.has(name)),
  };
}

import type { Scene } from '#contract/ports/scene';
import type { Ontology, Parameter } from '#ontology/model';
import { createEventStore, type EventStore } from '#pipeline/candidates/event-store';
import type { CandidatePlan, EventPlan } from '#pipeline/candidates/plan';
import { starvedTypes } from '#pipeline/candidates/starved';
import { createTimeAxis, type TimeAxis } from '#pipeline/candidates/time-axis';
import type { Place } from './places.ts';
import { type Epochs, type RuleSpan, type StudyContext, TypeStudy } from './type-study.ts';

/** Values of parameters by name, in canonical units. */
export type Values = ReadonlyMap<string, number>;

/** One event type in one scene, evaluated with one set of parameter values after another. */
export interface RuleStudy {
  /** Why the type cannot be looked for in the scene; undefined where it can. */
  readonly starved: string | undefined;
  /**
   * Where its candidates lie with these values, in the order of tracks and pairs and then of time; the same spans as a job's.
   * Costs what depends on the values that have changed since it was asked before. `isWanted` chooses tracks in the roles.
   */
  spans(values: Values, isWanted?: (tracks: readonly number[]) => boolean): readonly RuleSpan[];
  /** Where the type is looked for at all. */
  readonly places: readonly Place[];
  readonly axis: TimeAxis;
}

/** The written values of an ontology's parameters, in canonical units. */
export function writtenValues({ parameters }: Pick<Ontology, 'parameters'>): Values {
  return new Map(parameters.map(({ name, value }) => [name, value]));
}

function highestOf({ value, high }: Parameter): number {
  return Math.max(value, high ?? value);
}

/** Bytes that a study may keep beside the scene, unless told. */
const defaultMostBytes = 512 * 2 ** 20;

function studyContext(plan: CandidatePlan, scene: Scene): StudyContext {
  const axis = createTimeAxis(scene.frameIndex);
  const found = createEventStore(new Set());
  return { plan, scene, axis, values: writtenValues(plan.ontology), found };
}

/** A study of `type`; `plan` is that of the type and those that it reads (`ontologyOf`), and may be of more. */
export function studyRule(
  plan: CandidatePlan,
  scene: Scene,
  type: string,
  mostBytes = defaultMostBytes,
): RuleStudy {
  const context = studyContext(plan, scene);
  const starving = starvedTypes(plan, scene, context.values);
  const starved = starving.find((one) => one.type === type)?.reason;
  const highest = new Map(plan.ontology.parameters.map((each) => [each.name, highestOf(each)]));
  const alive = plan.events.filter(({ event }) => !starving.some((one) => one.type === event.name));
  const mostEach = mostBytes / Math.max(1, alive.length);
  const studies = alive.map((each) => new TypeStudy(each, context, highest, mostEach));
  const symmetric = new Set(plan.ontology.events.filter((event) => event.symmetric).map(({ name }) => name));
  const found = new Map<TypeStudy, readonly RuleSpan[]>();
  const epochs = new Map<string, number>();

  /** Finds the types that are read, in the order in which they read each other. */
  function findBelow(): Epochs {
    const store = createEventStore(symmetric);
    context.found = store;
    for (const each of studies.filter(({ plan: { event } }) => event.name !== type)) {
      const { name } = each.plan.event;
      const spans = unfilled(each.plan, each.spans(new Map(epochs)), store);
      if (!isSame(found.get(each), spans)) epochs.set(name, (epochs.get(name) ?? 0) + 1);
      found.set(each, spans);
      keep(store, name, spans);
    }
    return new Map(epochs);
  }

  /** The type itself: first with all roles filled, then with an optional one empty. */
  function findOwn(isWanted?: (tracks: readonly number[]) => boolean): readonly RuleSpan[] {
    const below = findBelow();
    return studies
      .filter(({ plan: { event } }) => event.name === type)
      .flatMap((each) => {
        // Whether a role is empty depends on all who could be in it.
        const wanted = each.plan.event.alone === undefined ? isWanted : undefined;
        const spans = unfilled(each.plan, each.spans(below, wanted), context.found);
        keep(context.found, type, spans);
        return wanted === isWanted || isWanted === undefined
          ? spans
          : spans.filter(({ tracks }) => isWanted(tracks));
      });
  }

  return {
    starved,
    get places() {
      return studies.filter(({ plan: { event } }) => event.name === type).flatMap(({ places }) => places);
    },
    axis: context.axis,
    spans(values, isWanted) {
      context.values = values;
      return findOwn(isWanted);
    },
  };
}

function keep(store: EventStore, type: string, spans: readonly RuleSpan[]): void {
  for (const group of Map.groupBy(spans, ({ tracks }) => tracks.join(' ')).values())
    store.add(type, group[0]?.tracks ?? [], group);
}

/** Of a type with its optional role empty, those that overlap none in which somebody is in it. */
function unfilled({ event, slotWhenFilled }: EventPlan, spans: readonly RuleSpan[], store: EventStore) {
  if (slotWhenFilled === undefined) return spans;
  return spans.filter(({ tracks, startFrame, endFrame }) =>
    store
      .withTrack(event.name, slotWhenFilled, tracks[0] ?? -1)
      .every((one) => one.startFrame >= endFrame || one.endFrame <= startFrame),
  );
}

function isSame(before: readonly RuleSpan[] | undefined, now: readonly RuleSpan[]): boolean {
  return (
    before !== undefined &&
    before.length === now.length &&
    now.every(({ startFrame, endFrame, tracks }, number) => {
      const other = before[number];
      return other?.startFrame === startFrame && other.endFrame === endFrame && other.tracks === tracks;
    })
  );
}

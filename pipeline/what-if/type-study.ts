import type { FrameSpan } from '#contract/interval';
import type { Scene } from '#contract/ports/scene';
import { parametersRead, partsOfEvent } from '#ontology/event-parts';
import { sortOf } from '#ontology/expression-parts';
import { createWorkMemory } from '#pipeline/candidates/buffers';
import type { EvaluationContext } from '#pipeline/candidates/evaluation-context';
import { Evaluator } from '#pipeline/candidates/evaluator';
import { findSpans } from '#pipeline/candidates/find-candidates';
import type { EventPlan } from '#pipeline/candidates/plan';
import type { TimeAxis } from '#pipeline/candidates/time-axis';
import { changedParts } from './changed-parts.ts';
import { framesIn, marginFor, type Place, placesOf } from './places.ts';

type Values = ReadonlyMap<string, number>;

/** Where a rule holds: which tracks fill its roles, by number in the scene and in the order of the roles, and when. */
export interface RuleSpan extends FrameSpan {
  readonly tracks: readonly number[];
}

/** What an evaluation reads that may be another the next time. */
export type StudyContext = { -readonly [Key in keyof EvaluationContext]: EvaluationContext[Key] } & {
  readonly axis: TimeAxis;
};

/** Whether events of a type are found elsewhere than the last time. */
export type Epochs = ReadonlyMap<string, number>;

interface Seen {
  readonly values: Values;
  readonly epochs: Epochs;
}

interface StudiedPlace {
  readonly place: Place;
  evaluator?: Evaluator;
  seen?: Seen;
  spans: readonly RuleSpan[];
}

const valueBytes = 8;

function bytesPerFrame({ event }: EventPlan): number {
  const sorts = partsOfEvent(event).map(sortOf);
  const count = (wanted: string): number => sorts.filter((sort) => sort === wanted).length;
  return count('truth') + valueBytes * count('value');
}

/** Where the events of one type are, for one set of values after another; what does not depend on what changes stays as it was. */
export class TypeStudy {
  readonly plan: EventPlan;
  readonly #context: StudyContext;
  readonly #memory = createWorkMemory();
  readonly #parts = new Map<string, ReadonlySet<number>>();
  readonly #mostBytes: number;
  /** Those that its own rule reads. */
  readonly #parameters: readonly string[];
  #marginUs: number | undefined;
  #places: readonly StudiedPlace[] = [];

  /** `mostBytes` is what may be kept of places; those beyond are looked at anew each time. */
  constructor(plan: EventPlan, context: StudyContext, highest: Values, mostBytes: number) {
    this.plan = plan;
    this.#context = context;
    this.#mostBytes = mostBytes;
    this.#parameters = parametersRead(plan.event);
    this.#layOut(highest);
  }

  /** Where the type is looked for at all. */
  get places(): readonly Place[] {
    return this.#places.map(({ place }) => place);
  }

  get #scene(): Scene {
    return this.#context.scene;
  }

  #layOut(values: Values): void {
    const { event } = this.plan;
    this.#marginUs = marginFor(this.#scene, event, values);
    const places = placesOf(this.#scene, this.#context.axis, event, this.#marginUs);
    const perFrame = bytesPerFrame(this.plan);
    let bytes = 0;
    this.#places = places.map((place) => {
      bytes += perFrame * framesIn(place);
      const kept = bytes <= this.#mostBytes ? { evaluator: this.#newEvaluator() } : {};
      return { place, spans: [], ...kept };
    });
  }

  #newEvaluator(): Evaluator {
    const evaluator = new Evaluator(this.#context, createWorkMemory());
    evaluator.keepUpdates();
    return evaluator;
  }

  /** Whether the places are wide enough for these values. */
  #fits(values: Values): boolean {
    if (this.#marginUs === undefined) return true;
    const neededUs = marginFor(this.#scene, this.plan.event, values);
    return neededUs !== undefined && neededUs <= this.#marginUs;
  }

  /** Where the events are with the context's values; in places that `isWanted` only, where given. */
  spans(epochs: Epochs, isWanted: (tracks: readonly number[]) => boolean = () => true): readonly RuleSpan[] {
    const { values } = this.#context;
    if (!this.#fits(values)) this.#layOut(values);
    const passing = new Evaluator(this.#context, this.#memory);
    return this.#places.flatMap((studied) =>
      isWanted(studied.place.tracks) ? this.#spansIn(studied, { values, epochs }, passing) : [],
    );
  }

  #spansIn(studied: StudiedPlace, now: Seen, passing: Evaluator): readonly RuleSpan[] {
    const { place, seen } = studied;
    const changed = seen === undefined ? undefined : this.#changesBetween(seen, now);
    if (changed === '') return studied.spans;
    const evaluator = studied.evaluator ?? passing;
    if (changed === undefined || studied.evaluator === undefined) evaluator.open(place.stretches);
    else evaluator.again(this.#partsFor(changed));
    studied.spans = this.#find(evaluator, place);
    studied.seen = now;
    return studied.spans;
  }

  #find(evaluator: Evaluator, { tracks }: Place): readonly RuleSpan[] {
    const { event } = this.plan;
    return evaluator.stretchesOf(event.when).flatMap((stretch) => {
      evaluator.enter(stretch);
      const { startFrame } = evaluator.binding;
      return findSpans(evaluator, event).map(({ start, end }) => ({
        tracks,
        startFrame: startFrame + start,
        endFrame: startFrame + end,
      }));
    });
  }

  /** Names of what has changed between two evaluations, in one text; empty where nothing has that this type reads. */
  #changesBetween(before: Seen, now: Seen): string {
    if (before === now) return '';
    return [
      ...this.#parameters
        .filter((name) => before.values.get(name) !== now.values.get(name))
        .map((name) => `$${name}`),
      ...this.plan.eventsRead.filter((type) => before.epochs.get(type) !== now.epochs.get(type)),
    ].join(' ');
  }

  #partsFor(changed: string): ReadonlySet<number> {
    const known = this.#parts.get(changed);
    if (known !== undefined) return known;
    const names = changed.split(' ');
    const parameters = new Set(names.filter((name) => name.startsWith('$')).map((name) => name.slice(1)));
    const types = new Set(names.filter((name) => !name.startsWith('$')));
    const parts = changedParts(this.#context.plan, this.plan.event, { parameters, types });
    this.#parts.set(changed, parts);
    return parts;
  }
}

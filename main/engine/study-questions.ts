import type { Participant } from '#contract/entities/candidate';
import { frameAtS, frameStartS, withSeconds } from '#contract/entities/frame-index';
import { problem, raise } from '#contract/errors';
import type { FrameSpan, TimeSpan } from '#contract/interval';
import type { VanishPoint, WhatIfSpan, WhatIfView } from '#contract/rpc/what-if';
import type { EventType, Ontology, Parameter } from '#ontology/model';
import { constantValue } from '#ontology/expression-parts';
import { createRandom } from '#pipeline/simulation/random';
import { bindingKey } from '#pipeline/candidates/binding';
import { participantsOf } from '#pipeline/candidates/participants';
import { toUs } from '#pipeline/candidates/time-axis';
import { type Difference, differenceOf } from '#pipeline/what-if/difference';
import type { Found } from '#pipeline/what-if/estimate';
import { type Values, writtenValues } from '#pipeline/what-if/rule-study';
import { drawSamples, looseValues, type Sample } from '#pipeline/what-if/samples';
import type { RuleSpan } from '#pipeline/what-if/type-study';
import { vanishPoints } from '#pipeline/what-if/vanish';
import type { AskedStudy } from './studies.ts';

/** Values of parameters in their written units. */
export type Written = Readonly<Record<string, number>>;

/** Who takes part in an event, zones left out or not, and when. */
export interface CastSpan extends FrameSpan {
  readonly cast: readonly Participant[];
}

/** A sample as a candidate would be. */
export interface NamedSample extends TimeSpan, Pick<Sample, 'origin' | 'probability'> {
  readonly actors: readonly Participant[];
  readonly objects: readonly Participant[];
  /** Written values that find it, of one that is just below the thresholds. */
  readonly looseValues?: Readonly<Record<string, string>> | undefined;
}

/** Everything that a study can be asked. */
export interface Questions {
  readonly view: {
    readonly asks: {
      readonly before: Written;
      readonly after: Written;
      readonly lengthS: number;
      readonly fromS?: number | undefined;
    };
    readonly answers: WhatIfView;
  };
  /** Where the type is found with each of these values, among these casts only; the key of each, which what is found has too. */
  readonly found: {
    readonly asks: {
      readonly values: readonly Written[];
      readonly casts: readonly (readonly Participant[])[];
    };
    readonly answers: {
      readonly starved?: string | undefined;
      readonly keys: readonly string[];
      readonly found: readonly (readonly Found[])[];
    };
  };
  readonly vanish: { readonly asks: CastSpan; readonly answers: readonly VanishPoint[] };
  readonly samples: {
    readonly asks: { readonly count: number; readonly seed: number; readonly seen: readonly CastSpan[] };
    readonly answers: { readonly starved?: string | undefined; readonly samples: readonly NamedSample[] };
  };
}
export type QuestionName = keyof Questions;

/** Listed of each kind at most; the counts are of all. */
const mostListed = 1000;
/** Windows are as long as the longest event, and at most this long. */
const longestWindowUs = 10_000_000;

function valuesOf(ontology: Ontology, written: Written): Values {
  const values = new Map(writtenValues(ontology));
  for (const { name, factor } of ontology.parameters) {
    const given = written[name];
    if (given !== undefined) values.set(name, given * factor);
  }
  return values;
}

function idsOf({ open }: AskedStudy, tracks: readonly number[]): readonly string[] {
  return tracks.map((track) => open.scene.tracks[track]?.trackId ?? '');
}

function named(asked: AskedStudy, span: RuleSpan): WhatIfSpan {
  const { startFrame, endFrame } = span;
  const { frameIndex } = asked.open.scene;
  return { trackIds: [...idsOf(asked, span.tracks)], ...withSeconds(frameIndex, { startFrame, endFrame }) };
}

/** Where the shown stretch begins: as asked, else with the stretch that the first change lies in. */
function beginOf(
  { open }: AskedStudy,
  { fromS, lengthS }: Pick<Questions['view']['asks'], 'fromS' | 'lengthS'>,
  { vanish, appear, move }: Difference,
): number {
  if (fromS !== undefined) return fromS;
  const changed = [...vanish, ...appear, ...move.map(({ to }) => to)];
  const first = changed.reduce(
    (least, { startFrame }) => Math.min(least, startFrame),
    Number.MAX_SAFE_INTEGER,
  );
  if (first === Number.MAX_SAFE_INTEGER) return 0;
  return Math.floor(frameStartS(open.scene.frameIndex, first) / lengthS) * lengthS;
}

/** Those that reach into the span, the first in time. */
function within<Item>(
  items: readonly Item[],
  { startFrame, endFrame }: FrameSpan,
  spanOf: (item: Item) => FrameSpan,
): readonly Item[] {
  return items
    .filter((item) => spanOf(item).startFrame < endFrame && spanOf(item).endFrame > startFrame)
    .toSorted((a, b) => spanOf(a).startFrame - spanOf(b).startFrame)
    .slice(0, mostListed);
}

/** What was found with values that are asked for again and again. */
function remembered({ open, ontology }: AskedStudy, written: Written): readonly RuleSpan[] {
  const values = valuesOf(ontology, written);
  const key = JSON.stringify([...values]);
  const known = open.remembered.get(key);
  if (known !== undefined) return known;
  const spans = open.study.spans(values);
  open.remembered.clear();
  open.remembered.set(key, spans);
  return spans;
}

function eventOf({ ontology }: AskedStudy, type: string): EventType {
  const event = ontology.events.find(({ name }) => name === type);
  return event ?? raise(problem('not_found', `This ontology has no event type "${type}".`));
}

function view(asked: AskedStudy, asks: Questions['view']['asks']): WhatIfView {
  const { study, scene } = asked.open;
  const was = remembered(asked, asks.before);
  const startMs = performance.now();
  const is = study.spans(valuesOf(asked.ontology, asks.after));
  const tookMs = performance.now() - startMs;
  const difference = differenceOf(was, is);
  const { same, move, vanish, appear } = difference;
  const fromS = beginOf(asked, asks, difference);
  const shown = {
    startFrame: frameAtS(scene.frameIndex, fromS),
    endFrame: frameAtS(scene.frameIndex, fromS + asks.lengthS) + 1,
  };
  const list = (spans: readonly RuleSpan[]): WhatIfSpan[] =>
    within(spans, shown, (span) => span).map((span) => named(asked, span));
  return {
    starved: study.starved,
    before: was.length,
    after: is.length,
    tookMs,
    fromS,
    lengthS: asks.lengthS,
    counts: { same: same.length, move: move.length, vanish: vanish.length, appear: appear.length },
    same: list(same),
    move: within(move, shown, ({ to }) => to).map(({ from, to }) => ({
      from: named(asked, from),
      to: named(asked, to),
    })),
    vanish: list(vanish),
    appear: list(appear),
  };
}

/** The tracks in the roles of a type; -1 for one that the source lacks. */
function tracksOf({ open }: AskedStudy, event: EventType, cast: readonly Participant[]): readonly number[] {
  return event.roles.flatMap(({ name, optional }) => {
    const id = cast.find(({ role }) => role === name)?.trackId;
    if (id === undefined && optional === true) return [];
    return [(id === undefined ? undefined : open.numbers.get(id)) ?? -1];
  });
}

function found(
  asked: AskedStudy,
  { values, casts }: Questions['found']['asks'],
  type: string,
): Questions['found']['answers'] {
  const { study } = asked.open;
  const event = eventOf(asked, type);
  const keyOf = (tracks: readonly number[]): string => bindingKey(tracks, event.symmetric);
  const keys = casts.map((cast) => keyOf(tracksOf(asked, event, cast)));
  const wanted = new Set(keys);
  const at = (written: Written): readonly Found[] =>
    study
      .spans(valuesOf(asked.ontology, written), (tracks) => wanted.has(keyOf(tracks)))
      .map(({ tracks, startFrame, endFrame }) => ({ key: keyOf(tracks), startFrame, endFrame }));
  return { starved: study.starved, keys, found: values.map(at) };
}

function written({ factor }: Parameter, value: number): number {
  return Number((value / factor).toPrecision(3));
}

function vanish(
  asked: AskedStudy,
  { cast, startFrame, endFrame }: CastSpan,
  type: string,
): readonly VanishPoint[] {
  const { open, ontology } = asked;
  const values = writtenValues(ontology);
  const tracks = tracksOf(asked, eventOf(asked, type), cast);
  const points = vanishPoints(open.study, values, { startFrame, endFrame, tracks }, ontology.parameters);
  return points.flatMap(({ parameter, below, above }) => {
    const declared = ontology.parameters.find(({ name }) => name === parameter);
    if (declared?.low === undefined || declared.high === undefined) return [];
    const inUnit = (value: number | undefined): number | undefined =>
      value === undefined ? undefined : written(declared, value);
    return [
      {
        parameter,
        unit: declared.unitText,
        now: written(declared, declared.value),
        low: written(declared, declared.low),
        high: written(declared, declared.high),
        below: inUnit(below),
        above: inUnit(above),
      },
    ];
  });
}

/** The type with its optional role empty, where it is. */
function variantOf(event: EventType, tracks: readonly number[]): EventType {
  return tracks.length < event.roles.length ? (event.alone ?? event) : event;
}

/** As long as an event of the type can be, within bounds. */
function windowUs({ length }: EventType, values: Values): number {
  if (length === undefined) return longestWindowUs;
  return Math.min(longestWindowUs, toUs(constantValue(length.high, values)));
}

function samples(
  asked: AskedStudy,
  { count, seed, seen }: Questions['samples']['asks'],
  type: string,
): Questions['samples']['answers'] {
  const { open, ontology } = asked;
  const { study, scene } = open;
  const event = eventOf(asked, type);
  const values = writtenValues(ontology);
  const loose = looseValues(study, values, ontology.parameters);
  const looseTexts = Object.fromEntries(
    ontology.parameters.map((parameter) => [
      parameter.name,
      `${written(parameter, loose.get(parameter.name) ?? parameter.value)} ${parameter.unitText}`.trim(),
    ]),
  );
  const population = {
    loose: study.spans(loose),
    found: study.spans(values),
    seen: seen.map(({ cast, startFrame, endFrame }) => ({
      tracks: tracksOf(asked, event, cast),
      startFrame,
      endFrame,
    })),
    places: study.places,
    axis: study.axis,
    windowUs: windowUs(event, values),
  };
  const drawn = drawSamples(population, count, createRandom(seed).next);
  return {
    starved: study.starved,
    samples: drawn.map(({ tracks, origin, probability, ...span }) => ({
      ...withSeconds(scene.frameIndex, { startFrame: span.startFrame, endFrame: span.endFrame }),
      ...participantsOf(scene, variantOf(event, tracks), tracks),
      origin,
      probability,
      looseValues: origin === 'below_threshold' ? looseTexts : undefined,
    })),
  };
}

type Answers = {
  readonly [Name in QuestionName]: (
    asked: AskedStudy,
    asks: Questions[Name]['asks'],
    type: string,
  ) => Questions[Name]['answers'];
};

const answers: Answers = { view, found, vanish, samples };

/** Answers a question about an open study of `type`. */
export function answerQuestion<Name extends QuestionName>(
  name: Name,
  asked: AskedStudy,
  asks: Questions[Name]['asks'],
  type: string,
): Questions[Name]['answers'] {
  return answers[name](asked, asks, type);
}

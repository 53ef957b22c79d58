import type { Scene } from '#contract/ports/scene';
import {
  type BoutsExpression,
  constantValue,
  type EventUse,
  type ValueExpression,
} from '#ontology/expression';
import type { EventType, Ontology } from '#ontology/model';
import { oracleInBout, oracleTruth } from './oracle-truths.ts';
import { elapsedUs, type OracleBinding, oracleValue } from './oracle-values.ts';

/** A candidate as the oracle finds it, in absolute frames, with tracks by slot. */
export interface OracleCandidate {
  readonly type: string;
  readonly tracks: readonly number[];
  readonly start: number;
  readonly end: number;
  /** Start of the stimulus, for a reaction. */
  readonly cause?: number | undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Search {
  readonly ontology: Ontology;
  readonly binding: OracleBinding;
  readonly found: readonly OracleCandidate[];
}

function boundUs({ binding }: Search, expression: ValueExpression): number {
  return Math.round(constantValue(expression, binding.parameters) * 1e6);
}

function sameTracks(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((track, slot) => track === b[slot]);
}

function eventSpans({ ontology, binding, found }: Search, use: EventUse): readonly Span[] {
  const tracks = use.slots.map((slot) => binding.tracks[slot] ?? -1);
  const symmetric = ontology.events.some((event) => event.name === use.type && event.symmetric);
  return found
    .filter((candidate) => candidate.type === use.type)
    .filter(
      (candidate) =>
        sameTracks(candidate.tracks, tracks) ||
        (symmetric && sameTracks(candidate.tracks, tracks.toReversed())),
    )
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Maximal spans of frames that surely lie in a bout. */
function spansOfFrames({ binding }: Search, expression: BoutsExpression): readonly Span[] {
  const { startFrame, endFrame } = binding;
  const sure = Array.from(
    { length: endFrame - startFrame },
    (_, i) => oracleInBout(binding, expression, startFrame + i) === true,
  );
  return sure.flatMap((_, start) => {
    const end = sure.findIndex((held, i) => i >= start && !held);
    const begins = sure[start] === true && sure[start - 1] !== true;
    return begins ? [{ start: startFrame + start, end: end === -1 ? endFrame : startFrame + end }] : [];
  });
}

function follows({ binding }: Search, first: Span, second: Span, withinUs: number): boolean {
  return second.start > first.start && elapsedUs(binding, first.end, second.start) <= withinUs;
}

function sequences(
  search: Search,
  firsts: readonly Span[],
  seconds: readonly Span[],
  withinUs: number,
): readonly Span[] {
  const taken = new Set<number>();
  const spans: Span[] = [];
  for (const second of seconds) {
    const indexes = firsts.flatMap((first, index) =>
      follows(search, first, second, withinUs) ? [index] : [],
    );
    const index = Math.max(-1, ...indexes);
    const first = firsts[index];
    if (first === undefined || taken.has(index)) continue;
    taken.add(index);
    spans.push({ start: first.start, end: Math.max(first.end, second.end) });
  }
  return spans;
}

function frameWise(expression: BoutsExpression): boolean {
  if (expression.op === 'runs') return true;
  if (expression.op === 'sequence' || expression.op === 'event' || expression.op === 'starts') return false;
  return frameWise(expression.of);
}

function joined(search: Search, spans: readonly Span[], mostUs: number): readonly Span[] {
  const [first, ...rest] = spans;
  if (first === undefined) return [];
  const [second, ...others] = rest;
  if (second === undefined) return [first];
  if (elapsedUs(search.binding, first.end, second.start) <= mostUs)
    return joined(search, [{ start: first.start, end: Math.max(first.end, second.end) }, ...others], mostUs);
  return [first, ...joined(search, rest, mostUs)];
}

function spansOf(search: Search, expression: BoutsExpression): readonly Span[] {
  if (frameWise(expression)) return spansOfFrames(search, expression);
  switch (expression.op) {
    case 'event':
      return eventSpans(search, expression);
    case 'sequence':
      return sequences(
        search,
        spansOf(search, expression.first),
        spansOf(search, expression.second),
        boundUs(search, expression.within),
      );
    case 'for':
      return spansOf(search, expression.of).filter(
        ({ start, end }) => elapsedUs(search.binding, start, end) >= boundUs(search, expression.bound),
      );
    case 'gaps':
      return joined(search, spansOf(search, expression.of), boundUs(search, expression.bound));
    case 'starts': {
      const anchors = eventSpans(search, expression.anchor).map((span) => span[expression.edge]);
      return spansOf(search, expression.of).filter(({ start }) =>
        anchors.some((anchor) => inWindow(search, anchor, start, expression)),
      );
    }
    case 'named':
      return spansOf(search, expression.of);
    case 'runs':
      return [];
  }
}

interface Window {
  readonly low: ValueExpression;
  readonly high: ValueExpression;
}

function inWindow(search: Search, anchor: number, start: number, { low, high }: Window): boolean {
  const afterUs = elapsedUs(search.binding, anchor, start);
  return afterUs >= boundUs(search, low) && afterUs <= boundUs(search, high);
}

function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => Number.isFinite(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function stepAt({ binding }: Search, value: ValueExpression, frame: number): number {
  const frames = Array.from(
    { length: binding.endFrame - binding.startFrame },
    (_, i) => binding.startFrame + i,
  );
  const at = (chosen: readonly number[]): number => meanOf(chosen.map((f) => oracleValue(binding, value, f)));
  const before = frames.filter((f) => f < frame && elapsedUs(binding, f, frame) <= 400_000).toReversed();
  const after = frames.filter((f) => f >= frame && elapsedUs(binding, frame, f) < 400_000);
  return Math.abs(at(after) - at(before));
}

function snapped(search: Search, { snap }: EventType, edge: number): number {
  if (snap === undefined) return edge;
  const { startFrame, endFrame } = search.binding;
  if (edge <= startFrame || edge >= endFrame) return edge;
  const within = boundUs(search, snap.within);
  const frames = Array.from({ length: endFrame - startFrame + 1 }, (_, i) => startFrame + i)
    .filter((frame) => Math.abs(elapsedUs(search.binding, edge, frame)) <= within)
    .map((frame) => ({ frame, step: stepAt(search, snap.value, frame) }))
    .filter(({ step }) => step > 0)
    .toSorted(
      (a, b) => b.step - a.step || Math.abs(a.frame - edge) - Math.abs(b.frame - edge) || a.frame - b.frame,
    );
  return frames[0]?.frame ?? edge;
}

function snapSpan(search: Search, event: EventType, span: Span): Span {
  const start = snapped(search, event, span.start);
  const end = snapped(search, event, span.end);
  return start < end ? { start, end } : span;
}

function lengthFits(search: Search, { length }: EventType, { start, end }: Span): boolean {
  const us = elapsedUs(search.binding, start, end);
  return length === undefined || (us >= boundUs(search, length.low) && us <= boundUs(search, length.high));
}

function isFollowed(search: Search, { andThen }: EventType, span: Span): boolean {
  if (andThen === undefined) return true;
  return spansOf(search, andThen.of).some((next) =>
    follows(search, span, next, boundUs(search, andThen.within)),
  );
}

function causesOf(search: Search, { stimulus }: EventType, span: Span): readonly Span[] {
  if (stimulus === undefined) return [];
  const { where } = stimulus;
  const { startFrame, endFrame } = search.binding;
  return eventSpans(search, stimulus.event).filter((cause) => {
    const frames = Array.from({ length: cause.end - cause.start }, (_, i) => cause.start + i);
    const held = frames.some(
      (frame) =>
        frame >= startFrame &&
        frame < endFrame &&
        where !== undefined &&
        oracleTruth(search.binding, where, frame) === true,
    );
    return (where === undefined || held) && inWindow(search, cause[stimulus.after], span.start, stimulus);
  });
}

function inBinding(search: Search, event: EventType): readonly OracleCandidate[] {
  return spansOf(search, event.when)
    .map((span) => snapSpan(search, event, span))
    .filter((span) => lengthFits(search, event, span) && isFollowed(search, event, span))
    .flatMap((span) => {
      const cause = causesOf(search, event, span).at(-1)?.start;
      if (event.stimulus !== undefined && cause === undefined) return [];
      return [{ type: event.name, tracks: search.binding.tracks, ...span, cause }];
    });
}

type Spot = Pick<OracleBinding, 'tracks' | 'startFrame' | 'endFrame'>;

function spotsOf(scene: Scene, event: EventType): readonly Spot[] {
  const singles = scene.tracks.map(({ startFrame, endFrame }, track) => ({
    tracks: [track],
    startFrame,
    endFrame,
  }));
  const pairs = scene.pairs.flatMap(({ a, b, startFrame, endFrame }) => [
    { tracks: [a, b], startFrame, endFrame },
    ...(event.symmetric ? [] : [{ tracks: [b, a], startFrame, endFrame }]),
  ]);
  return [...singles, ...pairs].filter(
    ({ tracks }) =>
      tracks.length === event.roles.length &&
      event.roles.every(({ sourceClasses }, slot) =>
        sourceClasses.includes(scene.tracks[tracks[slot] ?? -1]?.className ?? ''),
      ),
  );
}

/** Every candidate of every type, by trying every span of every binding: slow, and written from the definitions alone. */
export function oraclePropose(
  ontology: Ontology,
  scene: Scene,
  parameters: ReadonlyMap<string, number>,
): readonly OracleCandidate[] {
  let found: readonly OracleCandidate[] = [];
  for (const name of ontology.order) {
    const event = ontology.events.find((each) => each.name === name);
    if (event === undefined) continue;
    const here = spotsOf(scene, event).flatMap((spot) => {
      const binding: OracleBinding = { scene, parameters, memory: new Map(), ...spot };
      return inBinding({ ontology, binding, found }, event);
    });
    found = [...found, ...here];
  }
  return found;
}

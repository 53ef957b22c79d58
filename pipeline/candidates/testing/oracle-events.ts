import type { Scene } from '#contract/ports/scene';
import { byOp, type ByOp } from '#ontology/by-op';
import type { BoutsExpression, EventUse, ValueExpression } from '#ontology/expression';
import { constantValue, everyPart } from '#ontology/expression-parts';
import type { Relation } from '#ontology/syntax';
import type { EventType, Ontology } from '#ontology/model';
import { oracleInBout, oracleTruth, oracleWithOther } from './oracle-truths.ts';
import { type Span, snapSpan } from './oracle-edges.ts';
import { elapsedUs, type OracleBinding } from './oracle-values.ts';

/** A candidate as the oracle finds it, in absolute frames, with tracks by slot. */
export interface OracleCandidate {
  readonly type: string;
  readonly tracks: readonly number[];
  readonly start: number;
  readonly end: number;
  /** Start of the stimulus, for a reaction. */
  readonly cause?: number | undefined;
  /** Tracks in the repeated role, for a type that has one. */
  readonly members?: readonly number[] | undefined;
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
  const { op } = expression;
  return (op === 'for' || op === 'gaps' || op === 'named') && frameWise(expression.of);
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

/** Maximal spans of the frames, of all that any of these spans has, for which `member` holds. */
function spansWhere(spans: readonly Span[], member: (frame: number) => boolean): readonly Span[] {
  const first = Math.min(...spans.map(({ start }) => start));
  const last = Math.max(...spans.map(({ end }) => end));
  const found: { start: number; end: number }[] = [];
  for (let frame = first; frame < last; frame += 1) {
    if (!member(frame)) continue;
    const before = found.at(-1);
    if (before?.end === frame) before.end = frame + 1;
    else found.push({ start: frame, end: frame + 1 });
  }
  return found;
}

function lies(frame: number, spans: readonly Span[]): boolean {
  return spans.some(({ start, end }) => start <= frame && frame < end);
}

/** Groups of spans next to each other in time of which so many lie within the time, those that share one joined. */
function repeated(search: Search, { of, least, within }: Of<'repeat'>): readonly Span[] {
  const spans = spansOf(search, of).toSorted((a, b) => a.start - b.start || a.end - b.end);
  const withinUs = boundUs(search, within);
  const takesPart = new Set<number>();
  const joinedToNext = new Set<number>();
  for (const from of spans.keys()) {
    const some = spans.slice(from, from + least);
    const end = Math.max(...some.map((span) => span.end));
    if (some.length < least || elapsedUs(search.binding, some[0]?.start ?? 0, end) > withinUs) continue;
    for (const number of some.keys()) {
      takesPart.add(from + number);
      if (number + 1 < least) joinedToNext.add(from + number);
    }
  }
  return spans.flatMap((span, number) => {
    if (!takesPart.has(number) || joinedToNext.has(number - 1)) return [];
    let last = number;
    while (joinedToNext.has(last)) last += 1;
    return [{ start: span.start, end: Math.max(...spans.slice(number, last + 1).map(({ end }) => end)) }];
  });
}

/** The order of two instants: before, at the same time, after. */
type Order = '<' | '=' | '>';

/** Each of Allen's relations by the order of start to start, start to end, end to start and end to end; `.` is any. */
const orders: Readonly<Record<Relation, string>> = {
  before: '..<.',
  after: '.>..',
  meets: '..=.',
  met_by: '.=..',
  overlaps: '<.><',
  overlapped_by: '><.>',
  starts: '=..<',
  started_by: '=..>',
  during: '>..<',
  contains: '<..>',
  finishes: '>..=',
  finished_by: '<..=',
  equals: '=..=',
};

function stands(search: Search, relation: Relation, a: Span, b: Span, toleranceUs: number): boolean {
  const order = (from: number, to: number): Order => {
    const us = elapsedUs(search.binding, from, to);
    return us > toleranceUs ? '<' : us < -toleranceUs ? '>' : '=';
  };
  const found = [order(a.start, b.start), order(a.start, b.end), order(a.end, b.start), order(a.end, b.end)];
  return found.every((sign, edge) => ['.', sign].includes(orders[relation][edge] ?? ''));
}

function related(search: Search, expression: Of<'related'>): readonly Span[] {
  const { relation, by, tolerance } = expression;
  const toleranceUs = tolerance === undefined ? 0 : boundUs(search, tolerance);
  const others = spansOf(search, expression.second);
  const gapUs = (a: Span, b: Span): number => {
    const [first, second] = relation === 'after' || relation === 'overlapped_by' ? [b, a] : [a, b];
    const us = elapsedUs(search.binding, first.end, second.start);
    return relation === 'before' || relation === 'after' ? us : -us;
  };
  const fits = (a: Span, b: Span): boolean =>
    by === undefined || (gapUs(a, b) >= boundUs(search, by.low) && gapUs(a, b) <= boundUs(search, by.high));
  return spansOf(search, expression.first).filter((a) =>
    others.some((b) => stands(search, relation, a, b, toleranceUs) && fits(a, b)),
  );
}

type Of<Op extends BoutsExpression['op']> = Extract<BoutsExpression, { readonly op: Op }>;

const finders: ByOp<BoutsExpression, Search, readonly Span[]> = {
  runs: () => [],
  event: eventSpans,
  sequence: (search, { first, second, within }) =>
    sequences(search, spansOf(search, first), spansOf(search, second), boundUs(search, within)),
  for: (search, { of, bound }) =>
    spansOf(search, of).filter(
      ({ start, end }) => elapsedUs(search.binding, start, end) >= boundUs(search, bound),
    ),
  gaps: (search, { of, bound }) => joined(search, spansOf(search, of), boundUs(search, bound)),
  starts(search, expression) {
    const anchors = eventSpans(search, expression.anchor).map((span) => span[expression.edge]);
    return spansOf(search, expression.of).filter(({ start }) =>
      anchors.some((anchor) => inWindow(search, anchor, start, expression)),
    );
  },
  union(search, { of }) {
    const all = of.flatMap((part) => spansOf(search, part));
    return spansWhere(all, (frame) => lies(frame, all));
  },
  intersection(search, { of }) {
    const parts = of.map((part) => spansOf(search, part));
    return spansWhere(parts.flat(), (frame) => parts.every((spans) => lies(frame, spans)));
  },
  except(search, { first, second }) {
    const [kept, cut] = [spansOf(search, first), spansOf(search, second)];
    return spansWhere(kept, (frame) => lies(frame, kept) && !lies(frame, cut));
  },
  repeat: repeated,
  related,
  named: (search, { of }) => spansOf(search, of),
};

function spansOf(search: Search, expression: BoutsExpression): readonly Span[] {
  return frameWise(expression) ? spansOfFrames(search, expression) : byOp(finders, search, expression);
}

interface Window {
  readonly low: ValueExpression;
  readonly high: ValueExpression;
}

function inWindow(search: Search, anchor: number, start: number, { low, high }: Window): boolean {
  const afterUs = elapsedUs(search.binding, anchor, start);
  return afterUs >= boundUs(search, low) && afterUs <= boundUs(search, high);
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

/** Every track that, put in the repeated role, makes what is said of it true in some frame of the bout. */
function membersOf(
  { binding }: Search,
  { gathers, when }: EventType,
  bout: Span,
): readonly number[] | undefined {
  if (gathers === undefined) return undefined;
  const counts = everyPart(when).flatMap((part) =>
    'alias' in part && part.alias === gathers.role.name ? [part] : [],
  );
  return [...binding.scene.tracks.keys()].filter((number) =>
    counts.some((count) => {
      const frames = Array.from({ length: bout.end - bout.start }, (_, i) => bout.start + i);
      return frames.some((frame) => oracleWithOther(binding, count, number, frame) === true);
    }),
  );
}

function inBinding(search: Search, event: EventType): readonly OracleCandidate[] {
  return spansOf(search, event.when)
    .map((bout) => ({ bout, span: snapSpan(search.binding, event, bout) }))
    .filter(({ span }) => lengthFits(search, event, span) && isFollowed(search, event, span))
    .flatMap(({ bout, span }) => {
      const cause = causesOf(search, event, span).at(-1)?.start;
      if (event.stimulus !== undefined && cause === undefined) return [];
      const members = membersOf(search, event, bout);
      return [{ type: event.name, tracks: search.binding.tracks, ...span, cause, members }];
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
    const before = found;
    const findAll = (type: EventType): readonly OracleCandidate[] =>
      spotsOf(scene, type).flatMap((spot) => {
        const binding: OracleBinding = { scene, parameters, memory: new Map(), ...spot };
        return inBinding({ ontology, binding, found: before }, type);
      });
    const here = findAll(event);
    const { alone } = event;
    const slot = event.roles.findIndex(({ name: role }) => role === alone?.roles[0]?.name);
    const empty = (alone === undefined ? [] : findAll(alone)).filter(
      (one) =>
        !here.some(
          ({ tracks, start, end }) => tracks[slot] === one.tracks[0] && start < one.end && end > one.start,
        ),
    );
    found = [...found, ...here, ...empty];
  }
  return found;
}

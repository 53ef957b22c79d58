import type { Relation } from '#ontology/syntax';
import { type Bout, type BoutClock, betweenUs } from './bouts.ts';

interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Joins intervals that overlap or touch, in order. */
function merged(intervals: readonly Interval[]): readonly Interval[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

function shared(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const pieces = a.flatMap((one) =>
    b.map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) })),
  );
  return merged(pieces.filter(({ start, end }) => start < end));
}

/** Each interval as a bout whose parts are those of the operands that overlap it, each with its operand's number. */
function withParts(intervals: readonly Interval[], of: readonly (readonly Bout[])[]): readonly Bout[] {
  return intervals.map(({ start, end }) => ({
    start,
    end,
    parts: of.flatMap((bouts, operand) =>
      bouts.filter((bout) => bout.start < end && bout.end > start).map((bout) => ({ ...bout, operand })),
    ),
  }));
}

/** The frames that lie in a bout of any operand. */
export function unionOf(of: readonly (readonly Bout[])[]): readonly Bout[] {
  return withParts(merged(of.flat()), of);
}

/** The frames that lie in a bout of every operand. */
export function intersectionOf(of: readonly (readonly Bout[])[]): readonly Bout[] {
  const [first = [], ...rest] = of;
  const frames = rest.reduce<readonly Interval[]>(
    (left, bouts) => shared(left, merged(bouts)),
    merged(first),
  );
  return withParts(frames, of);
}

/** The frames of `first` that lie in no bout of `second`. */
export function exceptOf(first: readonly Bout[], second: readonly Bout[]): readonly Bout[] {
  const holes = merged(second);
  const left = merged(first).flatMap(({ start, end }) => {
    const inside = holes.filter((hole) => hole.start < end && hole.end > start);
    const starts = [start, ...inside.map((hole) => hole.end)];
    const ends = [...inside.map((hole) => hole.start), end];
    return starts.map((from, number) => ({ start: from, end: ends[number] ?? from }));
  });
  return withParts(
    left.filter(({ start, end }) => start < end),
    [first],
  );
}

/** Bouts that come at least `least` times within `withinUs`, from the start of the first to the end of the last of them. */
export function repeatsOf(
  clock: BoutClock,
  bouts: readonly Bout[],
  least: number,
  withinUs: number,
): readonly Bout[] {
  const inOrder = bouts.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const groups: { from: number; to: number }[] = [];
  for (let from = 0; from + least <= inOrder.length; from += 1) {
    const some = inOrder.slice(from, from + least);
    const end = Math.max(...some.map((bout) => bout.end));
    if (betweenUs(clock, some[0]?.start ?? 0, end) > withinUs) continue;
    const last = groups.at(-1);
    if (last !== undefined && from < last.to) last.to = from + least;
    else groups.push({ from, to: from + least });
  }
  return groups.map(({ from, to }) => {
    const parts = inOrder.slice(from, to);
    return { start: parts[0]?.start ?? 0, end: Math.max(...parts.map(({ end }) => end)), parts };
  });
}

/** Signed times between the edges of two intervals, in microseconds. */
interface EdgeTimes {
  readonly startToStart: number;
  readonly startToEnd: number;
  readonly endToStart: number;
  readonly endToEnd: number;
}

type Holds = (times: EdgeTimes, toleranceUs: number) => boolean;

const less = (time: number, toleranceUs: number): boolean => time > toleranceUs;
const more = (time: number, toleranceUs: number): boolean => time < -toleranceUs;
const equal = (time: number, toleranceUs: number): boolean => Math.abs(time) <= toleranceUs;

/**
 * The thirteen relations of two intervals (Allen, 1983), by the times from edges of the first to edges of the second. Edges
 * within the tolerance count as equal, so that exactly one relation holds of intervals that are longer than twice as much.
 */
const relations: Readonly<Record<Relation, Holds>> = {
  before: ({ endToStart }, t) => less(endToStart, t),
  after: ({ startToEnd }, t) => more(startToEnd, t),
  meets: ({ endToStart }, t) => equal(endToStart, t),
  met_by: ({ startToEnd }, t) => equal(startToEnd, t),
  overlaps: ({ startToStart, endToStart, endToEnd }, t) =>
    less(startToStart, t) && more(endToStart, t) && less(endToEnd, t),
  overlapped_by: ({ startToStart, startToEnd, endToEnd }, t) =>
    more(startToStart, t) && less(startToEnd, t) && more(endToEnd, t),
  starts: ({ startToStart, endToEnd }, t) => equal(startToStart, t) && less(endToEnd, t),
  started_by: ({ startToStart, endToEnd }, t) => equal(startToStart, t) && more(endToEnd, t),
  during: ({ startToStart, endToEnd }, t) => more(startToStart, t) && less(endToEnd, t),
  contains: ({ startToStart, endToEnd }, t) => less(startToStart, t) && more(endToEnd, t),
  finishes: ({ startToStart, endToEnd }, t) => more(startToStart, t) && equal(endToEnd, t),
  finished_by: ({ startToStart, endToEnd }, t) => less(startToStart, t) && equal(endToEnd, t),
  equals: ({ startToStart, endToEnd }, t) => equal(startToStart, t) && equal(endToEnd, t),
};

/** What a relation's bounds are about: the time between two that come one after the other, or that they share. */
function boundedUs(relation: Relation, { endToStart, startToEnd }: EdgeTimes): number {
  if (relation === 'before') return endToStart;
  if (relation === 'after') return -startToEnd;
  if (relation === 'overlaps') return -endToStart;
  return relation === 'overlapped_by' ? startToEnd : 0;
}

export interface RelationBounds {
  readonly relation: Relation;
  readonly lowUs: number;
  readonly highUs: number;
  readonly toleranceUs: number;
}

function isRelated(clock: BoutClock, a: Interval, b: Interval, bounds: RelationBounds): boolean {
  const { relation, lowUs, highUs, toleranceUs } = bounds;
  const times = {
    startToStart: betweenUs(clock, a.start, b.start),
    startToEnd: betweenUs(clock, a.start, b.end),
    endToStart: betweenUs(clock, a.end, b.start),
    endToEnd: betweenUs(clock, a.end, b.end),
  };
  const boundUs = boundedUs(relation, times);
  return relations[relation](times, toleranceUs) && boundUs >= lowUs && boundUs <= highUs;
}

/** The bouts of `first` that stand in the relation to one of `second`; each with the first of those as its other part. */
export function relatedOf(
  clock: BoutClock,
  first: readonly Bout[],
  second: readonly Bout[],
  bounds: RelationBounds,
): readonly Bout[] {
  return first.flatMap((bout) => {
    const other = second.find((each) => isRelated(clock, bout, each, bounds));
    if (other === undefined) return [];
    const parts = [
      { ...bout, operand: 0 },
      { ...other, operand: 1 },
    ];
    return [{ start: bout.start, end: bout.end, parts }];
  });
}

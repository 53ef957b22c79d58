import type { ProposedCandidate } from './candidate.ts';
import { spanUs, type TimeAxis } from './time-axis.ts';

/**
 * An interval `[start, end)` in frames of its binding. `parts` are the bouts it was made of: those a `gaps` joined, the
 * two of a sequence, or those of several operands. `candidate` is the candidate of another event type that it stands for.
 */
export interface Bout {
  readonly start: number;
  readonly end: number;
  readonly parts?: readonly Bout[] | undefined;
  readonly candidate?: ProposedCandidate | undefined;
  /** Of a part: which operand of several it is a bout of. */
  readonly operand?: number | undefined;
}

/** Where the bouts of a binding lie in time: its first frame and the clip's axis. */
export interface BoutClock {
  readonly axis: TimeAxis;
  readonly startFrame: number;
}

/** Microseconds between two frames of a binding. */
export function betweenUs(clock: BoutClock, from: number, to: number): number {
  return spanUs(clock.axis, clock.startFrame + from, clock.startFrame + to);
}

/** Those that last at least `leastUs`. */
export function lastingAtLeast(clock: BoutClock, bouts: readonly Bout[], leastUs: number): readonly Bout[] {
  return bouts.filter(({ start, end }) => betweenUs(clock, start, end) >= leastUs);
}

/** Bouts joined over every gap of at most `mostUs`; each keeps what it was joined from. */
export function joinGaps(clock: BoutClock, bouts: readonly Bout[], mostUs: number): readonly Bout[] {
  const joined: { start: number; end: number; parts: Bout[] }[] = [];
  for (const bout of bouts) {
    const last = joined.at(-1);
    if (last !== undefined && betweenUs(clock, last.end, bout.start) <= mostUs) {
      last.end = Math.max(last.end, bout.end);
      last.parts.push(bout);
    } else joined.push({ start: bout.start, end: bout.end, parts: [bout] });
  }
  return joined;
}

/** Whether `second` begins after `first` begins and at most `withinUs` after it ends. */
export function followsWithin(clock: BoutClock, first: Bout, second: Bout, withinUs: number): boolean {
  return second.start > first.start && betweenUs(clock, first.end, second.start) <= withinUs;
}

/**
 * Each bout of `seconds` with the last one of `firsts` that it follows; a first that is followed twice counts once, with
 * the earlier. The result runs from the first's start to the second's end.
 */
export function sequences(
  clock: BoutClock,
  firsts: readonly Bout[],
  seconds: readonly Bout[],
  withinUs: number,
): readonly Bout[] {
  const used = new Set<Bout>();
  return seconds.flatMap((second) => {
    const first = firsts.findLast((candidate) => followsWithin(clock, candidate, second, withinUs));
    if (first === undefined || used.has(first)) return [];
    used.add(first);
    return [{ start: first.start, end: Math.max(first.end, second.end), parts: [first, second] }];
  });
}

/** Those that start from `lowUs` to `highUs` after one of the given frames. */
export function startingWithin(
  clock: BoutClock,
  bouts: readonly Bout[],
  anchors: readonly number[],
  lowUs: number,
  highUs: number,
): readonly Bout[] {
  return bouts.filter(({ start }) =>
    anchors.some((anchor) => {
      const afterUs = betweenUs(clock, anchor, start);
      return afterUs >= lowUs && afterUs <= highUs;
    }),
  );
}

import type { ChangePointOptions, ChangePointSearch, Column } from '#contract/ports/kernels';
import { at } from '../columns.ts';

/** A place where the last segment may begin. */
interface Start {
  readonly sample: number;
  /** Least cost of everything before it, less the sum of squares so far: that sum is the same for every way to cut. */
  readonly cost: number;
  /** Sum of each channel's samples before it. */
  readonly sums: readonly number[];
  /** Whether the last look found that beginning at that sample instead was no worse. */
  readonly beaten: boolean;
}

/** Least cost when the last segment begins at `start` and ends before `sample`. */
function costFrom(start: Start, sample: number, sums: readonly number[]): number {
  let square = 0;
  for (let c = 0; c < sums.length; c += 1) {
    const sum = (sums[c] ?? 0) - (start.sums[c] ?? 0);
    square += sum * sum;
  }
  return start.cost - square / (sample - start.sample);
}

/** Walks back from the end through the last segment's start of each prefix. */
export function changesFrom(lastStart: ArrayLike<number>, count: number): Int32Array {
  const changes: number[] = [];
  for (let end = lastStart[count] ?? 0; end > 0; end = lastStart[end] ?? 0) changes.push(end);
  return Int32Array.from(changes.toReversed());
}

/**
 * See `Kernels.searchChangePoints`. Samples are taken relative to each channel's first one. Every `minLength - 1` samples it
 * looks which starts are beaten, and drops those that the look before found: only now may the sample of that look itself begin a
 * segment. Pruned at once, as is often done, the search would not be exact.
 */
export function searchChangePoints(channels: number, options: ChangePointOptions): ChangePointSearch {
  const { penalty, minLength } = options;
  const firsts: number[] = [];
  const sums = Array.from({ length: channels }, () => 0);
  const lastStart: number[] = [0];
  let waiting: Start[] = [{ sample: 0, cost: -penalty, sums: [...sums], beaten: false }];
  let starts: Start[] = [];
  let count = 0;

  function admit(): void {
    starts.push(...waiting.filter((start) => start.sample <= count - minLength));
    waiting = waiting.filter((start) => start.sample > count - minLength);
  }

  function step(): void {
    count += 1;
    lastStart.push(0);
    if (count < minLength) return;
    admit();
    const costs = starts.map((start) => costFrom(start, count, sums));
    const best = costs.reduce((least, cost) => (cost < least ? cost : least), Number.POSITIVE_INFINITY);
    const cost = best + penalty;
    lastStart[count] = starts[costs.indexOf(best)]?.sample ?? 0;
    if (count % (minLength - 1) === 0)
      starts = starts
        .map((start, i) => ({ ...start, beaten: (costs[i] ?? 0) >= cost, drop: start.beaten }))
        .filter(({ drop }) => !drop);
    waiting.push({ sample: count, cost, sums: [...sums], beaten: false });
  }

  return {
    push(portion: readonly Column[]) {
      for (let row = 0; row < (portion[0]?.length ?? 0); row += 1) {
        portion.forEach((channel, c) => {
          firsts[c] ??= at(channel, row);
          sums[c] = (sums[c] ?? 0) + (at(channel, row) - (firsts[c] ?? 0));
        });
        step();
      }
    },
    finish: () => changesFrom(lastStart, count),
  };
}

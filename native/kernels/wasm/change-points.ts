import type { ChangePointOptions, ChangePointSearch, Column } from '#contract/ports/kernels';
import { at } from '../columns.ts';
import type { Engine } from './arena.ts';
import { createGrowing } from './growing.ts';

const portionSamples = 4096;

/** What a search keeps between portions; see `cpp/change-points.h`. */
interface Kept {
  /** Samples seen, starts that are tried, starts that wait. */
  readonly counts: Int32Array;
  /** Columns of starts, each as long as there are starts. */
  starts: readonly Float64Array[];
  readonly sums: Float64Array;
  readonly firsts: Float64Array;
}

/** Sample, cost and whether it is beaten, and one sum a channel. */
function startColumns(channels: number): number {
  return 3 + channels;
}

function firstState(channels: number, penalty: number): Kept {
  const first = [0, -penalty];
  const starts = Array.from({ length: startColumns(channels) }, (_, i) => Float64Array.of(first[i] ?? 0));
  return {
    counts: Int32Array.of(0, 0, 1),
    starts,
    sums: new Float64Array(channels),
    firsts: new Float64Array(channels),
  };
}

/** Runs one portion; the last segment's start for each of its samples. */
function runPortion(
  { wasm, arena }: Engine,
  kept: Kept,
  options: ChangePointOptions,
  portion: readonly Column[],
): Int32Array {
  arena.reset();
  const channels = portion.length;
  const count = portion[0]?.length ?? 0;
  const columns = startColumns(channels);
  const room = (kept.starts[0]?.length ?? 0) + count + 2;
  const counts = arena.take(12);
  const starts = arena.take(8 * columns * room);
  const values = arena.take(4 * channels * count);
  const firsts = arena.take(8 * channels);
  const sums = arena.take(8 * channels);
  const costs = arena.take(8 * room);
  const lastStart = arena.take(4 * count);
  arena.ints(counts, 3).set(kept.counts);
  kept.starts.forEach((column, i) =>
    arena
      .doubles(starts + 8 * i * room, room)
      .fill(0)
      .set(column),
  );
  portion.forEach((channel, c) => arena.floats(values + 4 * c * count, count).set(channel));
  arena.doubles(firsts, channels).set(kept.firsts);
  arena.doubles(sums, channels).set(kept.sums);
  const { penalty, minLength } = options;
  const where = [values, count, count, firsts, sums, costs, lastStart];
  wasm.pushSamples(penalty, minLength, channels, counts, starts, room, ...where);
  kept.counts.set(arena.ints(counts, 3));
  kept.sums.set(arena.doubles(sums, channels));
  const alive = (kept.counts[1] ?? 0) + (kept.counts[2] ?? 0);
  kept.starts = Array.from({ length: columns }, (_, i) =>
    arena.doubles(starts + 8 * i * room, alive).slice(),
  );
  return arena.ints(lastStart, count);
}

/** Walks back from the end through the last segment's start of each prefix. */
function changesFrom(lastStart: Int32Array): Int32Array {
  const changes: number[] = [];
  const before = (end: number) => (end === 0 ? 0 : (lastStart[end - 1] ?? 0));
  for (let end = before(lastStart.length); end > 0; end = before(end)) changes.push(end);
  return Int32Array.from(changes.toReversed());
}

/** See `Kernels.searchChangePoints`. Nothing of a search stays in the kernels' memory between two portions. */
export function searchChangePoints(
  engine: Engine,
  channels: number,
  options: ChangePointOptions,
): ChangePointSearch {
  const kept = firstState(channels, options.penalty);
  const lastStart = createGrowing();
  return {
    push(portion) {
      const length = portion[0]?.length ?? 0;
      if (lastStart.length() === 0 && length > 0)
        portion.forEach((channel, c) => {
          kept.firsts[c] = at(channel, 0);
        });
      for (let from = 0; from < length; from += portionSamples) {
        const to = Math.min(length, from + portionSamples);
        const slices = portion.map((channel) => channel.subarray(from, to));
        lastStart.append(runPortion(engine, kept, options, slices));
      }
    },
    finish: () => changesFrom(lastStart.values()),
  };
}

import type { Column } from './columns.ts';
import type { Mask } from './masks.ts';

/** Frames that are looked at together when something of a mask may have changed. */
const chunkFrames = 64;

/** Frames `[from, to)` of a block. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

/** When a mask changed: as a whole, and each chunk of it, by number of the round. */
interface Changes {
  readonly whole: number;
  /** The round in which any of it changed last. */
  readonly last: number;
  readonly chunks?: Int32Array | undefined;
}

/** The least and the highest known value of each chunk; of a chunk without known values no value lies between. */
interface Extremes {
  readonly least: Float64Array;
  readonly highest: Float64Array;
}

/** A value by its number, and the number that it is compared with now. */
export interface Comparing {
  readonly valueNode: number;
  readonly values: Column;
  readonly constant: number;
}

interface Kept {
  readonly mask: Mask;
  /** The round in which it was brought up to date. */
  readonly round: number;
}

/** Whether a value of the chunk may lie from `low` to `high`. */
function isReaching({ least, highest }: Extremes, chunk: number, low: number, high: number): boolean {
  return (highest[chunk] ?? 0) >= low && (least[chunk] ?? 0) <= high;
}

function extremesOf(values: Column, length: number): Extremes {
  const count = Math.ceil(length / chunkFrames);
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let chunk = 0; chunk < count; chunk++) {
    const to = Math.min(length, (chunk + 1) * chunkFrames);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = chunk * chunkFrames; i < to; i++) {
      const value = values[i] ?? Number.NaN;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    least[chunk] = low;
    highest[chunk] = high;
  }
  return { least, highest };
}

/**
 * Remembers, over rounds in which parameters change, in which frames the masks of a block may have changed, so that each is made
 * anew only there.
 */
export class MaskUpdates {
  readonly #kept = new Map<number, Kept>();
  readonly #changes = new Map<number, Changes>();
  readonly #comparisons = new Map<number, Comparing & { readonly extremes?: Extremes }>();
  readonly #valueRounds = new Map<number, number>();
  #round = 0;
  #length = 0;

  /** Forgets everything, for another block. */
  restart(length: number): void {
    this.#length = length;
    this.#round = 0;
    for (const map of [this.#kept, this.#changes, this.#comparisons, this.#valueRounds]) map.clear();
  }

  nextRound(): void {
    this.#round += 1;
  }

  /** The mask of a part as it was when it was last made. */
  before(node: number): Mask | undefined {
    return this.#kept.get(node)?.mask;
  }

  /** Notes that a mask was made as a whole, and of which comparison with a number, where it is of one. */
  made(node: number, mask: Mask, comparing?: Comparing): void {
    this.#kept.set(node, { mask, round: this.#round });
    this.#changes.set(node, { whole: this.#round, last: this.#round });
    if (comparing === undefined) this.#comparisons.delete(node);
    else this.#comparisons.set(node, comparing);
  }

  /** Notes that the values of a part are no longer the same. */
  valuesChanged(node: number): void {
    this.#valueRounds.set(node, this.#round);
  }

  /**
   * Calls `again` with every stretch in which a comparison of a value with a number may turn out otherwise than when it was last
   * made, and notes where it says that it did; false where it has to be made as a whole.
   */
  compared(node: number, now: Comparing, again: (stretch: FrameRange) => boolean): boolean {
    const was = this.#comparisons.get(node);
    if (was === undefined || !this.#isComparable(node, was, now)) return false;
    const { values, constant } = now;
    const extremes = was.extremes ?? extremesOf(values, this.#length);
    this.#comparisons.set(node, { ...now, extremes });
    const touched = this.#touching(node);
    const [low, high] = [Math.min(was.constant, constant), Math.max(was.constant, constant)];
    const stretch = { from: 0, to: 0 };
    for (let chunk = 0; chunk < extremes.least.length; chunk++) {
      if (!isReaching(extremes, chunk, low, high)) continue;
      stretch.from = chunk * chunkFrames;
      stretch.to = Math.min(this.#length, stretch.from + chunkFrames);
      if (again(stretch)) touched.add(chunk);
    }
    return true;
  }

  /** Whether only the number that the value is compared with is another. */
  #isComparable(node: number, was: Comparing, now: Comparing): boolean {
    if (was.values !== now.values || Number.isNaN(was.constant - now.constant)) return false;
    return (this.#valueRounds.get(now.valueNode) ?? -1) <= (this.#kept.get(node)?.round ?? -1);
  }

  /** The ranges in which a mask made of these parts, frame by frame, may have changed since it was made; notes that it now is. */
  joined(node: number, parts: readonly number[]): readonly FrameRange[] {
    const since = this.#kept.get(node)?.round ?? -1;
    const unknown = { whole: this.#round, last: this.#round, chunks: undefined };
    const changes = parts
      .map((part) => this.#changes.get(part) ?? unknown)
      .filter(({ last }) => last > since);
    const touched = this.#touching(node);
    const count = Math.ceil(this.#length / chunkFrames);
    const isWhole = changes.some(({ whole }) => whole > since);
    const marks = changes.flatMap(({ chunks }) => chunks ?? []);
    for (let chunk = 0; chunk < count; chunk++)
      if (isWhole || marks.some((chunks) => (chunks[chunk] ?? -1) > since)) touched.add(chunk);
    return touched.ranges;
  }

  /** Notes that a mask is up to date now, and which of its chunks, ascending, may have changed. */
  #touching(node: number): { add(chunk: number): void; readonly ranges: readonly FrameRange[] } {
    const [round, length] = [this.#round, this.#length];
    const { whole = 0, chunks = new Int32Array(Math.ceil(length / chunkFrames)) } =
      this.#changes.get(node) ?? {};
    const mask = this.#kept.get(node)?.mask;
    this.#changes.set(node, { whole, last: round, chunks });
    if (mask !== undefined) this.#kept.set(node, { mask, round });
    const ranges: { from: number; to: number }[] = [];
    let last: { from: number; to: number } | undefined;
    return {
      ranges,
      add(chunk) {
        chunks[chunk] = round;
        const from = chunk * chunkFrames;
        const to = Math.min(length, from + chunkFrames);
        if (last?.to === from) last.to = to;
        else ranges.push((last = { from, to }));
      },
    };
  }
}

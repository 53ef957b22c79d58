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

/** Whether a value of the range lies from `low` to `high`. */
function liesBetween(values: Column, from: number, to: number, low: number, high: number): boolean {
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (value >= low && value <= high) return true;
  }
  return false;
}

/** The chunks in which a value from `low` to `high` may lie. */
function chunksReaching({ least, highest }: Extremes, low: number, high: number): readonly number[] {
  const chunks: number[] = [];
  for (let chunk = 0; chunk < least.length; chunk++)
    if ((highest[chunk] ?? 0) >= low && (least[chunk] ?? 0) <= high) chunks.push(chunk);
  return chunks;
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
    this.#changes.set(node, { whole: this.#round });
    if (comparing === undefined) this.#comparisons.delete(node);
    else this.#comparisons.set(node, comparing);
  }

  /** Notes that the values of a part are no longer the same. */
  valuesChanged(node: number): void {
    this.#valueRounds.set(node, this.#round);
  }

  /**
   * The ranges in which a comparison of a value with a number may turn out otherwise than when it was last made; undefined
   * where that has to be made as a whole. Notes that it now is up to date, in those ranges.
   */
  compared(node: number, now: Comparing): readonly FrameRange[] | undefined {
    const was = this.#comparisons.get(node);
    if (was === undefined || !this.#isComparable(node, was, now)) return undefined;
    const { values, constant } = now;
    const extremes = was.extremes ?? extremesOf(values, this.#length);
    this.#comparisons.set(node, { ...now, extremes });
    const [low, high] = [Math.min(was.constant, constant), Math.max(was.constant, constant)];
    const touched = this.#touching(node);
    for (const chunk of chunksReaching(extremes, low, high)) {
      const from = chunk * chunkFrames;
      const to = Math.min(this.#length, from + chunkFrames);
      if (liesBetween(values, from, to, low, high)) touched.add(chunk);
    }
    return touched.ranges;
  }

  /** Whether only the number that the value is compared with is another. */
  #isComparable(node: number, was: Comparing, now: Comparing): boolean {
    if (was.values !== now.values || Number.isNaN(was.constant - now.constant)) return false;
    return (this.#valueRounds.get(now.valueNode) ?? -1) <= (this.#kept.get(node)?.round ?? -1);
  }

  /** The ranges in which a mask made of these parts, frame by frame, may have changed since it was made; notes that it now is. */
  joined(node: number, parts: readonly number[]): readonly FrameRange[] {
    const since = this.#kept.get(node)?.round ?? -1;
    const changes = parts.map((part) => this.#changes.get(part) ?? { whole: this.#round });
    const isWhole = changes.some(({ whole }) => whole > since);
    const marks = changes.flatMap(({ chunks }) => chunks ?? []);
    const touched = this.#touching(node);
    const count = Math.ceil(this.#length / chunkFrames);
    for (let chunk = 0; chunk < count; chunk++) {
      let latest = isWhole ? this.#round : -1;
      for (const chunks of marks) latest = Math.max(latest, chunks[chunk] ?? -1);
      if (latest > since) touched.add(chunk);
    }
    return touched.ranges;
  }

  /** Notes that a mask is up to date now, and which of its chunks, ascending, may have changed. */
  #touching(node: number): { add(chunk: number): void; readonly ranges: readonly FrameRange[] } {
    const [round, length] = [this.#round, this.#length];
    const { whole = 0, chunks = new Int32Array(Math.ceil(length / chunkFrames)) } =
      this.#changes.get(node) ?? {};
    const mask = this.#kept.get(node)?.mask;
    this.#changes.set(node, { whole, chunks });
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

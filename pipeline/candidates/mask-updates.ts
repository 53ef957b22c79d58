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
  readonly of: Column;
  readonly least: Float64Array;
  readonly highest: Float64Array;
}

/** A value by its number, and the number that it is compared with now. */
interface Comparing {
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
  return { of: values, least, highest };
}

/**
 * Remembers, over rounds in which parameters change, in which frames the masks of a block may have changed, so that each is made
 * anew only there.
 */
export class MaskUpdates {
  readonly #kept = new Map<number, Kept>();
  readonly #changes = new Map<number, Changes>();
  readonly #constants = new Map<number, number>();
  readonly #extremes = new Map<number, Extremes>();
  readonly #valueRounds = new Map<number, number>();
  #round = 0;
  #length = 0;

  /** Forgets everything, for another block. */
  restart(length: number): void {
    this.#length = length;
    this.#round = 0;
    for (const map of [this.#kept, this.#changes, this.#constants, this.#extremes, this.#valueRounds]) map.clear();
  }

  nextRound(): void {
    this.#round += 1;
  }

  /** The mask of a part as it was when it was last made. */
  before(node: number): Mask | undefined {
    return this.#kept.get(node)?.mask;
  }

  /** Notes that a mask was made as a whole; `constant` is what its value was compared with. */
  made(node: number, mask: Mask, constant?: number): void {
    this.#kept.set(node, { mask, round: this.#round });
    this.#changes.set(node, { whole: this.#round });
    this.#extremes.delete(node);
    if (constant === undefined) this.#constants.delete(node);
    else this.#constants.set(node, constant);
  }

  /** Notes that the values of a part are no longer the same. */
  valuesChanged(node: number): void {
    this.#valueRounds.set(node, this.#round);
  }

  /**
   * The ranges in which a comparison of a value with a number may turn out otherwise than when it was last made; undefined
   * where that has to be made as a whole. Notes that it now is up to date, in those ranges.
   */
  compared(node: number, { valueNode, values, constant }: Comparing): readonly FrameRange[] | undefined {
    const was = this.#constants.get(node) ?? Number.NaN;
    const isSameValue = (this.#valueRounds.get(valueNode) ?? -1) <= (this.#kept.get(node)?.round ?? -1);
    const known = this.#extremes.get(node);
    const isSameColumn = known === undefined || known.of === values;
    if (Number.isNaN(was - constant) || !isSameValue || !isSameColumn) return undefined;
    const extremes = known ?? extremesOf(values, this.#length);
    this.#extremes.set(node, extremes);
    this.#constants.set(node, constant);
    const [low, high] = [Math.min(was, constant), Math.max(was, constant)];
    const touched = this.#touching(node);
    const { least, highest } = extremes;
    for (let chunk = 0; chunk < least.length; chunk++) {
      if ((highest[chunk] ?? 0) < low || (least[chunk] ?? 0) > high) continue;
      const from = chunk * chunkFrames;
      if (liesBetween(values, from, Math.min(this.#length, from + chunkFrames), low, high)) touched.add(chunk);
    }
    return touched.ranges;
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
    const { whole = 0, chunks = new Int32Array(Math.ceil(length / chunkFrames)) } = this.#changes.get(node) ?? {};
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

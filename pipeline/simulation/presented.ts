import type { FrameIndex } from '#contract/entities/frame-index';
import { createRandom } from './random.ts';

/** Which ticks were presented as pictures: all but a few dropped ones. */
export interface Presentation {
  /** Tick of each picture, ascending. */
  readonly ticks: Int32Array;
  readonly droppedTicks: readonly number[];
  /** Presentation times; a picture before a gap stays until the next one. */
  readonly index: FrameIndex;
}

/** Drops five ticks in three places, one of them a run of three; the places follow from the seed. Needs 100 ticks or more. */
export function presentTicks(seed: number, tickCount: number, ticksPerS: number): Presentation {
  const random = createRandom(seed).fork('dropped pictures');
  const place = (share: number): number => Math.round(tickCount * (share + random.between(-0.05, 0.05)));
  const run = place(0.5);
  const droppedTicks = [place(0.22), run, run + 1, run + 2, place(0.78)];
  const dropped = new Set(droppedTicks);
  const ticks = Int32Array.from({ length: tickCount }, (_, tick) => tick).filter(
    (tick) => !dropped.has(tick),
  );
  const ptsUs = Float64Array.from(ticks, (tick) => Math.round((tick * 1e6) / ticksPerS));
  const endUs = Math.round((tickCount * 1e6) / ticksPerS);
  const durationUs = Int32Array.from(ptsUs, (pts, frame) => (ptsUs[frame + 1] ?? endUs) - pts);
  return { ticks, droppedTicks, index: { ptsUs, durationUs, nominal: false } };
}

/** The first picture at or after a tick; the number of pictures when there is none. */
export function frameFromTick({ ticks }: Presentation, tick: number): number {
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ticks[middle] ?? 0) < tick) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { FrameIndex } from '#contract/entities/frame-index';

/** A coded picture as its container dates it, in seconds of the clip's own clock; `durationS` is 0 where it is not said. */
export interface DatedPicture {
  readonly timeS: number;
  readonly durationS: number;
}

interface RoundedPicture {
  readonly startUs: number;
  readonly endUs: number;
}

const longestUs = 2 ** 31 - 1;

/** Pictures that are shown, in presentation order: none that ends before the clip's zero, one per microsecond. */
function presented(pictures: readonly DatedPicture[]): readonly RoundedPicture[] {
  const rounded = pictures.map(({ timeS, durationS }) => ({
    startUs: Math.round(timeS * 1e6),
    endUs: Math.round((timeS + durationS) * 1e6),
  }));
  const shown = rounded.filter(({ startUs, endUs }) => startUs >= 0 || endUs > 0);
  shown.sort((a, b) => a.startUs - b.startUs);
  return shown.filter(({ startUs }, at) => startUs !== shown[at - 1]?.startUs);
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** How long the last picture stays: as its container says, else as long as most others; a second for a single one. */
function lastDurationUs(pictures: readonly RoundedPicture[]): number {
  const last = pictures.at(-1);
  const said = last === undefined ? 0 : last.endUs - last.startUs;
  if (said > 0) return said;
  const gapsUs = pictures.slice(1).map(({ startUs }, at) => startUs - (pictures[at]?.startUs ?? 0));
  return medianOf(gapsUs) || 1_000_000;
}

/**
 * The frame index of a clip from its coded pictures in any order: whole microseconds from the first presented picture, and each
 * picture stays until the next one is shown, so that dropped pictures and variable rates come out as they play.
 */
export function indexPictures(pictures: readonly DatedPicture[]): FrameIndex {
  const shown = presented(pictures);
  const firstUs = shown[0]?.startUs ?? 0;
  const lastUs = lastDurationUs(shown);
  return {
    ptsUs: Float64Array.from(shown, ({ startUs }) => startUs - firstUs),
    durationUs: Int32Array.from(shown, ({ startUs }, at) =>
      Math.min(longestUs, (shown[at + 1]?.startUs ?? startUs + lastUs) - startUs),
    ),
    nominal: false,
  };
}

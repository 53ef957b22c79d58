import type { FrameIndex } from '#contract/entities/frame-index';
import type { EditWindow } from './edit-window.ts';

/** A coded picture as its container dates it, in seconds of the player's clock; `durationS` is 0 where it is not said. */
export interface DatedPicture {
  readonly timeS: number;
  readonly durationS: number;
}

interface RoundedPicture {
  readonly startUs: number;
  readonly endUs: number;
}

export interface Presentation {
  readonly index: FrameIndex;
  /** Microseconds on the player's clock at which picture 0 appears; 0 or more. */
  readonly firstPictureUs: number;
  /** Picture 0 began before the clip's zero and is shown for the rest of its time. */
  readonly firstIsCut: boolean;
  readonly hiddenPictures: number;
  readonly doubledPictures: number;
}

const longestUs = 2 ** 31 - 1;

/** Those that begin in the window, moved so that the first of them appears where the window begins. */
function cutTo(pictures: readonly DatedPicture[], window: EditWindow): readonly DatedPicture[] {
  const { timescale, startTicks, endTicks } = window;
  const inside = pictures
    .map(({ timeS, durationS }) => ({ ticks: Math.round(timeS * timescale), durationS }))
    .filter(({ ticks }) => ticks >= startTicks && ticks < endTicks);
  const firstTicks = inside.reduce((least, { ticks }) => Math.min(least, ticks), Number.POSITIVE_INFINITY);
  return inside.map(({ ticks, durationS }) => ({
    timeS: (ticks - firstTicks + startTicks) / timescale,
    durationS: Math.min(durationS, (endTicks - ticks) / timescale),
  }));
}

/** Pictures that are not over before the clip's zero, in presentation order; of those that begin before it, the last. */
function presented(pictures: readonly DatedPicture[]): readonly RoundedPicture[] {
  const dated = pictures
    .map(({ timeS, durationS }) => ({
      startUs: Math.round(timeS * 1e6),
      endUs: Math.round((timeS + durationS) * 1e6),
    }))
    .filter(({ startUs, endUs }) => startUs >= 0 || endUs > 0)
    .toSorted((a, b) => a.startUs - b.startUs);
  const onTime = dated.findIndex(({ startUs }) => startUs >= 0);
  const early = onTime < 0 ? dated.length : onTime;
  const first = dated[early]?.startUs === 0 ? early : Math.max(0, early - 1);
  return dated.slice(first);
}

/** The middle one of the numbers in order; 0 for none. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** When the last picture ends: as its container says, else after as long as most others stay; a second for a single one. */
function lastEndUs(pictures: readonly RoundedPicture[]): number {
  const last = pictures.at(-1) ?? { startUs: 0, endUs: 0 };
  if (last.endUs > last.startUs) return last.endUs;
  const gapsUs = pictures.slice(1).map(({ startUs }, at) => startUs - (pictures[at]?.startUs ?? 0));
  return last.startUs + (medianOf(gapsUs) || 1_000_000);
}

/**
 * What a browser presents of coded pictures in any order: whole microseconds from the first presented one, one picture per
 * microsecond, and each stays until the next one is shown, so that dropped pictures and variable rates come out as they play. A
 * picture that began before the clip's zero and lasts past it is shown from zero on.
 */
export function presentPictures(pictures: readonly DatedPicture[], window?: EditWindow): Presentation {
  const dated = presented(window === undefined ? pictures : cutTo(pictures, window));
  const shown = dated.filter(({ startUs }, at) => startUs !== dated[at - 1]?.startUs);
  const startsUs = shown.map(({ startUs }) => Math.max(0, startUs));
  const firstPictureUs = startsUs[0] ?? 0;
  const endUs = lastEndUs(shown);
  return {
    index: {
      ptsUs: Float64Array.from(startsUs, (us) => us - firstPictureUs),
      durationUs: Int32Array.from(startsUs, (us, at) =>
        Math.min(longestUs, (startsUs[at + 1] ?? endUs) - us),
      ),
      nominal: false,
    },
    firstPictureUs,
    firstIsCut: (shown[0]?.startUs ?? 0) < 0,
    hiddenPictures: pictures.length - dated.length,
    doubledPictures: dated.length - shown.length,
  };
}

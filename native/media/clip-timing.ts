import type { FrameIndex } from '#contract/entities/frame-index';
import type { ClipEdit, ClipTiming, PictureGap } from '#contract/ports/media';
import { medianOf, type DatedPicture, type Presentation } from './presentation-order.ts';

/** Containers date pictures to a millisecond at worst. */
const coarsestUs = 1000;
const offGridShare = 0.1;

interface Grid {
  readonly intervalsUs: readonly number[];
  /** Mean of the intervals that are about as long as most: 0 for fewer than two pictures. */
  readonly usualUs: number;
}

function gridOf({ ptsUs }: FrameIndex): Grid {
  const intervalsUs = Array.from(ptsUs.subarray(1), (us, at) => us - (ptsUs[at] ?? 0));
  const medianUs = medianOf(intervalsUs);
  const near = intervalsUs.filter((us) => Math.round(us / medianUs) === 1);
  const usualUs = near.length === 0 ? medianUs : near.reduce((sum, us) => sum + us, 0) / near.length;
  return { intervalsUs, usualUs };
}

function gapsOf({ intervalsUs, usualUs }: Grid): readonly PictureGap[] {
  return intervalsUs
    .map((us, frame) => ({ frame, missingPictures: Math.round(us / usualUs) - 1 }))
    .filter(({ missingPictures }) => missingPictures > 0);
}

function isVariable({ intervalsUs, usualUs }: Grid, firstIsCut: boolean): boolean {
  const toleratedUs = coarsestUs + usualUs * offGridShare;
  return intervalsUs
    .slice(firstIsCut ? 1 : 0)
    .some((us) => Math.abs(us - Math.max(1, Math.round(us / usualUs)) * usualUs) > toleratedUs);
}

/** The facts on how a clip's coded pictures, in stored order, are dated and which of them are presented. */
export function clipTiming(
  pictures: readonly DatedPicture[],
  { index, firstPictureUs, firstIsCut, hiddenPictures, doubledPictures }: Presentation,
  edit: ClipEdit | undefined,
): ClipTiming {
  const grid = gridOf(index);
  const gaps = gapsOf(grid);
  const { intervalsUs, usualUs } = grid;
  return {
    firstPictureUs,
    shortestUs: intervalsUs.reduce((least, us) => Math.min(least, us), intervalsUs[0] ?? 0),
    longestUs: intervalsUs.reduce((most, us) => Math.max(most, us), 0),
    usualUs: Math.round(usualUs),
    variableRate: isVariable(grid, firstIsCut),
    gaps,
    missingPictures: gaps.reduce((sum, { missingPictures }) => sum + missingPictures, 0),
    reordered: pictures.some(
      ({ timeS }, at) => timeS < (pictures[at - 1]?.timeS ?? Number.NEGATIVE_INFINITY),
    ),
    hiddenPictures,
    doubledPictures,
    negativeTimes: pictures.filter(({ timeS }) => timeS < 0).length,
    zeroDurations: pictures.filter(({ durationS }) => durationS === 0).length,
    ...(edit === undefined ? {} : { edit }),
  };
}

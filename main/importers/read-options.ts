import type { Homography } from '#contract/entities/zone';
import type { ClipProbe } from '#contract/ports/media';
import type { SourceReadOptions } from '#contract/rpc/source-reading';
import type { ReadOptions } from './track-format.ts';

/** What a format is told: what a person says, and what the clip and the calibration know. */
export function formatOptions(
  options: SourceReadOptions,
  fps: number | undefined,
  clip: ClipProbe | undefined,
  homography: Homography | undefined,
): ReadOptions {
  const { columns, firstFrame, unit, groundWidthM, groundHeightM, metresPerUnit, leastScore } = options;
  const rate = options.fps ?? fps;
  const widthPx = clip?.widthPx ?? options.widthPx;
  const heightPx = clip?.heightPx ?? options.heightPx;
  return {
    ...(columns === undefined ? {} : { columns }),
    ...(firstFrame === undefined ? {} : { firstFrame }),
    ...(rate === undefined ? {} : { fps: rate }),
    ...(unit === undefined ? {} : { unit }),
    ...(widthPx === undefined ? {} : { widthPx }),
    ...(heightPx === undefined ? {} : { heightPx }),
    ...(groundWidthM === undefined ? {} : { groundWidthM }),
    ...(groundHeightM === undefined ? {} : { groundHeightM }),
    ...(metresPerUnit === undefined ? {} : { metresPerUnit }),
    ...(leastScore === undefined ? {} : { leastScore }),
    ...(homography === undefined ? {} : { homography }),
  };
}

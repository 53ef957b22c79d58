import type { Homography } from '#contract/entities/zone';
import type { ClipProbe } from '#contract/ports/media';
import type { SourceReadOptions } from '#contract/rpc/source-reading';
import type { ReadOptions } from './track-format.ts';

/** The values that are there. */
function defined<T extends object>(values: { readonly [Key in keyof T]: T[Key] | undefined }): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  // Object.fromEntries forgets the names; they are those that were given.
  return Object.fromEntries(entries) as Partial<T>;
}

/** What a format is told: what a person says, and what the clip and the calibration know. */
export function formatOptions(
  options: SourceReadOptions,
  fps: number | undefined,
  clip: ClipProbe | undefined,
  homography: Homography | undefined,
): ReadOptions {
  const { columns, firstFrame, unit, groundWidthM, groundHeightM, metresPerUnit, leastScore } = options;
  return defined<Required<ReadOptions>>({
    columns,
    firstFrame,
    fps: options.fps ?? fps,
    unit,
    widthPx: clip?.widthPx ?? options.widthPx,
    heightPx: clip?.heightPx ?? options.heightPx,
    groundWidthM,
    groundHeightM,
    metresPerUnit,
    leastScore,
    homography,
  });
}

import { ok, type Result } from '#contract/errors';
import type { Homography } from '#contract/entities/zone';
import type { Calibration } from '#contract/rpc/source-reading';
import { fitHomography, scaleHomography } from '#pipeline/normalize/homography-fit';
import type { InputPart } from './input-part.ts';
import { readHomography } from './side-files.ts';

/** How the picture lies on the ground, and how far each point of the calibration lies off, in metres. */
export interface Calibrated {
  readonly homography: Homography | undefined;
  readonly errorsM: readonly number[] | undefined;
}

/** Takes the calibration that a person gives, else the file's homography, else none. */
export async function calibrate(
  calibration: Calibration | undefined,
  part: InputPart | undefined,
): Promise<Result<Calibrated>> {
  if (calibration === undefined) {
    const read = await readHomography(part);
    return read.ok ? ok({ homography: read.value, errorsM: undefined }) : read;
  }
  if ('metresPerPx' in calibration)
    return ok({ homography: scaleHomography(calibration.metresPerPx), errorsM: [] });
  return fitHomography(calibration.points);
}

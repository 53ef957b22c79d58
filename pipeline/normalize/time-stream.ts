import { frameStartS, typicalFps, type FrameIndex } from '#contract/entities/frame-index';
import { createMedianSample } from './median-sample.ts';
import type { TrackBlock } from './track-shape.ts';

/** Pictures per second that the time column of sorted rows implies: one over the median time per frame between a track's rows; NaN where it says nothing. */
export function fpsOfPieces(pieces: Iterable<TrackBlock>): number {
  const steps = createMedianSample();
  let [track, frame, timeS] = [-1, -1, Number.NaN];
  for (const { rows, columns } of pieces)
    for (let row = 0; row < rows; row++) {
      const at = { track: columns.track[row] ?? 0, frame: columns.frame[row] ?? 0, timeS: columns.timeS[row] };
      const stepS = ((at.timeS ?? Number.NaN) - timeS) / (at.frame - frame);
      if (at.track === track && stepS > 0) steps.add(stepS);
      [track, frame, timeS] = [at.track, at.frame, at.timeS ?? Number.NaN];
    }
  const fps = 1 / steps.median();
  return Number.isFinite(fps) ? fps : Number.NaN;
}

/** How far a time column is from the frame index, in usual pictures. */
export interface TimeDistance {
  /** Rows that have a time. */
  readonly rows: number;
  readonly medianPictures: number;
  /** Share in [0, 1] of those rows that are off by more than two pictures. */
  readonly farShare: number;
  /** The row that is farthest off. */
  readonly worstFrame: number;
  readonly worstS: number;
}

/** Compares each row's time with the start of its frame. */
export function compareTimesOfPieces(pieces: Iterable<TrackBlock>, index: FrameIndex): TimeDistance {
  const fps = typicalFps(index);
  const distances = createMedianSample();
  let [rows, far, worst, worstFrame, worstS] = [0, 0, -1, 0, Number.NaN];
  for (const { rows: count, columns } of pieces)
    for (let row = 0; row < count; row++) {
      const time = columns.timeS[row] ?? Number.NaN;
      if (Number.isNaN(time)) continue;
      const frame = columns.frame[row] ?? 0;
      const pictures = Math.abs(time - frameStartS(index, frame)) * fps;
      distances.add(pictures);
      rows += 1;
      if (pictures > 2) far += 1;
      if (pictures > worst) [worst, worstFrame, worstS] = [pictures, frame, time];
    }
  const medianPictures = rows === 0 ? 0 : distances.median();
  return { rows, medianPictures, farShare: rows === 0 ? 0 : far / rows, worstFrame, worstS };
}

import { frameStartS, typicalFps, type FrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';

function median(values: Float64Array): number {
  if (values.length === 0) return Number.NaN;
  values.sort();
  return values[values.length >> 1] ?? Number.NaN;
}

function pushSteps(stepsS: number[], frame: Int32Array, timeS: Float64Array): void {
  for (let row = 1; row < frame.length; row++) {
    const frames = (frame[row] ?? 0) - (frame[row - 1] ?? 0);
    const stepS = ((timeS[row] ?? Number.NaN) - (timeS[row - 1] ?? Number.NaN)) / frames;
    if (stepS > 0) stepsS.push(stepS);
  }
}

/** Pictures per second that a time column implies: one over the median time per frame between a track's rows; NaN where it says nothing. */
export function fpsFromTimes(table: TrackTable, timeS: Float64Array): number {
  const stepsS: number[] = [];
  for (const [track] of table.trackIds.entries()) {
    const [from, to] = [table.rowStart[track], table.rowStart[track + 1]];
    pushSteps(stepsS, table.frame.subarray(from, to), timeS.subarray(from, to));
  }
  const fps = 1 / median(Float64Array.from(stepsS));
  return Number.isFinite(fps) ? fps : Number.NaN;
}

/** How far a time column is from the frame index, in usual pictures. */
export interface TimeAgreement {
  /** Rows that have a time. */
  readonly rows: number;
  readonly medianPictures: number;
  /** Share in [0, 1] of those rows that are off by more than two pictures. */
  readonly farShare: number;
  /** Row of the table that is farthest off. */
  readonly worstRow: number;
}

/** Compares each row's time with the start of its frame. */
export function compareTimes(frame: Int32Array, timeS: Float64Array, index: FrameIndex): TimeAgreement {
  const fps = typicalFps(index);
  const off: number[] = [];
  let [far, worst, worstRow] = [0, -1, 0];
  for (let row = 0; row < frame.length; row++) {
    const time = timeS[row] ?? Number.NaN;
    if (Number.isNaN(time)) continue;
    const pictures = Math.abs(time - frameStartS(index, frame[row] ?? 0)) * fps;
    off.push(pictures);
    if (pictures > 2) far += 1;
    if (pictures > worst) [worst, worstRow] = [pictures, row];
  }
  const rows = off.length;
  return {
    rows,
    medianPictures: rows === 0 ? 0 : median(Float64Array.from(off)),
    farShare: rows === 0 ? 0 : far / rows,
    worstRow,
  };
}

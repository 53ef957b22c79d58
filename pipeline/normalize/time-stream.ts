import { frameStartS, typicalFps, type FrameIndex } from '#contract/entities/frame-index';
import { createMedianSample } from './median-sample.ts';
import type { TrackBlock } from './track-shape.ts';

/** Finds the rate that a time column implies while sorted rows pass by. */
export interface FpsCounter {
  add(piece: TrackBlock): void;
  /** One over the median time per frame between a track's rows, in pictures per second; NaN where times say nothing. */
  fps(): number;
}

export function createFpsCounter(): FpsCounter {
  const steps = createMedianSample();
  let [track, frame, timeS] = [-1, -1, Number.NaN];
  return {
    add({ rows, columns }) {
      for (let row = 0; row < rows; row++) {
        const own = columns.track[row] ?? 0;
        const at = columns.frame[row] ?? 0;
        const time = columns.timeS[row] ?? Number.NaN;
        const stepS = (time - timeS) / (at - frame);
        if (own === track && stepS > 0) steps.add(stepS);
        [track, frame, timeS] = [own, at, time];
      }
    },
    fps() {
      const fps = 1 / steps.median();
      return Number.isFinite(fps) ? fps : Number.NaN;
    },
  };
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

/** Compares each row's time with the start of its frame while rows pass by. */
export interface TimeComparer {
  addRow(frame: number, timeS: number): void;
  add(piece: TrackBlock): void;
  distance(): TimeDistance;
}

const farPictures = 2;

export function createTimeComparer(index: FrameIndex): TimeComparer {
  const fps = typicalFps(index);
  const distances = createMedianSample();
  let [rows, far, worst, worstFrame, worstS] = [0, 0, -1, 0, Number.NaN];

  function addRow(frame: number, timeS: number): void {
    const pictures = Math.abs(timeS - frameStartS(index, frame)) * fps;
    if (Number.isNaN(pictures)) return;
    distances.add(pictures);
    rows += 1;
    if (pictures > farPictures) far += 1;
    if (pictures > worst) [worst, worstFrame, worstS] = [pictures, frame, timeS];
  }

  return {
    addRow,
    add({ rows: count, columns }) {
      for (let row = 0; row < count; row++) addRow(columns.frame[row] ?? 0, columns.timeS[row] ?? Number.NaN);
    },
    distance: () => ({
      rows,
      medianPictures: rows === 0 ? 0 : distances.median(),
      farShare: rows === 0 ? 0 : far / rows,
      worstFrame,
      worstS,
    }),
  };
}

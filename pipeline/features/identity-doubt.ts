import { doubtBreaks, doubtFactor, doubtSpeed, doubtWindowS } from '#contract/features/constants';
import type { FrameIndex } from '#contract/entities/frame-index';
import { groundPoints, type GroundSource } from './ground-points.ts';
import { at, upperMedian } from './numbers.ts';
import { rowsOf } from './table-rows.ts';

/** Steps that the track's own speed does not explain, found once for the whole table. */
export interface Doubt {
  /** Per row, the doubt in [0, 1] about the step that leads to it; NaN where it cannot be judged. */
  readonly ofRow: Float32Array;
  /** Rows, ascending, whose step is in such doubt that the two sides of it are not smoothed together. */
  readonly breaks: Int32Array;
}

type StepSource = GroundSource & { readonly frameIndex: FrameIndex };

interface Steps {
  /** Row each step leads to, when, and its speed in lengths per second. */
  readonly row: readonly number[];
  readonly timeS: readonly number[];
  readonly speed: readonly number[];
}

function stepsOf(source: StepSource, track: number): Steps {
  const [from, to] = rowsOf(source.table, track);
  const { x, y } = groundPoints(source, track, from, to);
  const steps = { row: [] as number[], timeS: [] as number[], speed: [] as number[] };
  const timeS = (i: number) => at(source.frameIndex.ptsUs, source.table.frame[from + i] ?? -1) / 1e6;
  let last = -1;
  for (let i = 0; i < to - from; i += 1) {
    if (Number.isNaN(at(x, i)) || Number.isNaN(at(y, i))) continue;
    if (last >= 0) {
      const dx = at(x, i) - at(x, last);
      const dy = at(y, i) - at(y, last);
      const apart = Math.sqrt(dx * dx + dy * dy);
      steps.row.push(from + i);
      steps.timeS.push(timeS(i));
      steps.speed.push(apart / (timeS(i) - timeS(last)));
    }
    last = i;
  }
  return steps;
}

/** Median speed of the other steps within the window around step `i`; only fast steps ask for it. */
function usualSpeed({ timeS, speed }: Steps, i: number): number {
  const near: number[] = [];
  const now = timeS[i] ?? 0;
  for (let k = i - 1; now - (timeS[k] ?? -Infinity) <= doubtWindowS; k -= 1) near.push(speed[k] ?? 0);
  for (let k = i + 1; (timeS[k] ?? Infinity) - now <= doubtWindowS; k += 1) near.push(speed[k] ?? 0);
  return upperMedian(near);
}

function hasOther({ timeS }: Steps, i: number): boolean {
  const now = timeS[i] ?? 0;
  return (
    now - (timeS[i - 1] ?? -Infinity) <= doubtWindowS || (timeS[i + 1] ?? Infinity) - now <= doubtWindowS
  );
}

function doubtOf(steps: Steps, i: number): number {
  if (!hasOther(steps, i)) return Number.NaN;
  const speed = steps.speed[i] ?? Number.NaN;
  if (speed <= doubtSpeed) return 0;
  return Math.max(0, 1 - (doubtFactor * usualSpeed(steps, i) + doubtSpeed) / speed);
}

/** Judges every step of every track. */
export function findDoubt(source: StepSource): Doubt {
  const { table } = source;
  const ofRow = new Float32Array(table.frame.length).fill(Number.NaN);
  const breaks: number[] = [];
  for (let track = 0; track < table.trackIds.length; track += 1) {
    const steps = stepsOf(source, track);
    for (const [i, row] of steps.row.entries()) {
      const doubt = doubtOf(steps, i);
      ofRow[row] = doubt;
      if (doubt >= doubtBreaks) breaks.push(row);
    }
  }
  return { ofRow, breaks: Int32Array.from(breaks) };
}

import {
  doubtBreaks,
  doubtFactor,
  doubtSpeed,
  doubtStayS,
  doubtStepLength,
  doubtWindowS,
} from '#contract/features/constants';
import type { FrameIndex } from '#contract/entities/frame-index';
import { groundPoints, type GroundSource } from './ground-points.ts';
import { at, upperMedian } from './numbers.ts';
import { rowsOf } from './table-rows.ts';

/** Steps that the track's own speed does not explain, found once for the whole table. */
export interface Doubt {
  /** Per row, the doubt in [0, 1] about the step that leads to it; NaN where it cannot be judged. */
  readonly ofRow: Float32Array;
  /** Rows, ascending, whose step is in such doubt, and led to such another place, that its sides are not smoothed together. */
  readonly breaks: Int32Array;
}

type StepSource = GroundSource & { readonly frameIndex: FrameIndex };

/** The known points of a track, and the speed of the step that leads to each (NaN to the first), in lengths and seconds. */
interface Path {
  readonly row: Int32Array;
  readonly timeS: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly speed: Float64Array;
}

function pathOf(source: StepSource, track: number): Path {
  const [from, to] = rowsOf(source.table, track);
  const points = groundPoints(source, track, from, to);
  const known = Int32Array.from(points.x.keys()).filter(
    (i) => !Number.isNaN(at(points.x, i)) && !Number.isNaN(at(points.y, i)),
  );
  const pick = (value: (i: number) => number) => Float64Array.from(known, value);
  const timeS = pick((i) => at(source.frameIndex.ptsUs, source.table.frame[from + i] ?? -1) / 1e6);
  const x = pick((i) => at(points.x, i));
  const y = pick((i) => at(points.y, i));
  const speed = x.map((_, i) => {
    const [dx, dy] = [at(x, i) - at(x, i - 1), at(y, i) - at(y, i - 1)];
    return Math.sqrt(dx * dx + dy * dy) / (at(timeS, i) - at(timeS, i - 1));
  });
  return { row: known.map((i) => from + i), timeS, x, y, speed };
}

/** Points `[from, to)` within `windowS` before and after point `i`. */
function around({ timeS }: Path, i: number, windowS: number): readonly [number, number] {
  let [from, to] = [i, i + 1];
  while (at(timeS, i) - at(timeS, from - 1) <= windowS) from -= 1;
  while (at(timeS, to) - at(timeS, i) <= windowS) to += 1;
  return [from, to];
}

function medianOf(column: Float64Array, from: number, to: number): number {
  return upperMedian([...column.subarray(from, to)]);
}

/** Speeds of the other steps within the window around the step to point `i`, before it and behind it. */
function otherSpeeds(path: Path, i: number): readonly Float64Array[] {
  const [from, to] = around(path, i, doubtWindowS);
  return [path.speed.subarray(Math.max(1, from), i), path.speed.subarray(i + 1, to)];
}

/** Whether at least half of the speeds are so fast that their median explains this one; spares sorting them. */
function mostExplain(others: readonly Float64Array[], speed: number): boolean {
  const least = (speed - doubtSpeed) / doubtFactor;
  let [fast, all] = [0, 0];
  for (const part of others) {
    all += part.length;
    for (const other of part) if (other >= least) fast += 1;
  }
  return 2 * fast > all;
}

function doubtOf(path: Path, i: number): number {
  const speed = at(path.speed, i);
  if (speed <= doubtSpeed) return 0;
  const others = otherSpeeds(path, i);
  if (mostExplain(others, speed)) return 0;
  const usual = upperMedian(others.flatMap((part) => [...part]));
  return Math.max(0, 1 - (doubtFactor * usual + doubtSpeed) / speed);
}

/** Whether the step to point `i` is long and the track stays where it led, rather than flickering there and back as a bad box does. */
function leadsAway(path: Path, i: number): boolean {
  const { x, y } = path;
  const [from] = around(path, i - 1, doubtStayS);
  const [, to] = around(path, i, doubtStayS);
  const move = (column: Float64Array) => medianOf(column, i, to) - medianOf(column, from, i);
  const step = (column: Float64Array) => at(column, i) - at(column, i - 1);
  const square = step(x) * step(x) + step(y) * step(y);
  if (square < doubtStepLength * doubtStepLength) return false;
  return 2 * (move(x) * step(x) + move(y) * step(y)) >= square;
}

/** Judges every step of every track. */
export function findDoubt(source: StepSource): Doubt {
  const { table } = source;
  const ofRow = new Float32Array(table.frame.length).fill(Number.NaN);
  const breaks: number[] = [];
  for (let track = 0; track < table.trackIds.length; track += 1) {
    const path = pathOf(source, track);
    for (let i = 1; i < path.row.length; i += 1) {
      const row = path.row[i] ?? 0;
      const doubt = doubtOf(path, i);
      ofRow[row] = doubt;
      if (doubt >= doubtBreaks && leadsAway(path, i)) breaks.push(row);
    }
  }
  return { ofRow, breaks: Int32Array.from(breaks) };
}

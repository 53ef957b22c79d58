import {
  doubtBreaks,
  doubtFactor,
  doubtSpeed,
  doubtStayS,
  doubtStepLength,
  doubtWindowS,
} from '#contract/features/constants';
import type { FrameIndex } from '#contract/entities/frame-index';
import { groundPointsInto, type GroundSource } from './ground-points.ts';
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

/** Speeds of the steps between known points, which all have a place and a time. */
function speedsInto({ timeS, x, y, speed }: Path): void {
  speed.fill(Number.NaN, 0, 1);
  for (let i = 1; i < speed.length; i += 1) {
    const dx = (x[i] ?? 0) - (x[i - 1] ?? 0);
    const dy = (y[i] ?? 0) - (y[i - 1] ?? 0);
    speed[i] = Math.sqrt(dx * dx + dy * dy) / ((timeS[i] ?? 0) - (timeS[i - 1] ?? 0));
  }
}

/** Room for the path of the longest track, used again for each: memory that is touched first is the dearest there is. */
function roomFor({ table }: StepSource): Path {
  const longest = table.trackIds.reduce((most, _, track) => {
    const [from, to] = rowsOf(table, track);
    return Math.max(most, to - from);
  }, 0);
  const column = (): Float64Array => new Float64Array(longest);
  return { row: new Int32Array(longest), timeS: column(), x: column(), y: column(), speed: column() };
}

function cut(room: Path, count: number): Path {
  return {
    row: room.row.subarray(0, count),
    timeS: room.timeS.subarray(0, count),
    x: room.x.subarray(0, count),
    y: room.y.subarray(0, count),
    speed: room.speed.subarray(0, count),
  };
}

function pathOf(source: StepSource, track: number, room: Path): Path {
  const [from, to] = rowsOf(source.table, track);
  groundPointsInto(room, source, track, from, to);
  const { row, timeS, x, y } = room;
  const { ptsUs } = source.frameIndex;
  const { frame } = source.table;
  let count = 0;
  for (let i = 0; i < to - from; i += 1) {
    const atX = x[i] ?? Number.NaN;
    const atY = y[i] ?? Number.NaN;
    if (Number.isNaN(atX) || Number.isNaN(atY)) continue;
    row[count] = from + i;
    timeS[count] = (ptsUs[frame[from + i] ?? -1] ?? Number.NaN) / 1e6;
    x[count] = atX;
    y[count] = atY;
    count += 1;
  }
  const path = cut(room, count);
  speedsInto(path);
  return path;
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

/** Whether at least half of the other steps in `[from, to)` are so fast that their median explains this one; spares sorting them. */
function mostExplain({ speed }: Path, i: number, from: number, to: number): boolean {
  const least = ((speed[i] ?? 0) - doubtSpeed) / doubtFactor;
  const enough = (to - from - 1) / 2;
  let fast = 0;
  for (let other = from; other < to && fast <= enough; other += 1)
    if (other !== i && (speed[other] ?? 0) >= least) fast += 1;
  return fast > enough;
}

/** Doubt about the step to point `i`, whose usual speed is looked for in the points `[from, to)`. */
function doubtOf(path: Path, i: number, from: number, to: number): number {
  const speed = path.speed[i] ?? 0;
  if (mostExplain(path, i, from, to)) return 0;
  const usual = upperMedian([...path.speed.subarray(from, i), ...path.speed.subarray(i + 1, to)]);
  return Math.max(0, 1 - (doubtFactor * usual + doubtSpeed) / speed);
}

/** Calls `judge` with the doubt about every step of the path; the windows around them move on with them. */
function eachDoubt(path: Path, judge: (i: number, doubt: number) => void): void {
  const { timeS, speed } = path;
  let [from, to] = [0, 0];
  for (let i = 1; i < path.row.length; i += 1) {
    if ((speed[i] ?? 0) <= doubtSpeed) {
      judge(i, 0);
      continue;
    }
    const timeAt = timeS[i] ?? 0;
    while (timeAt - (timeS[from] ?? 0) > doubtWindowS) from += 1;
    while ((timeS[to] ?? Number.POSITIVE_INFINITY) - timeAt <= doubtWindowS) to += 1;
    judge(i, doubtOf(path, i, Math.max(1, from), to));
  }
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
  const ofRow = new Float32Array(new SharedArrayBuffer(4 * table.frame.length)).fill(Number.NaN);
  const breaks: number[] = [];
  const room = roomFor(source);
  for (let track = 0; track < table.trackIds.length; track += 1) {
    const path = pathOf(source, track, room);
    eachDoubt(path, (i, doubt) => {
      const row = path.row[i] ?? 0;
      ofRow[row] = doubt;
      if (doubt >= doubtBreaks && leadsAway(path, i)) breaks.push(row);
    });
  }
  return { ofRow, breaks: Int32Array.from(breaks) };
}

import type { FramePoints, PointPairs } from '#contract/ports/kernels';
import { whole } from '../columns.ts';
import type { Engine } from './arena.ts';
import type { Address } from './exports.ts';

/** Points copied at a time, and pairs found at a time; more where one frame has more. */
const blockPoints = 8192;
const leastRoom = 8192;
const pairColumns = 9;
/** Entries beyond the end of each column that the kernel may write. */
const spare = 4;

/** First frame whose points no longer fit into a block that begins with frame `from`; at least one frame. */
function blockEnd(frameStart: Int32Array, from: number): number {
  let to = from + 1;
  while (to + 1 < frameStart.length && whole(frameStart, to + 1) - whole(frameStart, from) <= blockPoints)
    to += 1;
  return to;
}

function mostPoints(frameStart: Int32Array): number {
  let most = 0;
  for (let frame = 0; frame + 1 < frameStart.length; frame += 1)
    most = Math.max(most, whole(frameStart, frame + 1) - whole(frameStart, frame));
  return most;
}

interface Places {
  readonly columns: readonly Address[];
  readonly starts: Address;
  readonly cells: Address;
  readonly found: Address;
  readonly pairs: Address;
}

function takePlaces({ wasm, arena }: Engine, most: number, room: number): Places {
  const points = Math.max(blockPoints, most);
  return {
    columns: [0, 1, 2, 3].map(() => arena.take(4 * points)),
    starts: arena.take(4 * (points + 1)),
    cells: arena.take(wasm.cellsBytes(most)),
    found: arena.take(12),
    pairs: arena.take(4 * pairColumns * (room + spare)),
  };
}

function copyPoints({ arena }: Engine, places: Places, points: FramePoints, from: number, to: number): void {
  const first = whole(points.frameStart, from);
  const end = whole(points.frameStart, to);
  [points.x, points.y, points.vx, points.vy].forEach((column, c) =>
    arena.floats(places.columns[c] ?? 0, end - first).set(column.subarray(first, end)),
  );
  const starts = arena.ints(places.starts, to - from + 1);
  for (let frame = from; frame <= to; frame += 1)
    starts[frame - from] = whole(points.frameStart, frame) - first;
}

/** Writes the pairs from `count` on, as many as fit. */
function copyPairs(
  { arena }: Engine,
  places: Places,
  room: number,
  found: number,
  out: PointPairs,
  count: number,
) {
  const fitting = Math.max(0, Math.min(found, out.i.length - count));
  if (fitting === 0) return;
  const address = (column: number) => places.pairs + 4 * column * (room + spare);
  out.i.set(arena.ints(address(0), fitting), count);
  out.j.set(arena.ints(address(1), fitting), count);
  out.distance.set(arena.floats(address(2), fitting), count);
  out.bearing.set(arena.floats(address(3), fitting), count);
  out.approach_speed.set(arena.floats(address(4), fitting), count);
}

/** See `Kernels.gridPairs`; within a frame the pairs come cell by cell. */
export function gridPairs(engine: Engine, points: FramePoints, radius: number, out: PointPairs): number {
  const { wasm, arena } = engine;
  const { frameStart } = points;
  const most = mostPoints(frameStart);
  const frames = frameStart.length - 1;
  let room = leastRoom;
  arena.reset();
  let places = takePlaces(engine, most, room);
  let count = 0;
  for (let from = 0; from < frames; ) {
    const to = blockEnd(frameStart, from);
    copyPoints(engine, places, points, from, to);
    const { columns, starts, cells, pairs, found } = places;
    const block = [starts, to - from, whole(frameStart, from), radius];
    wasm.gridPairs(...columns, ...block, cells, most, pairs, room, found);
    const [pairCount = 0, done = 0, needed = 0] = arena.ints(found, 3);
    copyPairs(engine, places, room, pairCount, out, count);
    count += pairCount;
    from += done;
    if (done === 0) {
      room = 2 * needed;
      arena.reset();
      places = takePlaces(engine, most, room);
    }
  }
  return count;
}

import type { NearOptions, PlaneTracks } from '#contract/ports/kernels';
import { at, whole } from '../columns.ts';
import type { Engine } from './arena.ts';
import type { Address } from './exports.ts';
import { createGrowing } from './growing.ts';
import { sortRuns } from './sort-runs.ts';

export type NearStrategy = 'dense' | 'grid';

const stretchFrames = 64;
const pieceInts = 7;
const boxBytes = 16;
/** Rows copied at a time, so that they stay in a core's second cache. */
const blockRows = 24_576;

/** Which tracks are alive in a block of frames, as rows of the columns. */
interface Piece {
  readonly track: number;
  /** Frames `[first, end)`, absolute. */
  readonly first: number;
  readonly end: number;
}

function endOf({ rowStart, firstFrame }: PlaneTracks, track: number): number {
  return whole(firstFrame, track) + whole(rowStart, track + 1) - whole(rowStart, track);
}

function piecesOf(tracks: PlaneTracks, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let track = 0; track < tracks.firstFrame.length; track += 1) {
    const first = Math.max(from, whole(tracks.firstFrame, track));
    const end = Math.min(to, endOf(tracks, track));
    if (first < end) pieces.push({ track, first, end });
  }
  return pieces;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(tracks: PlaneTracks): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let track = 0; track < tracks.firstFrame.length; track += 1) {
    if (endOf(tracks, track) === whole(tracks.firstFrame, track)) continue;
    from = Math.min(from, whole(tracks.firstFrame, track));
    to = Math.max(to, endOf(tracks, track));
  }
  return from < to ? { from, to } : { from: 0, to: 0 };
}

/** Cells of the radius's size in the box of a sample of the rows. */
function cellsOf({ x, y }: PlaneTracks, radius: number): number {
  const bounds = [x, y].map((column) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < column.length; row += 61) {
      low = Math.min(low, Number.isNaN(at(column, row)) ? low : at(column, row));
      high = Math.max(high, Number.isNaN(at(column, row)) ? high : at(column, row));
    }
    return high > low ? high - low : 0;
  });
  return bounds.reduce((cells, length) => cells * (1 + length / Math.max(radius, 1e-9)), 1);
}

/** Nanoseconds, measured once on one machine: only their ratios matter, and only for the time it takes. */
const costNs = { densePair: 0.5, gridPoint: 40, gridTry: 2 } as const;

/** The cheaper strategy for so many tracks at a time spread over so many cells. It follows from the input alone. */
export function cheaperStrategy(tracks: PlaneTracks, radius: number): NearStrategy {
  const { from, to } = spanOf(tracks);
  const alive = tracks.x.length / Math.max(1, to - from);
  const perPoint = Math.min(alive, (9 * alive) / cellsOf(tracks, radius));
  const dense = (alive * alive * costNs.densePair) / 2;
  const grid = alive * (costNs.gridPoint + perPoint * costNs.gridTry);
  return dense <= grid ? 'dense' : 'grid';
}

/** One block's pieces in the kernels' memory. */
function copyPieces(
  { arena }: Engine,
  tracks: PlaneTracks,
  pieces: readonly Piece[],
  from: number,
  moving: boolean,
): Address {
  const columns = moving ? [tracks.x, tracks.y, tracks.vx, tracks.vy] : [tracks.x, tracks.y];
  const lengths = pieces.map(({ first, end }) => end - first);
  const rows = lengths.reduce((sum, length) => sum + length, 0);
  const list = arena.take(4 * pieceInts * pieces.length);
  const addresses = columns.map(() => arena.take(4 * rows));
  const ints = arena.ints(list, pieceInts * pieces.length);
  const views = addresses.map((address) => arena.floats(address, rows));
  let row = 0;
  pieces.forEach(({ track, first, end }, p) => {
    const source = whole(tracks.rowStart, track) + first - whole(tracks.firstFrame, track);
    columns.forEach((column, c) => views[c]?.set(column.subarray(source, source + end - first), row));
    const [x = 0, y = 0, vx = 0, vy = 0] = addresses.map((address) => address + 4 * row);
    ints.set([track, x, y, vx, vy, first - from, end - from], p * pieceInts);
    row += end - first;
  });
  return list;
}

interface NearCall {
  readonly tracks: PlaneTracks;
  readonly options: NearOptions;
  readonly strategy: NearStrategy;
}

/** Runs of one block into `runs`, with more room as long as there is too little. */
function runBlock(engine: Engine, call: NearCall, span: Span, runs: ReturnType<typeof createGrowing>): void {
  const { wasm, arena } = engine;
  const pieces = piecesOf(call.tracks, span.from, span.to);
  const frames = span.to - span.from;
  const { radius, approachAbove } = call.options;
  for (let room = 4096 + 4 * pieces.length; ; room *= 4) {
    arena.reset();
    const quadruples = arena.take(16 * room);
    const stretches = Math.ceil(frames / stretchFrames);
    const scratchBytes =
      call.strategy === 'dense'
        ? boxBytes * pieces.length * stretches
        : wasm.nearGridBytes(pieces.length, room);
    const scratch = arena.take(scratchBytes);
    const list = copyPieces(engine, call.tracks, pieces, span.from, approachAbove !== undefined);
    const common = [list, pieces.length, frames, span.from, radius];
    const approach = approachAbove === undefined ? [0, 0] : [1, approachAbove];
    const found =
      call.strategy === 'dense'
        ? wasm.nearDense(...common, ...approach, scratch, quadruples, room)
        : wasm.nearGrid(...common, ...approach, scratch, room, quadruples, room);
    if (found < 0) continue;
    runs.append(arena.ints(quadruples, 4 * found));
    return;
  }
}

/** See `Kernels.nearRuns`; the strategy does not change the answer. */
export function nearRunsBy(
  engine: Engine,
  tracks: PlaneTracks,
  options: NearOptions,
  strategy: NearStrategy,
): Int32Array {
  const runs = createGrowing();
  const { from, to } = spanOf(tracks);
  const alive = tracks.x.length / Math.max(1, to - from);
  const frames = stretchFrames * Math.max(1, Math.round(blockRows / Math.max(1, alive) / stretchFrames));
  for (let start = from; start < to; start += frames)
    runBlock(engine, { tracks, options, strategy }, { from: start, to: Math.min(to, start + frames) }, runs);
  return sortRuns(runs.values(), tracks.firstFrame.length);
}

/** See `Kernels.nearRuns`. */
export function nearRuns(engine: Engine, tracks: PlaneTracks, options: NearOptions): Int32Array {
  return nearRunsBy(engine, tracks, options, cheaperStrategy(tracks, options.radius));
}

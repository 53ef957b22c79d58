import {
  type Column,
  type FitColumns,
  type FitOptions,
  type FrameTimes,
  type KinematicsColumn,
  type SlicePart,
  kinematicsColumns,
} from '#contract/ports/kernels';
import { fitReach, framesWithin } from '../fit-reach.ts';
import type { Arena, Engine } from './arena.ts';
import type { Address, KernelExports } from './exports.ts';

/** Frames that are answered at a time, so that all columns of a block stay in a core's second cache. */
const blockFrames = 4096;
const fitColumns = ['value', 'first', 'second', 'third'] as const;

interface Call {
  readonly x: Column;
  readonly y: Column;
  readonly times: FrameTimes;
  readonly part: SlicePart;
  readonly options: Omit<FitOptions, 'stillSpeed'>;
  /** In the order that the kernel knows; undefined where nobody asked. */
  readonly out: readonly (Column | undefined)[];
}

/** Which kernel runs on a block, given what every kernel takes and the address of the list of columns. */
interface Runner {
  readonly onGrid: (common: readonly number[], columns: Address) => void;
  readonly atTimes: (common: readonly number[], columns: Address) => void;
}

/** Columns of one block in the kernels' memory. */
interface OutColumns {
  readonly list: Address;
  copy(from: number, count: number): void;
}

function takeColumns(arena: Arena, out: Call['out'], frames: number): () => OutColumns {
  const list = arena.take(4 * out.length);
  const addresses = out.map((column) => (column === undefined ? 0 : arena.take(4 * frames)));
  return () => {
    arena.ints(list, out.length).set(addresses);
    const pairs = out.flatMap((column, i) =>
      column === undefined ? [] : [{ column, view: arena.floats(addresses[i] ?? 0, frames) }],
    );
    return {
      list,
      copy(from, count) {
        for (const { column, view } of pairs)
          column.set(count === frames ? view : view.subarray(0, count), from);
      },
    };
  };
}

/** Copies `[from, to)` of a column, missing where the column has no such entry. */
function copyPadded(view: Float32Array, column: Column, from: number, to: number): void {
  const start = Math.max(0, from);
  const end = Math.max(start, Math.min(column.length, to));
  view.fill(Number.NaN, 0, start - from);
  view.set(column.subarray(start, end), start - from);
  view.fill(Number.NaN, end - from, to - from);
}

function runOnGrid({ wasm, arena }: Engine, call: Call, run: Runner['onGrid']): void {
  const { times, part, options } = call;
  const half = framesWithin(options.halfWindowUs, times.periodUs);
  const gap = Math.min(framesWithin(options.maxGapUs, times.periodUs), call.x.length + 1);
  const halo = Math.max(half, gap);
  const frames = Math.min(Math.max(blockFrames, 4 * halo), part.to - part.from);
  const length = frames + 2 * halo;
  const x = arena.take(4 * length);
  const y = arena.take(4 * length);
  const room = arena.take(wasm.gridFitBytes(half, length));
  const columns = takeColumns(arena, call.out, frames)();
  const viewX = arena.floats(x, length);
  const viewY = arena.floats(y, length);
  const perS = 1e6 / (half * times.periodUs);
  for (let from = part.from; from < part.to; from += frames) {
    const to = Math.min(from + frames, part.to);
    copyPadded(viewX, call.x, from - halo, to + halo);
    copyPadded(viewY, call.y, from - halo, to + halo);
    const span = to - from + 2 * halo;
    run([x, y, span, halo, perS, half, gap, options.degree, options.minSamples, room], columns.list);
    columns.copy(from - part.from, to - from);
  }
}

function runAtTimes({ arena }: Engine, call: Call, run: Runner['atTimes']): void {
  const { times, options } = call;
  for (let from = call.part.from; from < call.part.to; from += blockFrames) {
    arena.reset();
    const part = { from, to: Math.min(from + blockFrames, call.part.to) };
    const reach = fitReach(times, part, options);
    const length = reach.to - reach.from;
    const count = part.to - part.from;
    const time = arena.take(8 * length);
    const x = arena.take(4 * length);
    const y = arena.take(4 * length);
    const asked = arena.take(8 * count);
    const scratch = arena.take(8 * 7 * length);
    const columns = takeColumns(arena, call.out, count)();
    arena.doubles(time, length).set(times.timeUs.subarray(reach.from, reach.to));
    arena.floats(x, length).set(call.x.subarray(reach.from, reach.to));
    arena.floats(y, length).set(call.y.subarray(reach.from, reach.to));
    arena.doubles(asked, count).set(times.timeUs.subarray(part.from, part.to));
    const { halfWindowUs, maxGapUs, degree, minSamples } = options;
    run(
      [time, x, y, length, asked, count, halfWindowUs, maxGapUs, degree, minSamples, scratch],
      columns.list,
    );
    columns.copy(part.from - call.part.from, count);
  }
}

function runFit(engine: Engine, call: Call, { onGrid, atTimes }: Runner): void {
  engine.arena.reset();
  if (call.part.to <= call.part.from) return;
  if (call.times.periodUs > 0) runOnGrid(engine, call, onGrid);
  else runAtTimes(engine, call, atTimes);
}

function kinematicsRunner(wasm: KernelExports, stillSpeed: number): Runner {
  return {
    onGrid: (common, columns) => wasm.kinematicsOnGrid(...common, stillSpeed, columns),
    atTimes: (common, columns) => wasm.kinematicsAtTimes(...common, stillSpeed, columns),
  };
}

/** See `Kernels.kinematics`. */
export function kinematics(
  engine: Engine,
  x: Column,
  y: Column,
  times: FrameTimes,
  part: SlicePart,
  options: FitOptions,
  columns: Readonly<Partial<Record<KinematicsColumn, Column>>>,
): void {
  const out = kinematicsColumns.map((name) => columns[name]);
  runFit(engine, { x, y, times, part, options, out }, kinematicsRunner(engine.wasm, options.stillSpeed));
}

/** See `Kernels.fit`. */
export function fit(
  engine: Engine,
  values: Column,
  times: FrameTimes,
  part: SlicePart,
  options: Omit<FitOptions, 'stillSpeed'>,
  columns: FitColumns,
): void {
  const { wasm } = engine;
  const out = fitColumns.map((name) => columns[name]);
  runFit(
    engine,
    { x: values, y: values, times, part, options, out },
    {
      onGrid: (common, list) => wasm.fitOnGrid(...common, list),
      atTimes: (common, list) => wasm.fitAtTimes(...common, list),
    },
  );
}

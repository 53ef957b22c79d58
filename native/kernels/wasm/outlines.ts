import type { Column, Polygons } from '#contract/ports/kernels';
import type { Engine } from './arena.ts';
import type { Address } from './exports.ts';

const blockPoints = 8192;

interface PointBlock {
  readonly x: Address;
  readonly y: Address;
  readonly out: Address;
  readonly count: number;
}

/** Runs a kernel over the points block by block; `take` receives each block's answers. */
function eachBlock(
  { arena }: Engine,
  x: Column,
  y: Column,
  run: (block: PointBlock) => void,
  take: (out: Address, from: number, count: number) => void,
): void {
  const room = Math.min(blockPoints, x.length);
  const addresses = { x: arena.take(4 * room), y: arena.take(4 * room), out: arena.take(4 * room) };
  const viewX = arena.floats(addresses.x, room + 4);
  const viewY = arena.floats(addresses.y, room + 4);
  for (let from = 0; from < x.length; from += room) {
    const count = Math.min(room, x.length - from);
    viewX.set(x.subarray(from, from + count));
    viewY.set(y.subarray(from, from + count));
    viewX.fill(Number.NaN, count, count + 4);
    viewY.fill(Number.NaN, count, count + 4);
    run({ ...addresses, count });
    take(addresses.out, from, count);
  }
}

/** See `Kernels.zoneMask`. */
export function zoneMask(engine: Engine, polygons: Polygons, x: Column, y: Column, out: Uint32Array): void {
  const { wasm, arena } = engine;
  arena.reset();
  const zones = polygons.start.length - 1;
  const corners = polygons.x.length;
  const cornersX = arena.take(4 * corners);
  const cornersY = arena.take(4 * corners);
  const start = arena.take(4 * (zones + 1));
  const room = arena.take(wasm.zoneBytes(corners, zones));
  arena.floats(cornersX, corners).set(polygons.x);
  arena.floats(cornersY, corners).set(polygons.y);
  arena.ints(start, zones + 1).set(polygons.start);
  eachBlock(
    engine,
    x,
    y,
    (block) =>
      wasm.zoneMask(cornersX, cornersY, start, zones, room, block.x, block.y, block.count, block.out),
    (address, from, count) => out.set(arena.ints(address, count), from),
  );
}

type OutlineKernel = (...args: readonly number[]) => void;

function measureOutline(
  engine: Engine,
  outline: Column,
  points: readonly [Column, Column],
  out: Column,
  kernel: OutlineKernel,
): void {
  const { arena } = engine;
  arena.reset();
  const corners = Math.floor(outline.length / 2);
  const address = arena.take(8 * corners);
  arena.floats(address, 2 * corners).set(outline.subarray(0, 2 * corners));
  eachBlock(
    engine,
    ...points,
    (block) => kernel(address, corners, block.x, block.y, block.count, block.out),
    (from, at, count) => out.set(arena.floats(from, count), at),
  );
}

/** See `Kernels.polygonDistance`; an outline of fewer than 3 corners gives missing. */
export function polygonDistance(engine: Engine, outline: Column, x: Column, y: Column, out: Column): void {
  measureOutline(engine, outline, [x, y], out, (...args) => engine.wasm.polygonDistance(...args));
}

/** See `Kernels.polylineSide`; a line of fewer than 2 points gives missing. */
export function polylineSide(engine: Engine, line: Column, x: Column, y: Column, out: Column): void {
  measureOutline(engine, line, [x, y], out, (...args) => engine.wasm.polylineSide(...args));
}

import type { Column, Mover, PairColumns, PairOptions } from '#contract/ports/kernels';
import type { Engine } from './arena.ts';

const blockFrames = 4096;
const pairColumns = ['distance', 'approach_speed', 'bearing', 'relative_heading', 'side', 'ttc'] as const;
const moverColumns = ['x', 'y', 'vx', 'vy'] as const;

interface Moved {
  readonly column: Column;
  readonly view: Float32Array;
}

/** Takes room for a block of some columns and a list of where they are; absent ones are at 0. */
function takeList({ arena }: Engine, columns: readonly (Column | undefined)[], frames: number) {
  const list = arena.take(4 * columns.length);
  const addresses = columns.map((column) => (column === undefined ? 0 : arena.take(4 * frames)));
  const views = (): readonly Moved[] => {
    arena.ints(list, columns.length).set(addresses);
    return columns.flatMap((column, i) =>
      column === undefined ? [] : [{ column, view: arena.floats(addresses[i] ?? 0, frames) }],
    );
  };
  return { list, views };
}

/** See `Kernels.pairMotion`. */
export function pairMotion(engine: Engine, a: Mover, b: Mover, options: PairOptions, out: PairColumns): void {
  engine.arena.reset();
  const length = a.x.length;
  const frames = Math.min(blockFrames, length);
  const unit = (a.scale + b.scale) / 2;
  const takeMover = (mover: Mover) =>
    takeList(
      engine,
      moverColumns.map((name) => mover[name]),
      frames,
    );
  const [first, second] = [takeMover(a), takeMover(b)];
  const asked = takeList(
    engine,
    pairColumns.map((name) => out[name]),
    frames,
  );
  const inputs = [...first.views(), ...second.views()];
  const outputs = asked.views();
  for (let from = 0; from < length; from += frames) {
    const count = Math.min(frames, length - from);
    for (const { column, view } of inputs) view.set(column.subarray(from, from + count));
    engine.wasm.pairMotion(
      first.list,
      a.scale / unit,
      second.list,
      b.scale / unit,
      options.radius,
      options.contact,
      options.stillSpeed,
      count,
      asked.list,
    );
    for (const { column, view } of outputs) column.set(view.subarray(0, count), from);
  }
}

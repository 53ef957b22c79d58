import type { Column } from '#contract/ports/kernels';
import type { Engine } from './arena.ts';

/** See `Kernels.resample`; frames outside of the values are unknown. */
export function resample(
  { wasm, arena }: Engine,
  values: Column,
  start: number,
  end: number,
  out: Column,
  known?: Column,
): void {
  arena.reset();
  // Only the frames asked about, moved so that the first of them is frame 0.
  const first = Math.min(values.length, Math.max(0, Math.floor(start)));
  const count = Math.max(0, Math.min(values.length, Math.ceil(end) + 1) - first);
  const from = arena.take(4 * count);
  const to = arena.take(4 * out.length);
  const share = known === undefined ? 0 : arena.take(4 * out.length);
  arena.floats(from, count).set(values.subarray(first, first + count));
  wasm.resample(from, first, count, start, end, to, share, out.length);
  out.set(arena.floats(to, out.length));
  known?.set(arena.floats(share, out.length));
}

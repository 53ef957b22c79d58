import type { Binding } from './binding.ts';

/**
 * Stretches of frames of the same tracks that are evaluated together, one after the other in one column: the whole binding, or
 * only what of it can matter.
 */
export interface Block {
  readonly stretches: readonly Binding[];
  /** Stretch `s` has the entries `[start[s], start[s + 1])` of a column. */
  readonly start: Int32Array;
}

export function blockOf(stretches: readonly Binding[]): Block {
  const start = new Int32Array(stretches.length + 1);
  for (const [number, { startFrame, endFrame }] of stretches.entries())
    start[number + 1] = (start[number] ?? 0) + Math.max(0, endFrame - startFrame);
  return { stretches, start };
}

export const emptyBlock = blockOf([]);

/** Entries of a column of the block. */
export function lengthOf({ start }: Block): number {
  return start.at(-1) ?? 0;
}

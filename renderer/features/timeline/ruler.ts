import type { FrameSpan } from '#contract/interval';

const mantissas = [1, 2, 5] as const;

/** The smallest step of the series 1, 2, 5, 10, 20 ... frames whose labels stand at least `leastPx` apart. */
export function tickStep(framesPerPx: number, leastPx: number): number {
  const wanted = Math.max(1, framesPerPx * leastPx);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = mantissas.map((mantissa) => mantissa * power).find((candidate) => candidate >= wanted);
  return step ?? power * 10;
}

/** Multiples of `step` inside the half-open window, in order. */
export function ticksIn(window: FrameSpan, step: number): readonly number[] {
  const first = Math.ceil(window.startFrame / step);
  const last = Math.ceil(window.endFrame / step) - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

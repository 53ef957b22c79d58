import type { Runs } from './given-set.ts';

/** Characters across. */
export const timelineWidth = 64;

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** Frames `[startFrame, endFrame)` that a line shows. */
export interface Shown {
  readonly startFrame: number;
  readonly endFrame: number;
}

/** The frames that character `place` of a line stands for; at least one. */
function framesAt({ startFrame, endFrame }: Shown, place: number): readonly [number, number] {
  const at = (n: number) => startFrame + Math.floor((n * (endFrame - startFrame)) / timelineWidth);
  return [at(place), Math.max(at(place) + 1, at(place + 1))];
}

function line(shown: Shown, character: (from: number, to: number) => string): string {
  return Array.from({ length: timelineWidth }, (_, place) => character(...framesAt(shown, place))).join('');
}

/** Where spans lie, as `mark` among dots. */
export function spansLine(shown: Shown, spans: Runs, mark: string): string {
  return line(shown, (from, to) => (spans.some(([start, end]) => start < to && end > from) ? mark : '.'));
}

function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** How a value runs between `low` and `high`, as bars; a blank where it is missing. */
export function valueLine(
  shown: Shown,
  valueAt: (frame: number) => number,
  [low, high]: readonly [number, number],
): string {
  return line(shown, (from, to) => {
    const value = meanOf(Array.from({ length: to - from }, (_, i) => valueAt(from + i)));
    if (Number.isNaN(value)) return ' ';
    const share = high > low ? (value - low) / (high - low) : 0;
    return bars[Math.max(0, Math.min(bars.length - 1, Math.floor(share * bars.length)))] ?? ' ';
  });
}

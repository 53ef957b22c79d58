import type { FrameSpan } from '#contract/interval';
import type { Trace } from './trace.ts';

export type Comparison = '<' | '<=' | '>' | '>=';

/** Whether a value satisfies the comparison; unknown satisfies none. */
export function holds(value: number, comparison: Comparison, threshold: number): boolean {
  switch (comparison) {
    case '<':
      return value < threshold;
    case '<=':
      return value <= threshold;
    case '>':
      return value > threshold;
    case '>=':
      return value >= threshold;
  }
}

/** Longest stretches of frames inside the window whose value passes the test, half-open, in order. */
export function runsWhere(
  trace: Trace,
  window: FrameSpan,
  test: (value: number) => boolean,
): readonly FrameSpan[] {
  const first = Math.max(trace.from, Math.floor(window.startFrame));
  const end = Math.min(trace.from + trace.values.length, Math.ceil(window.endFrame));
  const runs: FrameSpan[] = [];
  let startFrame: number | undefined;
  for (let frame = first; frame <= end; frame += 1) {
    const inside = frame < end && test(trace.values[frame - trace.from] ?? Number.NaN);
    if (inside) startFrame ??= frame;
    else if (startFrame !== undefined) {
      runs.push({ startFrame, endFrame: frame });
      startFrame = undefined;
    }
  }
  return runs;
}

/** Lowest and highest known value in the window and the threshold, with a tenth of room; [0, 1] where nothing is known. */
export function valueRange(
  trace: Trace,
  window: FrameSpan,
  threshold: number | undefined,
): readonly [number, number] {
  const from = Math.max(0, Math.floor(window.startFrame) - trace.from);
  const known = trace.values
    .slice(from, Math.max(from, Math.ceil(window.endFrame) - trace.from))
    .filter((value) => !Number.isNaN(value));
  if (known.length === 0 && threshold === undefined) return [0, 1];
  const start = threshold ?? known[0] ?? 0;
  const low = known.reduce((least, value) => Math.min(least, value), start);
  const high = known.reduce((most, value) => Math.max(most, value), start);
  const room = Math.max((high - low) * 0.12, 1e-6);
  return [low - room, high + room];
}

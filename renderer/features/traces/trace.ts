import { queryOptions } from '@tanstack/react-query';
import type { FrameSpan } from '#contract/interval';
import { httpPaths, traceMetaSchema, type TraceQuery } from '#contract/http';
import { fetchArrow, floats, wholes } from '../clip/arrow.ts';

/** Values of a feature by frame; NaN is unknown. Entry i belongs to frame `from + i`. */
export interface Trace {
  readonly from: number;
  readonly unit: string;
  readonly values: Float64Array;
}

/** Longest stretch that is asked for at once, in frames. */
export const longestTrace = 18_000;

/** The whole clip where it is short, else the stretch around the span. */
export function traceRange(span: FrameSpan, frameCount: number): FrameSpan {
  if (frameCount <= longestTrace) return { startFrame: 0, endFrame: Math.max(1, frameCount) };
  const startFrame = Math.max(0, Math.floor((span.startFrame + span.endFrame - longestTrace) / 2));
  return { startFrame, endFrame: Math.min(frameCount, startFrame + longestTrace) };
}

/** Puts rows (frame, value), in any order and with frames missing, into one value per frame of the range. */
export function fillTrace(range: FrameSpan, frames: Int32Array, values: Float64Array): Float64Array {
  const filled = new Float64Array(range.endFrame - range.startFrame).fill(Number.NaN);
  for (const [row, frame] of frames.entries()) {
    const at = frame - range.startFrame;
    if (at >= 0 && at < filled.length) filled[at] = values[row] ?? Number.NaN;
  }
  return filled;
}

/** Value at a frame; NaN outside the trace. */
export function valueAt(trace: Trace | undefined, frame: number): number {
  return trace?.values[frame - trace.from] ?? Number.NaN;
}

/** The trace of one feature; it never changes for a job. */
export function traceQuery(query: TraceQuery) {
  return queryOptions({
    queryKey: ['trace', query],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Trace> => {
      const { table, meta } = await fetchArrow(httpPaths.trace(query), traceMetaSchema, signal);
      const range = { startFrame: query.from, endFrame: query.to };
      return {
        from: query.from,
        unit: meta.unit,
        values: fillTrace(range, wholes(table, 'frame'), floats(table, 'value')),
      };
    },
  });
}

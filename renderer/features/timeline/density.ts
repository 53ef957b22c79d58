import type { FrameSpan } from '#contract/interval';

/** How many spans touch each of `bins` equal parts of a clip, and how many of them are decided. */
export interface Density {
  readonly total: Uint32Array;
  readonly decided: Uint32Array;
  readonly most: number;
}

/** Counts spans per bin over `[0, frameCount)`; a span counts once in each bin it touches. */
export function binDensity(
  spans: readonly (FrameSpan & { readonly decided: boolean })[],
  frameCount: number,
  bins: number,
): Density {
  const total = new Uint32Array(bins);
  const decided = new Uint32Array(bins);
  const perFrame = bins / Math.max(1, frameCount);
  for (const span of spans) {
    const first = Math.max(0, Math.floor(span.startFrame * perFrame));
    const last = Math.min(bins - 1, Math.ceil(span.endFrame * perFrame) - 1);
    for (let bin = first; bin <= last; bin += 1) {
      total[bin] = (total[bin] ?? 0) + 1;
      if (span.decided) decided[bin] = (decided[bin] ?? 0) + 1;
    }
  }
  return { total, decided, most: total.reduce((most, count) => Math.max(most, count), 0) };
}

import type { FrameSpan } from '#contract/interval';
import type { Kernels } from '#contract/ports/kernels';
import type { Series } from '#contract/ports/scene';
import type { FeatureSource } from './feature-source.ts';
import type { StoredSeries } from './stored-series.ts';
import { framesOf } from './track-paths.ts';

/** What features that are never stored are computed from: the source, and the stored columns of its subjects. */
export interface SeriesReader {
  readonly source: FeatureSource;
  readonly kernels: Kernels;
  /** A stored feature of a track on its whole span. */
  track(track: number, feature: string): Series | undefined;
  keypoint(track: number, keypoint: number, feature: string): Series | undefined;
  zone(zone: number, feature: string): Series | undefined;
  /** How far apart (lengths) two tracks may be for what they are to each other to be known; without it any distance. */
  readonly pairRadius?: number | undefined;
}

/** A reader over stored features. An infinite radius, too, stands for any distance. */
export function readerOfStored(
  source: FeatureSource,
  given: { readonly stored: StoredSeries; readonly kernels: Kernels; readonly pairRadius?: number },
): SeriesReader {
  const { stored, kernels, pairRadius = Number.POSITIVE_INFINITY } = given;
  return {
    source,
    kernels,
    track: (track, feature) => stored.find(feature, { track }),
    keypoint: (track, keypoint, feature) => stored.find(feature, { track, keypoint }),
    zone: (zone, feature) => stored.find(feature, { zone }),
    ...(Number.isFinite(pairRadius) ? { pairRadius } : {}),
  };
}

/** The series on the frames of a span; what lies outside it is missing. */
export function onSpan(series: Series | undefined, startFrame: number, endFrame: number): Float32Array {
  const length = Math.max(0, endFrame - startFrame);
  const values = series?.values ?? new Float32Array(0);
  const from = startFrame - (series?.startFrame ?? startFrame);
  if (from >= 0 && from + length <= values.length) return values.subarray(from, from + length);
  const out = new Float32Array(length).fill(Number.NaN);
  const first = Math.max(0, from);
  const last = Math.min(values.length, from + length);
  if (last > first) out.set(values.subarray(first, last), first - from);
  return out;
}

/** The series on the frames of several spans, one after the other. */
export function onSpans(series: Series | undefined, spans: readonly FrameSpan[]): Float32Array {
  const [first, ...others] = spans;
  if (first !== undefined && others.length === 0) return onSpan(series, first.startFrame, first.endFrame);
  const out = new Float32Array(framesOf(spans));
  let at = 0;
  for (const { startFrame, endFrame } of spans) {
    out.set(onSpan(series, startFrame, endFrame), at);
    at += Math.max(0, endFrame - startFrame);
  }
  return out;
}

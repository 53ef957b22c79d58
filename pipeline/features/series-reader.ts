import type { Kernels } from '#contract/ports/kernels';
import type { Series } from '#contract/ports/scene';
import type { FeatureSource } from './feature-source.ts';

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

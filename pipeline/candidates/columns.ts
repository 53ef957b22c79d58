import type { Scene, Series } from '#contract/ports/scene';
import type { FeatureUse } from '#ontology/expression';
import type { Binding } from './binding.ts';

/** Copies a series into `out`, one number per frame of the binding; frames outside the series are missing. */
export function alignInto(out: Float64Array, binding: Binding, series: Series | undefined): void {
  const length = binding.endFrame - binding.startFrame;
  if (series === undefined) {
    out.fill(Number.NaN, 0, length);
    return;
  }
  const skip = series.startFrame - binding.startFrame;
  const from = Math.max(0, -skip);
  const to = Math.max(from, Math.min(series.values.length, length - skip));
  const at = Math.min(length, Math.max(0, skip));
  out.fill(Number.NaN, 0, length);
  out.set(series.values.subarray(from, to), at);
}

/** The series that a feature of these tracks is read from. */
export function seriesOf(scene: Scene, binding: Binding, use: FeatureUse): Series | undefined {
  const { feature, zoneId = '', keypoint = '' } = use;
  const trackAt = (place: number): number => binding.tracks[use.slots[place] ?? 0] ?? 0;
  switch (use.subject) {
    case 'track':
      return scene.trackSeries(trackAt(0), feature);
    case 'pair':
      return scene.pairSeries(trackAt(0), trackAt(1), feature);
    case 'track_zone':
      return scene.zoneSeries(trackAt(0), zoneId, feature);
    case 'track_keypoint':
      return scene.keypointSeries?.(trackAt(0), keypoint, feature);
    case 'zone':
      return scene.areaSeries?.(zoneId, feature);
  }
}

/**
 * The distance of a pair with what the reach tells: where it is missing though both positions are known, the two are
 * farther apart than the radius it was computed in, so it is infinite there.
 */
export function beyondReachInto(
  out: Float64Array,
  length: number,
  distance: Float64Array,
  xs: readonly [Float64Array, Float64Array],
): void {
  const [a, b] = xs;
  for (let i = 0; i < length; i++) {
    const value = distance[i] ?? Number.NaN;
    const positionsKnown = !Number.isNaN(a[i] ?? Number.NaN) && !Number.isNaN(b[i] ?? Number.NaN);
    out[i] = Number.isNaN(value) && positionsKnown ? Number.POSITIVE_INFINITY : value;
  }
}

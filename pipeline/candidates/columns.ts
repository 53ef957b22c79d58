import type { Scene, Series } from '#contract/ports/scene';
import type { FeatureUse } from '#ontology/expression';
import { type Block, lengthOf } from './block.ts';

/** Copies a series into `out`, one number per frame of the block; frames outside the series are missing. */
export function alignInto(out: Float64Array, block: Block, series: Series | undefined): void {
  if (series === undefined) {
    out.fill(Number.NaN, 0, lengthOf(block));
    return;
  }
  for (const [number, { startFrame, endFrame }] of block.stretches.entries()) {
    const start = block.start[number] ?? 0;
    const length = endFrame - startFrame;
    const skip = series.startFrame - startFrame;
    const from = Math.max(0, -skip);
    const to = Math.max(from, Math.min(series.values.length, length - skip));
    const at = Math.min(length, Math.max(0, skip));
    if (to - from < length) out.fill(Number.NaN, start, start + length);
    out.set(series.values.subarray(from, to), start + at);
  }
}

/** The series of a zone, or of a track in a zone or at a keypoint. */
function namedSeriesOf(scene: Scene, track: number, use: FeatureUse): Series | undefined {
  const { subject, feature, zoneId = '', keypoint = '' } = use;
  if (subject === 'track_zone') return scene.zoneSeries(track, zoneId, feature);
  if (subject === 'track_keypoint') return scene.keypointSeries?.(track, keypoint, feature);
  return subject === 'zone' ? scene.areaSeries?.(zoneId, feature) : undefined;
}

/** The series that a feature of these tracks is read from; undefined for what they are to each other. */
function seriesOf(scene: Scene, tracks: readonly number[], use: FeatureUse): Series | undefined {
  const track = tracks[use.slots[0] ?? 0] ?? 0;
  if (use.subject === 'track') return scene.trackSeries(track, use.feature);
  return namedSeriesOf(scene, track, use);
}

/** A feature of the block's tracks, one number per frame of the block. */
export function featureInto(out: Float64Array, scene: Scene, block: Block, use: FeatureUse): void {
  const tracks = block.stretches[0]?.tracks ?? [];
  if (use.subject !== 'pair') {
    alignInto(out, block, seriesOf(scene, tracks, use));
    return;
  }
  const [a = 0, b = 0] = use.slots.map((slot) => tracks[slot] ?? 0);
  const values = scene.pairValues(a, b, use.feature, block.stretches);
  if (values === undefined) out.fill(Number.NaN, 0, lengthOf(block));
  else out.set(values);
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

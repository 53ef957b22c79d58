import type { Scene, Series } from '#contract/ports/scene';
import type { FeatureUse } from '#ontology/expression';
import { type Block, lengthOf } from './block.ts';

/** One number per frame of a block; NaN is missing. Features are read where they lie, what is computed from them is doubles. */
export type Column = Float32Array | Float64Array;

/** Copies a series into `out`, one number per frame of the block; frames outside the series are missing. */
function alignInto(out: Float64Array, block: Block, series: Series | undefined): void {
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

/** The series where it lies, if the block is one stretch that it covers. */
function wholeOf({ stretches }: Block, series: Series | undefined): Column | undefined {
  const [stretch, ...others] = stretches;
  if (stretch === undefined || others.length > 0 || series === undefined) return undefined;
  const from = stretch.startFrame - series.startFrame;
  const to = stretch.endFrame - series.startFrame;
  return from >= 0 && to <= series.values.length ? series.values.subarray(from, to) : undefined;
}

/** A series on the frames of the block; in a column that `take` gives where it does not lie so already. */
export function seriesColumn(block: Block, series: Series | undefined, take: () => Float64Array): Column {
  const whole = wholeOf(block, series);
  if (whole !== undefined) return whole;
  const out = take();
  alignInto(out, block, series);
  return out;
}

/** A feature of the block's tracks, one number per frame of the block. */
export function featureColumn(scene: Scene, block: Block, use: FeatureUse, take: () => Float64Array): Column {
  const tracks = block.stretches[0]?.tracks ?? [];
  if (use.subject !== 'pair') return seriesColumn(block, seriesOf(scene, tracks, use), take);
  const [a = 0, b = 0] = use.slots.map((slot) => tracks[slot] ?? 0);
  return scene.pairValues(a, b, use.feature, block.stretches) ?? take().fill(Number.NaN, 0, lengthOf(block));
}

/**
 * The distance of a pair with what the reach tells: where it is missing though both positions are known, the two are
 * farther apart than the radius it was computed in, so it is infinite there.
 */
export function beyondReachInto(
  out: Float32Array,
  length: number,
  distance: Column,
  xs: readonly [Column, Column],
): void {
  const [a, b] = xs;
  for (let i = 0; i < length; i++) {
    const value = distance[i] ?? Number.NaN;
    const positionsKnown = !Number.isNaN(a[i] ?? Number.NaN) && !Number.isNaN(b[i] ?? Number.NaN);
    out[i] = Number.isNaN(value) && positionsKnown ? Number.POSITIVE_INFINITY : value;
  }
}

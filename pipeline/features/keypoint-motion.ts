import type { FrameSpan } from '#contract/interval';
import type { Column, Kernels } from '#contract/ports/kernels';
import type { FeatureSource } from './feature-source.ts';
import { hasPoses, keypointPath, type PoseColumns } from './pose-columns.ts';
import { smoothPath } from './smooth.ts';
import { missingColumn } from './track-paths.ts';

/** Smoothed motion of one keypoint in pixels and seconds. */
export interface KeypointMotion {
  readonly x: Column;
  readonly y: Column;
  readonly vx: Column;
  readonly vy: Column;
}

/** Smoothed motion of every keypoint of a track on the frames of the span. */
export function keypointMotions(
  source: FeatureSource,
  poses: PoseColumns,
  track: number,
  span: FrameSpan,
  kernels: Kernels,
): readonly KeypointMotion[] {
  return poses.keypoints.map((_, keypoint) => {
    const out = {
      x: missingColumn(span),
      y: missingColumn(span),
      vx: missingColumn(span),
      vy: missingColumn(span),
    };
    smoothPath(source, track, span, kernels, (slice) => keypointPath(poses, track, keypoint, slice), out);
    return out;
  });
}

/** Tracks of the source that have poses, in order. */
export function posedTracks({ tracks, poses }: FeatureSource): readonly number[] {
  return poses === undefined ? [] : [...tracks.keys()].filter((track) => hasPoses(poses, track));
}

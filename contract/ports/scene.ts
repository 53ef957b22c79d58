import type { FrameIndex } from '#contract/entities/frame-index';
import type { Caption } from '#contract/entities/source';
import type { Zone } from '#contract/entities/zone';
import type { FeatureSubject } from '#contract/features';
import type { FrameSpan } from '#contract/interval';

/** One track on its dense frames `[startFrame, endFrame)`. */
export interface SceneTrack {
  readonly trackId: string;
  readonly className: string;
  readonly startFrame: number;
  readonly endFrame: number;
}

/** A column of one number per picture from `startFrame` on; NaN is missing. */
export interface Series {
  readonly startFrame: number;
  readonly values: Float32Array;
}

/** Two tracks that come within the job's radius, by index into `tracks`, `a < b`, and the frames both exist in. */
export interface ScenePair {
  readonly a: number;
  readonly b: number;
  readonly startFrame: number;
  readonly endFrame: number;
  /**
   * Frames in which they are within the radius, as pairs of first and behind the last, ascending; a few frames more do no harm.
   * Absent where it is not known.
   */
  readonly near?: ArrayLike<number> | undefined;
}

/** What a series is a feature of: tracks in order, and a zone or a keypoint where it has one. */
export interface SeriesSubject {
  readonly feature: string;
  readonly subject: FeatureSubject;
  readonly tracks: readonly number[];
  readonly zoneId?: string | undefined;
  readonly keypoint?: string | undefined;
}

/** All features of one source, as the rules read them. Series are aligned to their track's (or pair's) span. */
export interface Scene {
  readonly frameIndex: FrameIndex;
  readonly space: 'metric' | 'body';
  readonly tracks: readonly SceneTrack[];
  readonly zones: readonly Zone[];
  /** What is said, in the order of its start; none, or absent, where the source has no captions. */
  readonly captions?: readonly Caption[] | undefined;
  /** Names of the keypoints of its poses; none, or absent, where it has no poses. */
  readonly keypoints?: readonly string[] | undefined;
  /** Pairs whose features were computed: those that come within `pairRadius` (metres or body heights) at least once. */
  readonly pairs: readonly ScenePair[];
  readonly pairRadius: number;
  /** A declared feature of subject `track`. */
  trackSeries(track: number, feature: string): Series | undefined;
  /** A declared feature of subject `pair`, of `a` to `b`: the other way around is another series. */
  pairSeries(a: number, b: number, feature: string): Series | undefined;
  /** The same on the frames of these spans only, one after the other, in one column. */
  pairValues(a: number, b: number, feature: string, spans: readonly FrameSpan[]): Float32Array | undefined;
  /** A declared feature of subject `track_zone`. */
  zoneSeries(track: number, zoneId: string, feature: string): Series | undefined;
  /** A declared feature of subject `track_keypoint`; absent where no keypoints are served. */
  keypointSeries?(track: number, keypoint: string, feature: string): Series | undefined;
  /** Frames in which a new segment of the whole series begins, ascending; absent where none are served. */
  changePoints?(about: SeriesSubject): readonly number[];
  /** A declared feature of subject `zone`; absent where none are served. */
  areaSeries?(zoneId: string, feature: string): Series | undefined;
}

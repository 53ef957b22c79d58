import type { FrameSpan } from '#contract/interval';
import type { Kernels } from '#contract/ports/kernels';
import type { FeatureWindow } from '#pipeline/windows/feature-windows';
import type { FeatureSource } from './feature-source.ts';

/** Whose column it is: a track, a keypoint of a track, or a zone; indices into the source's tracks, keypoints and zones. */
export interface SeriesKey extends FrameSpan {
  readonly track?: number;
  readonly keypoint?: number;
  readonly zone?: number;
}

/** What a family computes a window from and into. Series are numbered as `series(source)` lists them. */
export interface FamilyWindow {
  readonly source: FeatureSource;
  readonly window: FeatureWindow;
  readonly kernels: Kernels;
  /** Frames of a series inside the window; may be empty. */
  frames(series: number): FrameSpan;
  /** The column to fill, on those frames; it comes filled with NaN. */
  out(feature: string, series: number): Float32Array;
  /** A column of a family named in `needs`, by that family's series, on its frames inside the window. */
  read(feature: string, series: number): Float32Array;
}

/** Features that are computed together, window by window, and stored in files of one shape. */
export interface FeatureFamily {
  readonly name: string;
  /** Changes whenever any bit it gives may change while the kernels stay. */
  readonly version: number;
  /** Key columns of its files beside `frame`. */
  readonly keys: readonly ('track' | 'keypoint' | 'zone')[];
  /** Declared features, in file order. */
  readonly features: readonly string[];
  /** Families it reads, on the same window. */
  readonly needs: readonly string[];
  /** Which inputs beside the tracks its bits depend on; they are part of its steps' keys. */
  readonly reads: readonly ('poses' | 'zones' | 'picture')[];
  /** Its series in a source, in a fixed order; none where the source cannot give them. */
  series(source: FeatureSource): readonly SeriesKey[];
  /** Fills the window's columns: the same bits however the frames are cut into windows. */
  compute(window: FamilyWindow): void;
}

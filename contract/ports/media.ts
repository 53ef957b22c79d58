import type { FrameIndex } from '#contract/entities/frame-index';
import type { Result } from '#contract/errors';

/** Where pictures are missing from an even grid: `frame` stays in their place. */
export interface PictureGap {
  readonly frame: number;
  readonly missingPictures: number;
}

/** What the edit list of an MP4 or MOV presents of its recording, in whole microseconds. */
export interface ClipEdit {
  /** Nothing is presented for so long before the first picture. */
  readonly emptyUs: number;
  /** Where in the recording the presentation begins. */
  readonly mediaStartUs: number;
  /** How long it lasts; 0 where it is not said. */
  readonly durationUs: number;
  /** Pictures outside are left out; false for a clip in fragments, which browsers only shift. */
  readonly cuts: boolean;
}

/** How the pictures of a clip are dated: facts for whoever imports it. */
export interface ClipTiming {
  /**
   * Microseconds on a player's clock at which picture 0 appears, 0 or more: what a seek adds to a time of the frame index, which
   * counts from picture 0.
   */
  readonly firstPictureUs: number;
  /** From one presented picture to the next, in microseconds: shortest, longest, and the usual one; 0 for fewer than two. */
  readonly shortestUs: number;
  readonly longestUs: number;
  readonly usualUs: number;
  /** Some picture lies off the even grid of the usual interval by more than a tenth of it and a millisecond. */
  readonly variableRate: boolean;
  readonly gaps: readonly PictureGap[];
  /** Sum over the gaps. */
  readonly missingPictures: number;
  /** Pictures are stored in another order than they are presented (B-frames). */
  readonly reordered: boolean;
  /** Coded pictures that are never presented: outside the edit, or over before the clip begins. */
  readonly hiddenPictures: number;
  /** Coded pictures that have the time of another; one of them is presented. */
  readonly doubledPictures: number;
  /** Coded pictures dated before the clip's zero. */
  readonly negativeTimes: number;
  /** Coded pictures whose duration is 0 or not said. */
  readonly zeroDurations: number;
  /** Absent where the clip has no edit list. */
  readonly edit?: ClipEdit;
}

export interface ClipProbe {
  readonly index: FrameIndex;
  readonly timing: ClipTiming;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly codec: string;
  readonly mime: string;
  readonly audioStreams: number;
}

/** Reads clips without decoding them. */
export interface Media {
  /**
   * Presented pictures in presentation order, from the container: those that a browser shows, dated from the first of them.
   * Refuses what is no clip, and a clip whose edit list puts stretches together or changes speed, naming the file.
   */
  probeClip(path: string): Promise<Result<ClipProbe>>;
}

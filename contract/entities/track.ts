/**
 * Canonical tracks in columns, rows sorted by track and then frame. Missing numbers are NaN.
 * Boxes are in pixels from the top left of the picture; `xM`, `yM` is the ground point in metres where the source is calibrated.
 */
export interface TrackTable {
  readonly trackIds: readonly string[];
  /** Class of each track, one per entry of `trackIds`. */
  readonly classes: readonly string[];
  /** Rows of track t are `[rowStart[t], rowStart[t + 1])`; length is the number of tracks + 1. */
  readonly rowStart: Int32Array;
  readonly frame: Int32Array;
  readonly xPx: Float32Array;
  readonly yPx: Float32Array;
  readonly wPx: Float32Array;
  readonly hPx: Float32Array;
  readonly xM: Float32Array;
  readonly yM: Float32Array;
  readonly conf: Float32Array;
  readonly occlusion: Float32Array;
}

/** The measured columns, any of which may be left out where nothing reads it: it is empty then. */
export const trackColumns = ['xPx', 'yPx', 'wPx', 'hPx', 'xM', 'yM', 'conf', 'occlusion'] as const;
export type TrackColumn = (typeof trackColumns)[number];

/** Poses in columns, one row per keypoint seen. `track` and `keypoint` are indices; `score` is NaN where unknown. */
export interface PoseTable {
  readonly trackIds: readonly string[];
  readonly keypoints: readonly string[];
  readonly frame: Int32Array;
  readonly track: Int32Array;
  readonly keypoint: Int32Array;
  readonly xPx: Float32Array;
  readonly yPx: Float32Array;
  readonly score: Float32Array;
}

/** How keypoints hang together, by name; what is not named here is not linked. */
export interface SkeletonDeclaration {
  /** Bones, each between two keypoints. */
  readonly links: readonly (readonly [string, string])[];
  /** The point of the head, and the sets of keypoints that its direction may be taken from, best first. */
  readonly nose: string;
  readonly behind: readonly (readonly string[])[];
}

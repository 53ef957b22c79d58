import { frameCount, type FrameIndex } from '#contract/entities/frame-index';
import type { PoseTable, SkeletonDeclaration } from '#contract/entities/pose';
import type { TrackTable } from '#contract/entities/track';
import type { Homography, Zone } from '#contract/entities/zone';
import type { SceneTrack } from '#contract/ports/scene';
import type { Caption, Source } from '#contract/entities/source';
import { findDoubt, type Doubt } from './identity-doubt.ts';
import { arrangePoses, type PoseColumns } from './pose-columns.ts';
import { positiveMedian } from './median.ts';
import { at } from './numbers.ts';
import { resolveSkeleton, type Skeleton } from './skeleton.ts';
import { rowsOf } from './table-rows.ts';
import { timingOf, type Timing } from './timing.ts';

export { rowsWithin } from './table-rows.ts';

/** Pixels across and down. */
export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * What features are computed from, with what is derived once from the whole table so that every window sees the same.
 * Plain objects and typed arrays only: it can be posted to a worker.
 */
export interface FeatureSource extends Timing {
  readonly table: TrackTable;
  readonly frameIndex: FrameIndex;
  readonly space: Source['space'];
  readonly homography?: Homography | undefined;
  /** All zones of the source, also those that cannot be measured in it. */
  readonly zones: readonly Zone[];
  readonly captions: readonly Caption[];
  readonly tracks: readonly SceneTrack[];
  /** Per track, pixels in one body height (the median box height); 1 in a metric source; NaN where no box has a height. */
  readonly scales: Float64Array;
  /** Per track, the median box height in pixels, in a metric source too; NaN where no box has a height. */
  readonly heightsPx: Float64Array;
  readonly doubt: Doubt;
  /** Size of the picture; what the boxes span where it is not known. */
  readonly picture: PictureSize;
  readonly poses?: PoseColumns | undefined;
  readonly skeleton?: Skeleton | undefined;
}

/** What a source is prepared from. */
export interface SourceParts {
  readonly table: TrackTable;
  readonly frameIndex: FrameIndex;
  readonly space: Source['space'];
  readonly homography?: Homography | undefined;
  readonly zones?: readonly Zone[] | undefined;
  readonly captions?: readonly Caption[] | undefined;
  /** Size of the picture; without it what the boxes span. */
  readonly picture?: PictureSize | undefined;
  readonly poses?: PoseTable | undefined;
  /** How the keypoints hang together; guessed from their names where not given. */
  readonly skeleton?: SkeletonDeclaration | undefined;
}

/** Each track from its first to behind its last row, within the index; a track without rows there has an empty span. */
function spanTracks(table: TrackTable, frames: number): readonly SceneTrack[] {
  return table.trackIds.map((trackId, track) => {
    const [from, to] = rowsOf(table, track);
    const startFrame = Math.min(frames, table.frame[from] ?? 0);
    const endFrame = to > from ? Math.min(frames, (table.frame[to - 1] ?? 0) + 1) : startFrame;
    return { trackId, className: table.classes[track] ?? '', startFrame, endFrame };
  });
}

/** From the top left of the picture to the furthest edges of all boxes; at least a pixel. */
function spanOfBoxes({ xPx, yPx, wPx, hPx }: TrackTable): PictureSize {
  let [widthPx, heightPx] = [1, 1];
  for (let row = 0; row < xPx.length; row += 1) {
    const [right, bottom] = [at(xPx, row) + at(wPx, row), at(yPx, row) + at(hPx, row)];
    if (right > widthPx) widthPx = right;
    if (bottom > heightPx) heightPx = bottom;
  }
  return { widthPx, heightPx };
}

/** Prepares a source's canonical tracks for its windows; reads the whole table once. */
export function prepareSource(given: SourceParts): FeatureSource {
  const { table, frameIndex, space, homography, poses } = given;
  const heightsPx = Float64Array.from(table.trackIds, (_, track) =>
    positiveMedian(table.hPx.subarray(...rowsOf(table, track))),
  );
  const scales = heightsPx.map((heightPx) => (space === 'metric' ? 1 : heightPx));
  const base = { table, frameIndex, space, homography, scales };
  return {
    ...base,
    ...timingOf(frameIndex, table),
    zones: given.zones ?? [],
    captions: given.captions ?? [],
    tracks: spanTracks(table, frameCount(frameIndex)),
    heightsPx,
    picture: given.picture ?? spanOfBoxes(table),
    doubt: findDoubt(base),
    poses: poses && arrangePoses(poses, table.trackIds),
    skeleton: poses && resolveSkeleton(poses.keypoints, given.skeleton),
  };
}

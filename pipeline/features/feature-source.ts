import { frameCount, type FrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';
import type { Homography } from '#contract/entities/zone';
import type { SceneTrack } from '#contract/ports/scene';
import type { Source } from '#contract/entities/source';

/** What features are computed from, with what is derived once from the whole table so that every window sees the same. */
export interface FeatureSource {
  readonly table: TrackTable;
  readonly frameIndex: FrameIndex;
  readonly space: Source['space'];
  readonly homography?: Homography | undefined;
  readonly tracks: readonly SceneTrack[];
  /** Per track, pixels in one body height (the median box height); 1 in a metric source; NaN where no box has a height. */
  readonly scales: Float64Array;
}

function median(values: Float32Array): number {
  const sorted = values.filter((value) => value > 0 && value < Number.POSITIVE_INFINITY).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function rowsOf(table: TrackTable, track: number): readonly [number, number] {
  return [table.rowStart[track] ?? 0, table.rowStart[track + 1] ?? 0];
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

function trackScale(table: TrackTable, track: number): number {
  return median(table.hPx.subarray(...rowsOf(table, track)));
}

/** Prepares a source's canonical tracks for its windows; reads the whole table once. */
export function prepareSource(
  given: Pick<FeatureSource, 'table' | 'frameIndex' | 'space' | 'homography'>,
): FeatureSource {
  const { table, frameIndex, space } = given;
  const scales = Float64Array.from(table.trackIds, (_, track) =>
    space === 'metric' ? 1 : trackScale(table, track),
  );
  return { ...given, tracks: spanTracks(table, frameCount(frameIndex)), scales };
}

/** First row of `[from, to)` whose frame is not before `frame`. */
function firstRowAt(table: TrackTable, from: number, to: number, frame: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.frame[middle] ?? 0) < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows `[from, to)` of a track whose frames lie in `[startFrame, endFrame)`. */
export function rowsWithin(
  table: TrackTable,
  track: number,
  startFrame: number,
  endFrame: number,
): readonly [number, number] {
  const [from, to] = rowsOf(table, track);
  return [firstRowAt(table, from, to, startFrame), firstRowAt(table, from, to, endFrame)];
}

import type { FormatSinks, ReadOptions } from '#main/importers/track-format';
import type { CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';

/** A keypoint in px; `score` is NaN where unknown. */
export interface Keypoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly score: number;
}

/** The pose of one track in one picture; `trackId` is empty where nobody tracked it, and `conf` NaN where unknown. */
export interface Pose {
  readonly frame: number;
  readonly trackId: string;
  readonly className: string;
  readonly conf: number;
  readonly keypoints: readonly Keypoint[];
}

export interface PoseSink {
  /** Takes the pose that stands at `line`, or says why not. */
  add(pose: Pose, line: number): CellFault | undefined;
  /** What was left out, for a person. */
  remarks(): readonly string[];
}

/** Keypoints below this score are not read unless a person says otherwise. */
export const usualLeastScore = 0.1;
const fewestKeypoints = 2;
/** Keypoints in one line or at one place still make a box. */
const smallestPx = 1;

function span(values: readonly number[]): { readonly from: number; readonly size: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const size = Math.max(most - least, smallestPx);
  return { from: (least + most - size) / 2, size };
}

/** The box around keypoints (px), at least 1 px wide and high. */
function boxOf(keypoints: readonly Keypoint[]): Pick<TrackRow, 'x' | 'y' | 'w' | 'h'> {
  const [across, down] = [span(keypoints.map(({ x }) => x)), span(keypoints.map(({ y }) => y))];
  return { x: across.from, y: down.from, w: across.size, h: down.size };
}

function rowOf({ frame, trackId, className, conf }: Pose, used: readonly Keypoint[]): TrackRow {
  const unknown = { timeS: Number.NaN, xw: Number.NaN, yw: Number.NaN, occlusion: Number.NaN };
  return { frame, trackId, className, conf, ...boxOf(used), ...unknown };
}

/**
 * Gives poses away as keypoints and as the boxes around them. Keypoints below the least score (0.1 unless asked otherwise)
 * are not read; a pose of fewer than two others has no box, so that its track has no row in that picture, which is
 * remarked and no fault. Poses without a track become detections, without their keypoints.
 */
export function createPoseSink(sinks: FormatSinks, options: ReadOptions): PoseSink {
  const leastScore = options.leastScore ?? usualLeastScore;
  let [weak, lonely, untracked] = [0, 0, 0];

  function addTracked(pose: Pose, used: readonly Keypoint[], line: number): CellFault | undefined {
    const fault = sinks.tracks.add(rowOf(pose, used), line);
    if (fault !== undefined) return fault;
    let first: CellFault | undefined;
    const { frame, trackId } = pose;
    for (const { name, x, y, score } of used) {
      const refused = sinks.poses.add({ frame, trackId, keypoint: name, x, y, score }, line);
      first ??= refused;
    }
    return first;
  }

  return {
    add(pose, line) {
      // A score that is unknown is not below the least one.
      const used = pose.keypoints.filter(({ score }) => !(score < leastScore));
      weak += pose.keypoints.length - used.length;
      if (used.length < fewestKeypoints) {
        lonely += 1;
        return undefined;
      }
      if (pose.trackId !== '') return addTracked(pose, used, line);
      untracked += 1;
      return sinks.detections.add(rowOf(pose, used), line);
    },
    remarks() {
      const remarks: string[] = [];
      if (weak > 0) remarks.push(`Keypoints below the score ${leastScore} are not read: ${weak}.`);
      if (lonely > 0)
        remarks.push(
          `Poses with fewer than two keypoints that are read make no box and are left out: ${lonely}.`,
        );
      if (untracked > 0)
        remarks.push(`Poses without a track are read as detections, without their keypoints: ${untracked}.`);
      return remarks;
    },
  };
}

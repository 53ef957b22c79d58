import type { Column } from '#contract/ports/kernels';
import type { FamilyWindow, FeatureFamily, SeriesKey } from './family.ts';
import type { FeatureSource } from './feature-source.ts';
import { keypointMotions, posedTracks, type KeypointMotion } from './keypoint-motion.ts';
import { at } from './numbers.ts';

interface Vector {
  readonly x: number;
  readonly y: number;
}

function cross(a: Vector, b: Vector): number {
  return a.x * b.y - a.y * b.x;
}

function between(from: KeypointMotion, to: KeypointMotion, i: number): Vector {
  return { x: at(to.x, i) - at(from.x, i), y: at(to.y, i) - at(from.y, i) };
}

function turning(from: KeypointMotion, to: KeypointMotion, i: number): Vector {
  return { x: at(to.vx, i) - at(from.vx, i), y: at(to.vy, i) - at(from.vy, i) };
}

/** How fast a vector turns, in radians per second. */
function turnRate(of: Vector, change: Vector): number {
  return cross(of, change) / (of.x * of.x + of.y * of.y);
}

/** Angle between the two bones at a joint, and how fast it opens. */
function bend(
  joint: KeypointMotion,
  ends: readonly [KeypointMotion, KeypointMotion],
  angle: Column,
  rate: Column,
): void {
  const [one, other] = ends;
  for (let i = 0; i < angle.length; i += 1) {
    const u = between(joint, one, i);
    const w = between(joint, other, i);
    const across = cross(u, w);
    angle[i] = Math.atan2(Math.abs(across), u.x * w.x + u.y * w.y);
    const turn = turnRate(w, turning(joint, other, i)) - turnRate(u, turning(joint, one, i));
    rate[i] = across < 0 ? -turn : turn;
  }
}

/** Positions and speed in body heights; a keypoint has no place on the ground, so they are missing in metres. */
function move(source: FeatureSource, track: number, motion: KeypointMotion, out: readonly Column[]): void {
  if (source.space === 'metric') return;
  const [x, y, speed] = out;
  const scale = at(source.scales, track);
  for (let i = 0; i < motion.x.length; i += 1) {
    if (x !== undefined) x[i] = at(motion.x, i) / scale;
    if (y !== undefined) y[i] = at(motion.y, i) / scale;
    const [vx, vy] = [at(motion.vx, i), at(motion.vy, i)];
    if (speed !== undefined) speed[i] = Math.sqrt(vx * vx + vy * vy) / scale;
  }
}

function endsOf(
  { skeleton }: FeatureSource,
  motions: readonly KeypointMotion[],
  keypoint: number,
): readonly [KeypointMotion, KeypointMotion] | undefined {
  const [one, other] = [0, 1].map((end) => motions[skeleton?.neighbours[2 * keypoint + end] ?? -1]);
  return one === undefined || other === undefined ? undefined : [one, other];
}

/** `first` is the number of the series of the track's first keypoint. */
function computeTrack(window: FamilyWindow, track: number, first: number): void {
  const { source, kernels } = window;
  const span = window.frames(first);
  if (source.poses === undefined || span.endFrame <= span.startFrame) return;
  const motions = keypointMotions(source, source.poses, track, span, kernels);
  for (const [keypoint, motion] of motions.entries()) {
    const out = (name: string) => window.out(name, first + keypoint);
    move(source, track, motion, [out('keypoint_x'), out('keypoint_y'), out('keypoint_speed')]);
    const ends = endsOf(source, motions, keypoint);
    if (ends !== undefined) bend(motion, ends, out('joint_angle'), out('joint_angle_rate'));
  }
}

function seriesOf(source: FeatureSource): readonly SeriesKey[] {
  const keypoints = [...(source.poses?.keypoints ?? []).keys()];
  return posedTracks(source).flatMap((track) => {
    const { startFrame, endFrame } = source.tracks[track] ?? { startFrame: 0, endFrame: 0 };
    return keypoints.map((keypoint) => ({ track, keypoint, startFrame, endFrame }));
  });
}

/** What every keypoint does; series go by track and then keypoint, over the tracks that have poses. */
export const keypointFamily: FeatureFamily = {
  name: 'keypoints',
  version: 1,
  keys: ['track', 'keypoint'],
  features: ['keypoint_x', 'keypoint_y', 'keypoint_speed', 'joint_angle', 'joint_angle_rate'],
  needs: [],
  reads: ['poses'],
  series: seriesOf,
  compute(window) {
    const count = window.source.poses?.keypoints.length ?? 0;
    for (const [i, track] of posedTracks(window.source).entries()) computeTrack(window, track, i * count);
  },
};

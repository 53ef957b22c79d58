import { countingHalfWindowS } from '#contract/features/constants';
import { framesAround } from '#pipeline/windows/feature-windows';
import type { FamilyWindow, FeatureFamily } from './family.ts';
import { headDirectionInto } from './head-direction.ts';
import { keypointMotions, posedTracks, type KeypointMotion } from './keypoint-motion.ts';
import { at } from './numbers.ts';
import { poseEntropyInto } from './pose-entropy.ts';
import { sharedFrames } from './track-paths.ts';

function within({ x, y, vx, vy }: KeypointMotion, from: number, to: number): KeypointMotion {
  return {
    x: x.subarray(from, to),
    y: y.subarray(from, to),
    vx: vx.subarray(from, to),
    vy: vy.subarray(from, to),
  };
}

function computeTrack(window: FamilyWindow, track: number, series: number): void {
  const { source, kernels } = window;
  const { poses, frameIndex } = source;
  const span = window.frames(series);
  if (poses === undefined || span.endFrame <= span.startFrame) return;
  const around = framesAround(frameIndex, span, countingHalfWindowS);
  const wide = sharedFrames(around, source.tracks[track] ?? span);
  const motions = keypointMotions(source, poses, track, wide, kernels);
  const heightPx = at(source.heightsPx, track);
  poseEntropyInto(frameIndex, motions, wide, span, heightPx, window.out('pose_entropy', series));
  const from = span.startFrame - wide.startFrame;
  const own = motions.map((motion) => within(motion, from, from + span.endFrame - span.startFrame));
  headDirectionInto(source, track, own, span, kernels, window.out('head_direction', series));
}

/** What the keypoints of a track say together; series go over the tracks that have poses. */
export const poseFamily: FeatureFamily = {
  name: 'pose',
  version: 1,
  keys: ['track'],
  features: ['pose_entropy', 'head_direction'],
  needs: [],
  reads: ['poses'],
  series: (source) =>
    posedTracks(source).map((track) => {
      const { startFrame, endFrame } = source.tracks[track] ?? { startFrame: 0, endFrame: 0 };
      return { track, startFrame, endFrame };
    }),
  compute(window) {
    for (const [series, track] of posedTracks(window.source).entries()) computeTrack(window, track, series);
  },
};

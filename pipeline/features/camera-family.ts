import { cameraHalfWindowS } from '#contract/features/constants';
import { framesAround } from '#pipeline/windows/feature-windows';
import { cameraAdvance } from './camera-advance.ts';
import type { FamilyWindow, FeatureFamily } from './family.ts';

function compute(window: FamilyWindow): void {
  const { source } = window;
  const { tracks, frameIndex, space } = source;
  if (space === 'metric') return;
  for (let frame = window.window.startFrame; frame < window.window.endFrame; frame += 1) {
    const here = { startFrame: frame, endFrame: frame + 1 };
    const around = framesAround(frameIndex, here, cameraHalfWindowS);
    const seen = [...tracks.keys()].filter((track) => {
      const { startFrame = 0, endFrame = 0 } = tracks[track] ?? {};
      return startFrame < around.endFrame && endFrame > around.startFrame;
    });
    const advance = cameraAdvance(source, seen, frame, [around.startFrame, around.endFrame]);
    if (advance === undefined) continue;
    for (const track of seen) {
      const span = window.frames(track);
      if (frame < span.startFrame || frame >= span.endFrame) continue;
      window.out('camera_speed', track)[frame - span.startFrame] = advance.speed;
      window.out('camera_accel', track)[frame - span.startFrame] = advance.accel;
    }
  }
}

/** How the camera drives, the same for every track; in pictures only. Series number t is track t. */
export const cameraFamily: FeatureFamily = {
  name: 'camera',
  version: 1,
  keys: ['track'],
  features: ['camera_speed', 'camera_accel'],
  needs: [],
  reads: ['picture'],
  series: ({ tracks, space }) =>
    space === 'metric'
      ? []
      : tracks.map(({ startFrame, endFrame }, track) => ({ track, startFrame, endFrame })),
  compute,
};

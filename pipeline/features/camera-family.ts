import { cameraHalfWindowS, cameraPriorS } from '#contract/features/constants';
import { framesAround } from '#pipeline/windows/feature-windows';
import { type AdvanceWindow, cameraAdvance } from './camera-advance.ts';
import { isCarrier } from './camera-carrier.ts';
import type { FamilyWindow, FeatureFamily } from './family.ts';
import type { FeatureSource } from './feature-source.ts';
import { tracksInPictures } from './track-paths.ts';

const written = ['camera_speed', 'camera_accel', 'camera_surge'] as const;
const long: AdvanceWindow = { halfWindowS: cameraHalfWindowS.long, priorS: cameraPriorS.long };
const brief: AdvanceWindow = { halfWindowS: cameraHalfWindowS.brief, priorS: cameraPriorS.brief };

/** Tracks that have frames within the longer window around a frame, in order. */
function tracksAround(source: FeatureSource, frame: number): readonly number[] {
  const here = { startFrame: frame, endFrame: frame + 1 };
  const around = framesAround(source.frameIndex, here, cameraHalfWindowS.long);
  return source.tracks.flatMap(({ startFrame, endFrame }, track) =>
    startFrame < around.endFrame && endFrame > around.startFrame ? [track] : [],
  );
}

function writeFrame(window: FamilyWindow, seen: ReadonlySet<number>, frame: number): void {
  const { source } = window;
  const tracks = tracksAround(source, frame);
  const boxes = tracks.filter((track) => seen.has(track));
  const advance = cameraAdvance(source, boxes, frame, long);
  const surge = cameraAdvance(source, boxes, frame, brief);
  const values = [advance?.speed, advance?.accel, surge?.accel];
  for (const track of tracks) {
    const { startFrame, endFrame } = window.frames(track);
    if (frame < startFrame || frame >= endFrame) continue;
    for (const [i, name] of written.entries())
      window.out(name, track)[frame - startFrame] = values[i] ?? Number.NaN;
  }
}

function compute(window: FamilyWindow): void {
  const { source } = window;
  if (source.space === 'metric') return;
  const { startFrame, endFrame } = window.window;
  const seen = new Set([...source.tracks.keys()].filter((track) => !isCarrier(source, track)));
  for (let frame = startFrame; frame < endFrame; frame += 1) writeFrame(window, seen, frame);
}

/** How the camera drives, the same for every track; in pictures only. Series number t is track t. */
export const cameraFamily: FeatureFamily = {
  name: 'camera',
  version: 1,
  keys: ['track'],
  features: written,
  needs: [],
  reads: ['picture'],
  series: tracksInPictures,
  compute,
};

import { type Camera, project } from './camera.ts';
import { figureOf, type Keypoint, keypoints } from './figure.ts';
import { isCovered, type Observation } from './observe.ts';
import { createRandom, type Random } from './random.ts';
import type { Scenery } from './sample-scene.ts';

/** One keypoint as a pose estimator would give it: pixels from the picture's top left and a score in [0, 1]. */
export interface PosePoint {
  readonly keypoint: Keypoint;
  readonly x: number;
  readonly y: number;
  readonly score: number;
}

/** Noise of a keypoint in metres on the body, on top of a third of a pixel. */
const noiseM = 0.02;

function poseOf(camera: Camera, random: Random, observation: Observation): readonly PosePoint[] {
  const { agent, at, nearer, pxPerM } = observation;
  const { xM, yM, vxMps, vyMps, headingRad, gaitRad } = agent.motion;
  const [vx, vy] = [vxMps[at] ?? 0, vyMps[at] ?? 0];
  const figure = figureOf({
    xM: xM[at] ?? 0,
    yM: yM[at] ?? 0,
    headingRad: headingRad[at] ?? 0,
    gaitRad: gaitRad[at] ?? 0,
    speedMps: Math.sqrt(vx * vx + vy * vy),
    heightM: agent.heightM,
    rides: false,
  });
  return keypoints.map((keypoint) => {
    const { x, y } = project(camera, figure[keypoint]);
    const hidden = isCovered(nearer, x, y) || x < 0 || y < 0 || x >= camera.widthPx || y >= camera.heightPx;
    const spreadPx = (0.33 + noiseM * pxPerM) * (hidden ? 3 : 1);
    const [dx, dy, ds] = [random.normal() * spreadPx, random.normal() * spreadPx, random.normal()];
    const score = hidden ? 0.2 + 0.06 * ds : 0.87 + 0.04 * ds;
    return { keypoint, x: x + dx, y: y + dy, score: Math.min(0.99, Math.max(0.03, score)) };
  });
}

/** The pose estimator is slower than the detector: it looks at every second picture. */
const everyPictures = 2;

/** Poses of the pedestrians detected in every second presented picture, noisy, with low scores where a nearer agent hides them. */
export function* posesOf(
  scenery: Scenery,
): Generator<{ readonly frame: number; readonly trackId: string; readonly points: readonly PosePoint[] }> {
  const random = createRandom(scenery.simulation.seed).fork('poses');
  for (const [frame, picture] of scenery.observations.entries()) {
    if (frame % everyPictures !== 0) continue;
    for (const observation of picture) {
      const { className, trackId } = observation.agent;
      if (className === 'pedestrian')
        yield { frame, trackId, points: poseOf(scenery.camera, random, observation) };
    }
  }
}

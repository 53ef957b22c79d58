import { egoFamily } from './ego-family.ts';
import { cameraFamily } from './camera-family.ts';
import type { FeatureFamily } from './family.ts';
import { groupFamily } from './group-family.ts';
import { keypointFamily } from './keypoint-family.ts';
import { motionFamily } from './motion-family.ts';
import { occupancyFamily } from './occupancy-family.ts';
import { poseFamily } from './pose-family.ts';
import { shapeFamily } from './shape-family.ts';
import { viewFamily } from './view-family.ts';

/** Every family whose features are stored, each behind those it reads. */
export const families: readonly FeatureFamily[] = [
  motionFamily,
  shapeFamily,
  poseFamily,
  keypointFamily,
  egoFamily,
  viewFamily,
  cameraFamily,
  groupFamily,
  occupancyFamily,
];

import type { FeatureFamily } from './family.ts';
import { motionFamily } from './motion-family.ts';
import { shapeFamily } from './shape-family.ts';

/** Every family whose features are stored, each behind those it reads. */
export const families: readonly FeatureFamily[] = [motionFamily, shapeFamily];

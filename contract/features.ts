import { bodyFeatures, bodyPairFeatures } from './features/body.ts';
import type { FeatureDeclaration } from './features/declaration.ts';
import { motionFeatures } from './features/motion.ts';
import { pairFeatures } from './features/pair.ts';
import { keypointFeatures, poseFeatures } from './features/pose.ts';
import { areaFeatures, egoFeatures, groupFeatures } from './features/scene.ts';
import { shapeFeatures } from './features/shape.ts';
import { cameraFeatures, viewFeatures } from './features/view.ts';
import { stayFeatures, zoneFeatures } from './features/zone.ts';

export type { FeatureDeclaration, FeatureSubject, UnitPowers } from './features/declaration.ts';

/** Every feature, declared once: the ontology's symbols, the stored columns and the documentation follow from this list. */
export const features: readonly FeatureDeclaration[] = [
  ...motionFeatures,
  ...stayFeatures,
  ...shapeFeatures,
  ...poseFeatures,
  ...bodyFeatures,
  ...groupFeatures,
  ...egoFeatures,
  ...viewFeatures,
  ...cameraFeatures,
  ...pairFeatures,
  ...bodyPairFeatures,
  ...zoneFeatures,
  ...keypointFeatures,
  ...areaFeatures,
];

const byName: ReadonlyMap<string, FeatureDeclaration> = new Map(
  features.map((feature) => [feature.name, feature]),
);

/** The declaration of a feature, or undefined for an unknown name. */
export function findFeature(name: string): FeatureDeclaration | undefined {
  return byName.get(name);
}

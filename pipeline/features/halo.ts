import { findFeature } from '#contract/features';
import { families } from './families.ts';
import type { FeatureSource } from './feature-source.ts';
import { smoothingReachS } from './smooth.ts';

/** Seconds before and after a frame that a feature's value depends on, down the chain of its inputs; infinite for the whole track. */
export function featureHaloS(source: FeatureSource, name: string): number {
  const feature = findFeature(name);
  if (feature === undefined) return 0;
  const { smoothing, plusS = 0, track } = feature.halfWindow;
  if (track === true) return Number.POSITIVE_INFINITY;
  const inputs = feature.inputs.map((input) => featureHaloS(source, input));
  return plusS + (smoothing === true ? smoothingReachS(source) : 0) + Math.max(0, ...inputs);
}

/** Seconds around a window that the stored features of this source read. */
export function haloS(source: FeatureSource): number {
  return Math.max(...families.flatMap(({ features }) => features).map((name) => featureHaloS(source, name)));
}

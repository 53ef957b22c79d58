import { findFeature } from '#contract/features';
import { families } from './families.ts';
import type { FeatureFamily } from './family.ts';
import type { FeatureSource } from './feature-source.ts';

function withInputs(names: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  const visit = (name: string): void => {
    if (all.has(name)) return;
    all.add(name);
    for (const input of findFeature(name)?.inputs ?? []) visit(input);
  };
  names.forEach(visit);
  return all;
}

/**
 * The families that store what these features are made from, each behind those it reads: motion in any case, and of the rest
 * those that the source can give. Others are left for the ontology that asks for them.
 */
export function neededFamilies(source: FeatureSource, names: readonly string[]): readonly FeatureFamily[] {
  const wanted = withInputs(names);
  const chosen = new Set<string>(['motion']);
  for (const family of families.toReversed())
    if (chosen.has(family.name) || family.features.some((feature) => wanted.has(feature)))
      for (const name of [family.name, ...family.needs]) chosen.add(name);
  return families.filter((family) => chosen.has(family.name) && family.series(source).length > 0);
}

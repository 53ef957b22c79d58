import { findFeature } from '#contract/features';
import type { TrackColumn } from '#contract/entities/track';
import { families } from './families.ts';
import type { FeatureFamily } from './family.ts';
import type { FeatureSource } from './feature-source.ts';
import { isStored } from './stored-series.ts';

/** The names, and what they are made from, down to what the source gives; `isEnd` inputs are not looked into. */
function withInputs(names: readonly string[], isEnd: (name: string) => boolean): ReadonlySet<string> {
  const all = new Set<string>();
  const visit = (name: string): void => {
    if (all.has(name)) return;
    all.add(name);
    if (isEnd(name)) return;
    for (const input of findFeature(name)?.inputs ?? []) visit(input);
  };
  names.forEach(visit);
  return all;
}

function askedFamilies(names: readonly string[]): readonly FeatureFamily[] {
  const wanted = withInputs(names, () => false);
  const chosen = new Set<string>(['motion']);
  for (const family of families.toReversed())
    if (chosen.has(family.name) || family.features.some((feature) => wanted.has(feature)))
      for (const name of [family.name, ...family.needs]) chosen.add(name);
  return families.filter(({ name }) => chosen.has(name));
}

/**
 * The families that store what these features are made from, each behind those it reads: motion in any case, and of the rest
 * those that the source can give. Others are left for the ontology that asks for them.
 */
export function neededFamilies(source: FeatureSource, names: readonly string[]): readonly FeatureFamily[] {
  return askedFamilies(names).filter((family) => family.series(source).length > 0);
}

/** The stored features that these are read from. */
export function storedInputs(names: readonly string[]): readonly string[] {
  return [...withInputs(names, isStored)].filter(isStored).toSorted();
}

const boxColumns = ['xPx', 'yPx', 'wPx', 'hPx'] as const;

/** What decides which columns ground points and zones are read from. */
type Ground = Pick<FeatureSource, 'space' | 'homography' | 'zones'>;

function columnsOf(input: string, { space, homography, zones }: Ground): readonly TrackColumn[] {
  switch (input) {
    case 'ground points':
      return space === 'body' || homography !== undefined ? [...boxColumns, 'xM', 'yM'] : ['xM', 'yM'];
    case 'zones':
      return zones.some((zone) => zone.space === 'px') ? boxColumns : [];
    case 'boxes':
    case 'keypoints':
      return boxColumns;
    case 'confidences':
      return ['conf'];
    default:
      return [];
  }
}

/** The columns of the tracks that these features, and all that is stored with them, are made from. */
export function neededColumns(ground: Ground, names: readonly string[]): readonly TrackColumn[] {
  const features = askedFamilies(names).flatMap((family) => family.features);
  const inputs = [...withInputs([...names, ...features], () => false)];
  return [...new Set(inputs.flatMap((input) => columnsOf(input, ground)))].toSorted();
}

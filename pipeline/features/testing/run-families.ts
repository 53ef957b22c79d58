import type { Kernels } from '#contract/ports/kernels';
import type { Series } from '#contract/ports/scene';
import { planWindows, type FeatureWindow } from '#pipeline/windows/feature-windows';
import { families } from '../families.ts';
import type { FamilyWindow, FeatureFamily } from '../family.ts';
import type { FeatureSource } from '../feature-source.ts';
import { haloS } from '../halo.ts';
import type { SeriesReader } from '../series-reader.ts';
import { missingColumn, sharedFrames } from '../track-paths.ts';

type Columns = ReadonlyMap<string, readonly Series[]>;

function emptyColumns(family: FeatureFamily, source: FeatureSource): Columns {
  const series = family.series(source);
  return new Map(
    family.features.map((name) => [
      name,
      series.map((key) => ({ startFrame: key.startFrame, values: missingColumn(key) })),
    ]),
  );
}

function familyWindow(
  family: FeatureFamily,
  source: FeatureSource,
  kernels: Kernels,
  window: FeatureWindow,
  all: ReadonlyMap<string, Columns>,
): FamilyWindow {
  const series = family.series(source);
  const framesOf = (key: { startFrame: number; endFrame: number } | undefined) =>
    sharedFrames(key ?? window, window);
  function cut(columns: Columns | undefined, feature: string, number: number): Float32Array {
    const one = columns?.get(feature)?.[number];
    if (one === undefined) return new Float32Array(0);
    const end = one.startFrame + one.values.length;
    const { startFrame, endFrame } = framesOf({ startFrame: one.startFrame, endFrame: end });
    return one.values.subarray(startFrame - one.startFrame, Math.max(startFrame, endFrame) - one.startFrame);
  }
  return {
    source,
    kernels,
    window,
    frames: (number) => framesOf(series[number]),
    out: (feature, number) => cut(all.get(family.name), feature, number),
    read: (feature, number) => {
      const needed = family.needs.find((name) => all.get(name)?.has(feature) === true);
      return cut(all.get(needed ?? ''), feature, number);
    },
  };
}

/** All stored features of a source in memory, computed in windows of `size` frames. */
export function runFamilies(source: FeatureSource, kernels: Kernels, size?: number): SeriesReader {
  const all = new Map(families.map((family) => [family.name, emptyColumns(family, source)]));
  for (const window of planWindows(source.frameIndex, size, haloS(source)))
    for (const family of families) family.compute(familyWindow(family, source, kernels, window, all));
  function find(
    feature: string,
    key: 'track' | 'zone',
    number: number,
    keypoint?: number,
  ): Series | undefined {
    const family = families.find(({ features }) => features.includes(feature));
    const at =
      family?.series(source).findIndex((one) => one[key] === number && one.keypoint === keypoint) ?? -1;
    return family && all.get(family.name)?.get(feature)?.[at];
  }
  return {
    source,
    kernels,
    track: (track, feature) => find(feature, 'track', track),
    keypoint: (track, keypoint, feature) => find(feature, 'track', track, keypoint),
    zone: (zone, feature) => find(feature, 'zone', zone),
  };
}

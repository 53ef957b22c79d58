import type { Kernels } from '#contract/ports/kernels';
import type { Scene, ScenePair, Series } from '#contract/ports/scene';
import type { FeatureSource } from './feature-source.ts';
import type { NearRuns } from './near-pairs.ts';
import { pairSeriesSet } from './pair-series.ts';
import type { SeriesReader } from './series-reader.ts';
import { spanSeries } from './span-series.ts';
import type { StoredSeries } from './stored-series.ts';
import { sharedFrames } from './track-paths.ts';
import { placeZones } from './zone-planes.ts';
import { zoneSeries } from './zone-series.ts';

/** What a scene is made from beside the source. */
export interface SceneParts {
  readonly stored: StoredSeries;
  readonly near: readonly NearRuns[];
  /** In the source's length; infinite where every distance is to be known. */
  readonly pairRadius: number;
  readonly kernels: Kernels;
}

/** Series that are made when asked for; the last ones stay. */
const keptSeries = 48;

function remember<T>(size: number): (key: string, make: () => T) => T {
  const kept = new Map<string, T>();
  return (key, make) => {
    const known = kept.has(key);
    const value = known ? (kept.get(key) as T) : make();
    if (known) kept.delete(key);
    kept.set(key, value);
    if (kept.size > size) for (const oldest of [...kept.keys()].slice(0, -size)) kept.delete(oldest);
    return value;
  };
}

function pairsOf(source: FeatureSource, near: readonly NearRuns[]): readonly ScenePair[] {
  const found = new Map<number, ScenePair>();
  const count = source.tracks.length;
  const nowhere = { startFrame: 0, endFrame: 0 };
  for (const runs of near)
    for (const [row, a] of runs.a.entries()) {
      const b = runs.b[row] ?? 0;
      if (found.has(a * count + b)) continue;
      found.set(a * count + b, {
        a,
        b,
        ...sharedFrames(source.tracks[a] ?? nowhere, source.tracks[b] ?? nowhere),
      });
    }
  return [...found].toSorted(([one], [other]) => one - other).map(([, pair]) => pair);
}

function readerOf(source: FeatureSource, { stored, kernels, pairRadius }: SceneParts): SeriesReader {
  return {
    source,
    kernels,
    track: (track, feature) => stored.find(feature, { track }),
    keypoint: (track, keypoint, feature) => stored.find(feature, { track, keypoint }),
    zone: (zone, feature) => stored.find(feature, { zone }),
    ...(Number.isFinite(pairRadius) ? { pairRadius } : {}),
  };
}

const pairMotionNames = ['distance', 'approach_speed', 'bearing', 'relative_heading', 'side', 'ttc'];
/**
 * Everything the rules read of a source: stored columns, and what is made from them when it is asked for (of pairs, of tracks
 * and zones). Zones that cannot be held against the source's tracks (metres in a source without metres) are left out.
 */
export function buildScene(source: FeatureSource, parts: SceneParts): Scene {
  const reader = readerOf(source, parts);
  const usable = new Set(placeZones(source, source.zones).map((plane) => plane.zone));
  const zoneNumbers = new Map(source.zones.map(({ id }, number) => [id, number]));
  const keypoints = source.poses?.keypoints ?? [];
  const keepPair = remember<ReadonlyMap<string, Series> | undefined>(4);
  const keepOne = remember<Series | undefined>(keptSeries);
  function pairSeries(a: number, b: number, feature: string): Series | undefined {
    if (pairMotionNames.includes(feature))
      return keepPair(`${a} ${b}`, () => pairSeriesSet(reader, a, b, pairMotionNames))?.get(feature);
    return keepOne(`${a} ${b} ${feature}`, () => pairSeriesSet(reader, a, b, [feature])?.get(feature));
  }
  return {
    frameIndex: source.frameIndex,
    space: source.space,
    tracks: source.tracks,
    zones: source.zones.filter((_, number) => usable.has(number)),
    keypoints,
    pairs: pairsOf(source, parts.near),
    pairRadius: parts.pairRadius,
    trackSeries: (track, feature) =>
      reader.track(track, feature) ??
      keepOne(`${track} ${feature}`, () => spanSeries(reader, track, feature)),
    pairSeries,
    zoneSeries: (track, zoneId, feature) => {
      const zone = zoneNumbers.get(zoneId) ?? -1;
      return keepOne(`${track} in ${zone} ${feature}`, () => zoneSeries(reader, track, zone, feature));
    },
    keypointSeries: (track, keypoint, feature) =>
      reader.keypoint(track, keypoints.indexOf(keypoint), feature),
    areaSeries: (zoneId, feature) => reader.zone(zoneNumbers.get(zoneId) ?? -1, feature),
  };
}

import type { FrameSpan } from '#contract/interval';
import type { Kernels } from '#contract/ports/kernels';
import { type FeatureSubject, findFeature } from '#contract/features';
import { changesOfSeries } from '#pipeline/changepoints/change-points';
import type { Scene, ScenePair, Series, SeriesSubject } from '#contract/ports/scene';
import type { FeatureSource } from './feature-source.ts';
import type { NearRuns } from './near-pairs.ts';
import { pairSeriesSet, pairValuesSet, type PairValues } from './pair-series.ts';
import { readerOfStored } from './series-reader.ts';
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
  /** Features of pairs that are asked for together, and so are made together. */
  readonly pairFeatures?: readonly string[] | undefined;
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

interface AskedSpans {
  readonly a: number;
  readonly b: number;
  readonly spans: readonly FrameSpan[];
  readonly first: string;
}

/** Columns on the same list of spans (the very same, not one like it) are made once; the last ones stay. */
function rememberSpans(size: number): (asked: AskedSpans, make: () => PairValues) => PairValues {
  const kept: { readonly asked: AskedSpans; readonly values: PairValues }[] = [];
  return (asked, make) => {
    const { a, b, spans, first } = asked;
    const known = kept.find(
      (one) =>
        one.asked.spans === spans && one.asked.a === a && one.asked.b === b && one.asked.first === first,
    );
    if (known !== undefined) return known.values;
    const values = make();
    kept.unshift({ asked, values });
    kept.length = Math.min(size, kept.length);
    return values;
  };
}

/** Pairs in the order of their tracks, each with the runs of frames in which it is near. */
function pairsOf(source: FeatureSource, near: readonly NearRuns[]): readonly ScenePair[] {
  const runsOf = new Map<number, number[]>();
  const count = source.tracks.length;
  for (const { a, b, start, end } of near)
    for (let row = 0; row < a.length; row += 1) {
      const key = (a[row] ?? 0) * count + (b[row] ?? 0);
      const runs = runsOf.get(key) ?? [];
      runsOf.set(key, runs);
      runs.push(start[row] ?? 0, end[row] ?? 0);
    }
  const nowhere = { startFrame: 0, endFrame: 0 };
  return [...runsOf]
    .toSorted(([one], [other]) => one - other)
    .map(([key, runs]) => {
      const [a, b] = [Math.floor(key / count), key % count];
      const shared = sharedFrames(source.tracks[a] ?? nowhere, source.tracks[b] ?? nowhere);
      return { a, b, ...shared, near: runs };
    });
}

const pairMotionNames = ['distance', 'approach_speed', 'bearing', 'relative_heading', 'side', 'ttc'];
/**
 * Everything the rules read of a source: stored columns, and what is made from them when it is asked for (of pairs, of tracks
 * and zones). Zones that cannot be held against the source's tracks (metres in a source without metres) are left out.
 */
export function buildScene(source: FeatureSource, parts: SceneParts): Scene {
  const reader = readerOfStored(source, parts);
  const usable = new Set(placeZones(source, source.zones).map((plane) => plane.zone));
  const zoneNumbers = new Map(source.zones.map(({ id }, number) => [id, number]));
  const keypoints = source.poses?.keypoints ?? [];
  const keepPair = remember<ReadonlyMap<string, Series> | undefined>(4);
  const keepValues = rememberSpans(4);
  const keepOne = remember<Series | undefined>(keptSeries);
  const together = pairMotionNames.filter((name) => parts.pairFeatures?.includes(name) ?? true);
  const namesWith = (feature: string) => (together.includes(feature) ? together : [feature]);
  const keepChanges = remember<readonly number[]>(keptSeries);
  const scene: Scene = {
    frameIndex: source.frameIndex,
    space: source.space,
    tracks: source.tracks,
    zones: source.zones.filter((_, number) => usable.has(number)),
    captions: source.captions,
    keypoints,
    pairs: pairsOf(source, parts.near),
    pairRadius: parts.pairRadius,
    trackSeries: (track, feature) =>
      reader.track(track, feature) ??
      keepOne(`${track} ${feature}`, () => spanSeries(reader, track, feature)),
    pairSeries: (a, b, feature) => {
      const names = namesWith(feature);
      return keepPair(`${a} ${b} ${names[0] ?? ''}`, () => pairSeriesSet(reader, a, b, names))?.get(feature);
    },
    pairValues: (a, b, feature, spans) => {
      const names = namesWith(feature);
      const make = () => pairValuesSet(reader, a, b, names, spans);
      return keepValues({ a, b, spans, first: names[0] ?? '' }, make).get(feature);
    },
    zoneSeries: (track, zoneId, feature) => {
      const zone = zoneNumbers.get(zoneId) ?? -1;
      return keepOne(`${track} in ${zone} ${feature}`, () => zoneSeries(reader, track, zone, feature));
    },
    keypointSeries: (track, keypoint, feature) =>
      reader.keypoint(track, keypoints.indexOf(keypoint), feature),
    areaSeries: (zoneId, feature) => reader.zone(zoneNumbers.get(zoneId) ?? -1, feature),
    changePoints: (about) =>
      keepChanges(JSON.stringify(about), () => {
        const [feature, series] = [findFeature(about.feature), seriesBySubject[about.subject](scene, about)];
        if (feature === undefined || series === undefined) return [];
        return changesOfSeries(source, feature, series, parts.kernels);
      }),
  };
  return scene;
}

const seriesBySubject: Readonly<
  Record<FeatureSubject, (scene: Scene, about: SeriesSubject) => Series | undefined>
> = {
  track: (scene, { tracks: [a = -1], feature }) => scene.trackSeries(a, feature),
  pair: (scene, { tracks: [a = -1, b = -1], feature }) => scene.pairSeries(a, b, feature),
  zone: (scene, { zoneId = '', feature }) => scene.areaSeries?.(zoneId, feature),
  track_zone: (scene, { tracks: [a = -1], zoneId = '', feature }) => scene.zoneSeries(a, zoneId, feature),
  track_keypoint: (scene, { tracks: [a = -1], keypoint = '', feature }) =>
    scene.keypointSeries?.(a, keypoint, feature),
};

import { type FrameIndex, nominalFrameIndex } from '#contract/entities/frame-index';
import type { Caption } from '#contract/entities/source';
import type { Zone } from '#contract/entities/zone';
import type { Scene, ScenePair, Series } from '#contract/ports/scene';
import { onSpans } from '#pipeline/features/series-reader';

/** Columns by feature name, one number per frame of the track or pair; NaN is missing. */
export type Columns = Readonly<Record<string, readonly number[]>>;

export interface TrackSpec {
  readonly id: string;
  readonly className?: string;
  /** 0 unless given. */
  readonly startFrame?: number;
  /** At least one column, all of one length. */
  readonly columns: Columns;
  /** Columns about zones, by zone id. */
  readonly zones?: Readonly<Record<string, Columns>>;
  /** Columns about keypoints, by name. */
  readonly keypoints?: Readonly<Record<string, Columns>>;
}

export interface PairSpec {
  /** Ids of the two tracks. */
  readonly of: readonly [string, string];
  /** First frame that both exist in, unless given. */
  readonly startFrame?: number;
  readonly columns: Columns;
}

export interface SceneSpec {
  readonly frameIndex?: FrameIndex;
  /** Pictures per second where no frame index is given; 10 unless given. */
  readonly fps?: number;
  /** Metric unless given. */
  readonly space?: 'metric' | 'body';
  readonly zones?: readonly Zone[];
  readonly tracks: readonly TrackSpec[];
  readonly captions?: readonly Caption[];
  /** Frames in which a series changes, by feature and ids of tracks: `speed(a)`, `distance(a, b)`. */
  readonly changes?: Readonly<Record<string, readonly number[]>>;
  readonly pairs?: readonly PairSpec[];
  /** Columns of zones by themselves from frame 0 on, by zone id. */
  readonly areas?: Readonly<Record<string, Columns>>;
  /** 100 unless given. */
  readonly pairRadius?: number;
}

function lengthOf(columns: Columns): number {
  return Math.max(0, ...Object.values(columns).map((column) => column.length));
}

type SeriesByName = ReadonlyMap<string, Series>;

function seriesFrom(columns: Columns, startFrame: number): SeriesByName {
  return new Map(
    Object.entries(columns).map(([name, column]) => [
      name,
      { startFrame, values: Float32Array.from(column) },
    ]),
  );
}

/** An area of this id with unit corners; columns say what is inside. */
export function areaZone(id: string): Zone {
  return {
    id,
    kind: 'area',
    space: 'm',
    points: [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  };
}

/** A line of this id; columns say which side a track is on. */
export function lineZone(id: string): Zone {
  return {
    id,
    kind: 'line',
    space: 'm',
    points: [
      [0, 0],
      [1, 0],
    ],
  };
}

interface BuiltPair {
  readonly a: number;
  readonly b: number;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly series: SeriesByName;
}

function buildPair(tracks: Scene['tracks'], pair: PairSpec): BuiltPair {
  const [a = 0, b = 0] = pair.of
    .map((id) => tracks.findIndex(({ trackId }) => trackId === id))
    .toSorted((left, right) => left - right);
  const startFrame = pair.startFrame ?? Math.max(tracks[a]?.startFrame ?? 0, tracks[b]?.startFrame ?? 0);
  return {
    a,
    b,
    startFrame,
    endFrame: startFrame + lengthOf(pair.columns),
    series: seriesFrom(pair.columns, startFrame),
  };
}

/** With the runs of frames in which the distance is within the radius; without them where no distance is given. */
function withNear(pair: BuiltPair, radius: number): BuiltPair & Pick<ScenePair, 'near'> {
  const distance = pair.series.get('distance');
  if (distance === undefined) return pair;
  const near = [...distance.values].flatMap((value, i) =>
    value <= radius ? [distance.startFrame + i, distance.startFrame + i + 1] : [],
  );
  return { ...pair, near };
}

/** A scene from columns written by hand, as the rules read it. */
export function buildScene(spec: SceneSpec): Scene {
  const tracks = spec.tracks.map(({ id, className = 'person', startFrame = 0, columns, zones = {} }) => {
    const length = Math.max(lengthOf(columns), ...Object.values(zones).map(lengthOf));
    return { trackId: id, className, startFrame, endFrame: startFrame + length };
  });
  const pairRadius = spec.pairRadius ?? 100;
  const pairs = (spec.pairs ?? []).map((pair) => withNear(buildPair(tracks, pair), pairRadius));
  const frames = Math.max(1, ...tracks.map(({ endFrame }) => endFrame));
  const trackColumns = spec.tracks.map(({ columns, startFrame = 0 }) => seriesFrom(columns, startFrame));
  const keypointColumns = spec.tracks.map(
    ({ keypoints = {}, startFrame = 0 }) =>
      new Map(Object.entries(keypoints).map(([name, columns]) => [name, seriesFrom(columns, startFrame)])),
  );
  const zoneColumns = spec.tracks.map(
    ({ zones = {}, startFrame = 0 }) =>
      new Map(Object.entries(zones).map(([zoneId, columns]) => [zoneId, seriesFrom(columns, startFrame)])),
  );
  const pairSeries: Scene['pairSeries'] = (a, b, feature) =>
    pairs.find((pair) => pair.a === Math.min(a, b) && pair.b === Math.max(a, b))?.series.get(feature);
  return {
    frameIndex: spec.frameIndex ?? nominalFrameIndex(frames, spec.fps ?? 10),
    space: spec.space ?? 'metric',
    tracks,
    zones: spec.zones ?? [],
    captions: spec.captions,
    pairs,
    pairRadius,
    keypoints: [...new Set(keypointColumns.flatMap((columns) => [...columns.keys()]))],
    keypointSeries: (track, keypoint, feature) => keypointColumns[track]?.get(keypoint)?.get(feature),
    areaSeries: (zoneId, feature) => seriesFrom(spec.areas?.[zoneId] ?? {}, 0).get(feature),
    changePoints: (about) => {
      const ids = about.tracks.map((track) => tracks[track]?.trackId).join(', ');
      return spec.changes?.[`${about.feature}(${ids})`] ?? [];
    },
    trackSeries: (track, feature) => trackColumns[track]?.get(feature),
    zoneSeries: (track, zoneId, feature) => zoneColumns[track]?.get(zoneId)?.get(feature),
    pairSeries,
    pairValues: (a, b, feature, spans) => onSpans(pairSeries(a, b, feature), spans),
  };
}

import type { Zone } from '#contract/entities/zone';
import type { FrameSpan } from '#contract/interval';
import type { Scene, ScenePair, SceneTrack, Series } from '#contract/ports/scene';
import type { FeatureSource } from './feature-source.ts';
import {
  kinematicsLayout,
  pairsLayout,
  zonesLayout,
  type KinematicsTable,
  type PairsTable,
  type ZonesTable,
} from './feature-table.ts';
import { placeZones } from './zone-planes.ts';

/** The feature tables of all windows of a source, in order of their frames. */
export interface SceneTables {
  readonly kinematics: readonly KinematicsTable[];
  readonly pairs: readonly PairsTable[];
  readonly zones: readonly ZonesTable[];
}

type Columns = Readonly<Record<string, Float32Array>>;
/** Columns of one subject on the dense frames of its span. */
type Dense = FrameSpan & { readonly columns: Columns };

function missingColumns(span: FrameSpan, names: readonly string[]): Dense {
  const length = Math.max(0, span.endFrame - span.startFrame);
  const columns = names.map((name) => [name, new Float32Array(length).fill(Number.NaN)] as const);
  return { startFrame: span.startFrame, endFrame: span.endFrame, columns: Object.fromEntries(columns) };
}

/** First row at or after `from` of which the subject differs from the row before, or the end. */
function runEnd(keys: readonly Int32Array[], from: number, rows: number): number {
  let row = from + 1;
  while (row < rows && keys.every((key) => key[row] === key[from])) row += 1;
  return row;
}

/** Copies the rows `[from, to)` of one subject to their frames. */
function scatter(table: Columns, frame: Int32Array, from: number, to: number, into: Dense): void {
  for (const [name, target] of Object.entries(into.columns)) {
    const column = table[name];
    if (column === undefined) continue;
    for (let row = from; row < to; row += 1)
      target[(frame[row] ?? 0) - into.startFrame] = column[row] ?? Number.NaN;
  }
}

/** Hands every run of rows with the same keys to the columns that `find` names for it. */
function gather(
  table: object,
  keys: readonly Int32Array[],
  frame: Int32Array,
  find: (row: number) => Dense | undefined,
): void {
  const columns = table as Columns;
  for (let row = 0; row < frame.length; ) {
    const end = runEnd(keys, row, frame.length);
    const into = find(row);
    if (into !== undefined) scatter(columns, frame, row, end, into);
    row = end;
  }
}

function denseTracks(tracks: readonly SceneTrack[], tables: readonly KinematicsTable[]): readonly Dense[] {
  const dense = tracks.map((track) => missingColumns(track, kinematicsLayout.values));
  for (const table of tables)
    gather(table, [table.track], table.frame, (row) => dense[table.track[row] ?? -1]);
  return dense;
}

function sharedSpan(tracks: readonly SceneTrack[], a: number, b: number): ScenePair {
  const starts = [tracks[a]?.startFrame ?? 0, tracks[b]?.startFrame ?? 0];
  const ends = [tracks[a]?.endFrame ?? 0, tracks[b]?.endFrame ?? 0];
  return { a, b, startFrame: Math.max(...starts), endFrame: Math.min(...ends) };
}

function densePairs(
  tracks: readonly SceneTrack[],
  tables: readonly PairsTable[],
): ReadonlyMap<string, Dense & ScenePair> {
  const dense = new Map<string, Dense & ScenePair>();
  function find(a: number, b: number): Dense & ScenePair {
    const pair = sharedSpan(tracks, a, b);
    const known = dense.get(`${a} ${b}`) ?? { ...pair, ...missingColumns(pair, pairsLayout.values) };
    dense.set(`${a} ${b}`, known);
    return known;
  }
  for (const table of tables)
    gather(table, [table.a, table.b], table.frame, (row) => find(table.a[row] ?? 0, table.b[row] ?? 0));
  return new Map([...dense].sort(([, one], [, other]) => one.a - other.a || one.b - other.b));
}

function denseZones(
  tracks: readonly SceneTrack[],
  zones: readonly Zone[],
  tables: readonly ZonesTable[],
): ReadonlyMap<string, Dense> {
  const dense = new Map<string, Dense>();
  function find(track: number, zone: number): Dense | undefined {
    const span = tracks[track];
    const key = `${track} ${zones[zone]?.id ?? ''}`;
    const known = dense.get(key) ?? (span && missingColumns(span, zonesLayout.values));
    if (known !== undefined) dense.set(key, known);
    return known;
  }
  for (const table of tables)
    gather(table, [table.zone, table.track], table.frame, (row) =>
      find(table.track[row] ?? -1, table.zone[row] ?? -1),
    );
  return dense;
}

function seriesOf(dense: Dense | undefined, feature: string): Series | undefined {
  const values = dense === undefined ? undefined : dense.columns[feature];
  return dense === undefined || values === undefined ? undefined : { startFrame: dense.startFrame, values };
}

/**
 * Everything the rules read of a source, put together from its windows. Zones that cannot be held against the source's
 * tracks (metres in a source without metres) are left out.
 */
export function buildScene(
  source: FeatureSource,
  zones: readonly Zone[],
  pairRadius: number,
  tables: SceneTables,
): Scene {
  const byTrack = denseTracks(source.tracks, tables.kinematics);
  const byPair = densePairs(source.tracks, tables.pairs);
  const byZone = denseZones(source.tracks, zones, tables.zones);
  const usable = new Set(placeZones(source, zones).map((plane) => plane.zone));
  return {
    frameIndex: source.frameIndex,
    space: source.space,
    tracks: source.tracks,
    zones: zones.filter((_, index) => usable.has(index)),
    pairs: [...byPair.values()].map(({ a, b, startFrame, endFrame }) => ({ a, b, startFrame, endFrame })),
    pairRadius,
    trackSeries: (track, feature) => seriesOf(byTrack[track], feature),
    pairSeries: (a, b, feature) => seriesOf(byPair.get(a < b ? `${a} ${b}` : `${b} ${a}`), feature),
    zoneSeries: (track, zoneId, feature) => seriesOf(byZone.get(`${track} ${zoneId}`), feature),
  };
}

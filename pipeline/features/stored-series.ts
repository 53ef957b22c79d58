import type { Series } from '#contract/ports/scene';
import type { FrameSpan } from '#contract/interval';
import { families } from './families.ts';
import type { FeatureFamily, SeriesKey } from './family.ts';
import { layOutFamily, type FamilyTable } from './family-table.ts';
import type { FeatureSource } from './feature-source.ts';

/** Whole columns by feature, series after series; on shared memory where several threads fill them. */
export type SeriesRoom = Readonly<Record<string, Float32Array>>;

/** The whole column of a feature, or undefined where there is none now. */
export type RoomFinder = (feature: string) => Float32Array | undefined;

/** Stored features of a source on the whole spans of their subjects, put together window by window. */
export interface StoredSeries {
  /** Copies a window of the family named `name`. */
  add(name: string, table: FamilyTable): void;
  /** The series of a feature whose key has these indices; undefined where it has no room. */
  find(feature: string, key: Pick<SeriesKey, 'track' | 'keypoint' | 'zone'>): Series | undefined;
  /** A window of these features of a family, as it was added. */
  cut(family: FeatureFamily, features: readonly string[], span: FrameSpan): FamilyTable;
}

interface Layout {
  readonly series: readonly SeriesKey[];
  /** Entries of series s are `[start[s], start[s + 1])` of a column. */
  readonly start: Float64Array;
  readonly numbers: ReadonlyMap<string, number>;
}

const familyOf = new Map(
  families.flatMap((family) => family.features.map((feature) => [feature, family] as const)),
);

/** Whether a feature is stored by a family rather than made when it is asked for. */
export function isStored(feature: string): boolean {
  return familyOf.has(feature);
}

function keyOf({ track = -1, keypoint = -1, zone = -1 }: Partial<SeriesKey>): string {
  return `${track} ${keypoint} ${zone}`;
}

function layOut(family: FeatureFamily, source: FeatureSource): Layout {
  const series = family.series(source);
  const start = new Float64Array(series.length + 1);
  for (const [number, { startFrame, endFrame }] of series.entries())
    start[number + 1] = (start[number] ?? 0) + Math.max(0, endFrame - startFrame);
  return { series, start, numbers: new Map(series.map((key, number) => [keyOf(key), number])) };
}

/** How many entries the whole column of each of these features has. */
export function entriesOf(source: FeatureSource, features: readonly string[]): ReadonlyMap<string, number> {
  const ofFamily = new Map<FeatureFamily, number>();
  const entries = new Map<string, number>();
  for (const feature of features) {
    const family = familyOf.get(feature);
    if (family === undefined) continue;
    const count = ofFamily.get(family) ?? layOut(family, source).start.at(-1) ?? 0;
    ofFamily.set(family, count);
    entries.set(feature, count);
  }
  return entries;
}

/** Shared room for whole columns of these features; every entry is written by the window it lies in. */
export function makeSharedRoom(source: FeatureSource, features: readonly string[]): SeriesRoom {
  const columns = [...entriesOf(source, features)].map(
    ([feature, count]) => [feature, new Float32Array(new SharedArrayBuffer(4 * count))] as const,
  );
  return Object.fromEntries(columns);
}

interface Copying {
  readonly layout: Layout;
  readonly table: FamilyTable;
  readonly feature: string;
}

/** Calls `each` with a series' part of the whole column and where it stands in the window's. */
function eachPart(
  { layout, table, feature }: Copying,
  whole: Float32Array,
  each: (inWhole: Float32Array, inTable: Float32Array) => void,
): void {
  const { start, span } = table.rows;
  const column = table.columns[feature];
  for (const [number, { startFrame }] of layout.series.entries()) {
    const [from, to] = [start[number] ?? 0, start[number + 1] ?? 0];
    if (column === undefined || to <= from) continue;
    const at = (layout.start[number] ?? 0) + Math.max(startFrame, span.startFrame) - startFrame;
    each(whole.subarray(at, at + to - from), column.subarray(from, to));
  }
}

/**
 * Stored features of a source. Without a `room` they get one of their own when their first window comes; with one, which may
 * come and go, only what it has room for is kept.
 */
export function createStoredSeries(source: FeatureSource, room?: SeriesRoom | RoomFinder): StoredSeries {
  const layouts = new Map<FeatureFamily, Layout>();
  const own: Record<string, Float32Array> = {};
  function layoutOf(family: FeatureFamily): Layout {
    const layout = layouts.get(family) ?? layOut(family, source);
    layouts.set(family, layout);
    return layout;
  }
  function wholeOf(feature: string): Float32Array | undefined {
    if (room === undefined) return own[feature];
    return typeof room === 'function' ? room(feature) : room[feature];
  }
  function makeRoom(family: FeatureFamily): void {
    for (const feature of family.features)
      own[feature] ??= new Float32Array(layoutOf(family).start.at(-1) ?? 0).fill(Number.NaN);
  }
  return {
    add(name, table) {
      const family = families.find((one) => one.name === name);
      if (family === undefined) return;
      if (room === undefined) makeRoom(family);
      for (const feature of family.features) {
        const whole = wholeOf(feature);
        if (whole !== undefined)
          eachPart({ layout: layoutOf(family), table, feature }, whole, (part, values) => part.set(values));
      }
    },
    find(feature, key) {
      const family = familyOf.get(feature);
      const whole = wholeOf(feature);
      if (family === undefined || whole === undefined) return undefined;
      const layout = layoutOf(family);
      const number = layout.numbers.get(keyOf(key));
      if (number === undefined) return undefined;
      const values = whole.subarray(layout.start[number], layout.start[number + 1]);
      return { startFrame: layout.series[number]?.startFrame ?? 0, values };
    },
    cut(family, features, span) {
      const rows = layOutFamily(family, source, span);
      const columns = Object.fromEntries(
        features.map((name) => [name, new Float32Array(rows.start.at(-1) ?? 0)]),
      );
      const table = { rows, columns };
      for (const feature of features) {
        const whole = wholeOf(feature);
        if (whole !== undefined)
          eachPart({ layout: layoutOf(family), table, feature }, whole, (part, values) => values.set(part));
      }
      return table;
    },
  };
}

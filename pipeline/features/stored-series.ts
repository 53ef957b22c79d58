import type { Series } from '#contract/ports/scene';
import { families } from './families.ts';
import type { FeatureFamily, SeriesKey } from './family.ts';
import type { FamilyTable } from './family-table.ts';
import type { FeatureSource } from './feature-source.ts';

/** Stored features of a source on the whole spans of their subjects, put together window by window. */
export interface StoredSeries {
  /** Copies a window of the family named `name`. */
  add(name: string, table: FamilyTable): void;
  /** The series of a feature whose key has these indices; undefined where its family was not computed. */
  find(feature: string, key: Pick<SeriesKey, 'track' | 'keypoint' | 'zone'>): Series | undefined;
}

interface Whole {
  readonly columns: ReadonlyMap<string, readonly Series[]>;
  readonly numbers: ReadonlyMap<string, number>;
}

function keyOf({ track = -1, keypoint = -1, zone = -1 }: Partial<SeriesKey>): string {
  return `${track} ${keypoint} ${zone}`;
}

function emptySeries({ startFrame, endFrame }: SeriesKey): Series {
  return { startFrame, values: new Float32Array(Math.max(0, endFrame - startFrame)).fill(Number.NaN) };
}

function makeWhole(family: FeatureFamily, source: FeatureSource): Whole {
  const series = family.series(source);
  return {
    columns: new Map(family.features.map((name) => [name, series.map(emptySeries)])),
    numbers: new Map(series.map((key, number) => [keyOf(key), number])),
  };
}

function copy({ rows, columns }: FamilyTable, whole: Whole): void {
  for (const [name, list] of whole.columns) {
    const column = columns[name];
    if (column === undefined) continue;
    for (const [number, { startFrame, values }] of list.entries()) {
      const part = column.subarray(rows.start[number], rows.start[number + 1]);
      if (part.length > 0) values.set(part, Math.max(startFrame, rows.span.startFrame) - startFrame);
    }
  }
}

/** Room for the stored features of a source; a family takes memory when its first window comes. */
export function createStoredSeries(source: FeatureSource): StoredSeries {
  const wholes = new Map<string, Whole>();
  const familyOf = new Map(
    families.flatMap((family) => family.features.map((feature) => [feature, family] as const)),
  );
  return {
    add(name, table) {
      const family = families.find((one) => one.name === name);
      if (family === undefined) return;
      const whole = wholes.get(name) ?? makeWhole(family, source);
      wholes.set(name, whole);
      copy(table, whole);
    },
    find(feature, key) {
      const whole = wholes.get(familyOf.get(feature)?.name ?? '');
      const number = whole?.numbers.get(keyOf(key));
      return number === undefined ? undefined : whole?.columns.get(feature)?.[number];
    },
  };
}

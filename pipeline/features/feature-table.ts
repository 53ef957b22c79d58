import type { ColumnSpec, ColumnTable } from '#contract/ports/columnar';
import { problem, raise } from '#contract/errors';

/** Rows of one window: whole-number keys that say what a row is about, and one column per feature (NaN is missing). */
export type FeatureTable<Key extends string, Value extends string> = Readonly<
  Record<Key, Int32Array> & Record<Value, Float32Array>
>;

/** Which columns a kind of feature table has, in file order. */
export interface FeatureLayout<Key extends string, Value extends string> {
  readonly keys: readonly Key[];
  readonly values: readonly Value[];
}

export const kinematicsLayout = {
  keys: ['track', 'frame'],
  values: ['x', 'y', 'vx', 'vy', 'speed', 'accel_along', 'heading', 'turn_rate'],
} as const;
export type KinematicsFeature = (typeof kinematicsLayout.values)[number];
export type KinematicsTable = FeatureTable<'track' | 'frame', KinematicsFeature>;

export const pairsLayout = { keys: ['a', 'b', 'frame'], values: ['distance', 'approach_speed'] } as const;
export type PairsFeature = (typeof pairsLayout.values)[number];
export type PairsTable = FeatureTable<'a' | 'b' | 'frame', PairsFeature>;

export const zonesLayout = {
  keys: ['zone', 'track', 'frame'],
  values: ['inside', 'zone_distance', 'line_side'],
} as const;
export type ZonesFeature = (typeof zonesLayout.values)[number];
export type ZonesTable = FeatureTable<'zone' | 'track' | 'frame', ZonesFeature>;

/** File columns of a layout. */
export function columnSpecs(layout: FeatureLayout<string, string>): readonly ColumnSpec[] {
  const keys = layout.keys.map((name): ColumnSpec => ({ name, type: 'i32', nullable: false }));
  return [...keys, ...layout.values.map((name): ColumnSpec => ({ name, type: 'f32', nullable: true }))];
}

function rowCount(columns: readonly (Int32Array | Float32Array)[]): number {
  return columns[0]?.length ?? 0;
}

/** A feature table as a file table. */
export function toColumnTable<Key extends string, Value extends string>(
  table: FeatureTable<Key, Value>,
): ColumnTable {
  const columns: Readonly<Record<string, Int32Array | Float32Array>> = table;
  return { rows: rowCount(Object.values(columns)), columns };
}

/** An empty table of `rows` rows: keys 0, values missing. */
export function emptyTable<Key extends string, Value extends string>(
  layout: FeatureLayout<Key, Value>,
  rows: number,
): FeatureTable<Key, Value> {
  const keys = layout.keys.map((name) => [name, new Int32Array(rows)] as const);
  const values = layout.values.map((name) => [name, new Float32Array(rows).fill(Number.NaN)] as const);
  return Object.fromEntries<Int32Array | Float32Array>([...keys, ...values]) as FeatureTable<Key, Value>;
}

/** A file table that was read with `columnSpecs(layout)`; throws where a column has another type. */
export function fromColumnTable<Key extends string, Value extends string>(
  layout: FeatureLayout<Key, Value>,
  table: ColumnTable,
): FeatureTable<Key, Value> {
  const wrong = [
    ...layout.keys.filter((name) => !(table.columns[name] instanceof Int32Array)),
    ...layout.values.filter((name) => !(table.columns[name] instanceof Float32Array)),
  ];
  if (wrong.length > 0) return raise(problem('internal', `A stored feature file lacks ${wrong.join(', ')}.`));
  const names = [...layout.keys, ...layout.values];
  const picked = names.map((name) => [name, table.columns[name]] as const);
  return Object.fromEntries(picked) as FeatureTable<Key, Value>;
}

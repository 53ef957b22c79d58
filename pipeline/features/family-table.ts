import type { FrameSpan } from '#contract/interval';
import type { Kernels } from '#contract/ports/kernels';
import type { FeatureWindow } from '#pipeline/windows/feature-windows';
import type { FeatureFamily, SeriesKey } from './family.ts';
import type { FeatureSource } from './feature-source.ts';
import { sharedFrames } from './track-paths.ts';

type Columns = Readonly<Record<string, Float32Array>>;

/** Rows of a family in a window: series by series, each on its frames inside; rows of series s are `[start[s], start[s + 1])`. */
export interface FamilyRows {
  readonly series: readonly SeriesKey[];
  readonly start: Int32Array;
  readonly span: FrameSpan;
}

/** A family's columns in a window, by feature. */
export interface FamilyTable {
  readonly rows: FamilyRows;
  readonly columns: Columns;
}

function framesIn(span: FrameSpan, key: SeriesKey | undefined): FrameSpan {
  const { startFrame, endFrame } = sharedFrames(key ?? { startFrame: 0, endFrame: 0 }, span);
  return { startFrame, endFrame: Math.max(startFrame, endFrame) };
}

/** Where a family's series stand in a window; it depends on the source and the frames alone. */
export function layOutFamily(family: FeatureFamily, source: FeatureSource, span: FrameSpan): FamilyRows {
  const series = family.series(source);
  const start = new Int32Array(series.length + 1);
  for (const [number, key] of series.entries()) {
    const { startFrame, endFrame } = framesIn(span, key);
    start[number + 1] = (start[number] ?? 0) + endFrame - startFrame;
  }
  return { series, start, span };
}

function cut(table: FamilyTable | undefined, feature: string, number: number): Float32Array {
  const column = table?.columns[feature];
  if (table === undefined || column === undefined) return new Float32Array(0);
  return column.subarray(table.rows.start[number], table.rows.start[number + 1]);
}

/** Computes a family's window; `needed` holds the tables of the same window that it reads, by family. */
export function computeFamily(
  family: FeatureFamily,
  source: FeatureSource,
  window: FeatureWindow,
  kernels: Kernels,
  needed: ReadonlyMap<string, FamilyTable>,
): FamilyTable {
  const rows = layOutFamily(family, source, window);
  const count = rows.start.at(-1) ?? 0;
  const columns: Columns = Object.fromEntries(
    family.features.map((name) => [name, new Float32Array(count).fill(Number.NaN)]),
  );
  const table = { rows, columns };
  family.compute({
    source,
    window,
    kernels,
    frames: (number) => framesIn(window, rows.series[number]),
    out: (feature, number) => cut(table, feature, number),
    read: (feature, number) => {
      const from = family.needs.find((name) => needed.get(name)?.columns[feature] !== undefined);
      return cut(needed.get(from ?? ''), feature, number);
    },
  });
  return table;
}

/** What each row is about: the family's key columns and `frame`. */
export function keyColumns(
  family: FeatureFamily,
  { series, start, span }: FamilyRows,
): Readonly<Record<string, Int32Array>> {
  const count = start.at(-1) ?? 0;
  const frame = new Int32Array(count);
  const keys = family.keys.map((name) => [name, new Int32Array(count)] as const);
  for (const [number, key] of series.entries()) {
    const [from, to] = [start[number] ?? 0, start[number + 1] ?? 0];
    const { startFrame } = framesIn(span, key);
    for (let row = from; row < to; row += 1) frame[row] = startFrame + row - from;
    for (const [name, column] of keys) column.fill(key[name] ?? 0, from, to);
  }
  return { ...Object.fromEntries(keys), frame };
}

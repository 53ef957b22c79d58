import { problem, raise, unwrap } from '#contract/errors';
import type { FrameSpan } from '#contract/interval';
import type { Columnar, PlainSpec, PlainTable } from '#contract/ports/columnar';
import type { FeatureFamily } from '#pipeline/features/family';
import { keyColumns, layOutFamily, type FamilyTable } from '#pipeline/features/family-table';
import type { FeatureSource } from '#pipeline/features/feature-source';
import type { NearRuns } from '#pipeline/features/near-pairs';
import type { ObjectStore } from '../objects/object-store.ts';
import type { StepResult } from './job-steps.ts';

export interface FeatureFiles {
  readonly objects: ObjectStore;
  readonly columnar: Columnar;
}

const runColumns = ['a', 'b', 'start', 'end'] as const;
const runSpecs = runColumns.map((name): PlainSpec => ({ name, type: 'i32', nullable: false }));

/** `rows` is what the job's statistics count, which of runs are the frames they last. */
async function store(
  { objects, columnar }: FeatureFiles,
  specs: readonly PlainSpec[],
  table: PlainTable,
  rows: number,
): Promise<StepResult> {
  const path = objects.tempPath('.parquet');
  // The object store flushes the file when it takes it over.
  unwrap(await columnar.writePlain(path, specs, table, { compression: 'none', durable: false }));
  const { sha256, sizeBytes } = unwrap(await objects.putFile(path, { move: true }));
  return { objectSha256: sha256, rows, sizeBytes };
}

function valueSpecs({ features }: FeatureFamily): readonly PlainSpec[] {
  return features.map((name): PlainSpec => ({ name, type: 'f32', nullable: true }));
}

/** Stores a family's window with the keys of each row; missing values are nulls in the file. */
export function writeFamily(
  files: FeatureFiles,
  family: FeatureFamily,
  table: FamilyTable,
): Promise<StepResult> {
  const keys = [...family.keys, 'frame'].map((name): PlainSpec => ({ name, type: 'i32', nullable: false }));
  const columns = { ...keyColumns(family, table.rows), ...table.columns };
  const rows = table.rows.start.at(-1) ?? 0;
  return store(files, [...keys, ...valueSpecs(family)], { rows, columns }, rows);
}

function floatsOf({ columns }: PlainTable, names: readonly string[]): Readonly<Record<string, Float32Array>> {
  return Object.fromEntries(
    names.map((name) => {
      const column = columns[name];
      const wrong = () => raise(problem('internal', `A stored feature file lacks the column ${name}.`));
      return [name, column instanceof Float32Array ? column : wrong()];
    }),
  );
}

/** A stored window of a family; throws where the file is not that of this source and window. */
export async function readFamily(
  { objects, columnar }: FeatureFiles,
  family: FeatureFamily,
  source: FeatureSource,
  span: FrameSpan,
  sha256: string,
): Promise<FamilyTable> {
  const table = unwrap(await columnar.readPlain(objects.pathOf(sha256), valueSpecs(family)));
  const rows = layOutFamily(family, source, span);
  if (table.rows !== rows.start.at(-1))
    raise(
      problem('corrupt_workspace', `A stored feature file has ${table.rows} rows, not ${rows.start.at(-1)}.`),
    );
  return { rows, columns: floatsOf(table, family.features) };
}

/** Stores when tracks are near each other in a window. */
export function writeNearRuns(files: FeatureFiles, runs: NearRuns): Promise<StepResult> {
  const frames = runs.end.reduce((sum, end, row) => sum + end - (runs.start[row] ?? 0), 0);
  return store(files, runSpecs, { rows: runs.a.length, columns: { ...runs } }, frames);
}

export async function readNearRuns({ objects, columnar }: FeatureFiles, sha256: string): Promise<NearRuns> {
  const { columns } = unwrap(await columnar.readPlain(objects.pathOf(sha256), runSpecs));
  const column = (name: (typeof runColumns)[number]): Int32Array => {
    const values = columns[name];
    return values instanceof Int32Array
      ? values
      : raise(problem('internal', `A stored file of pairs lacks the column ${name}.`));
  };
  return { a: column('a'), b: column('b'), start: column('start'), end: column('end') };
}

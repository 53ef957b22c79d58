import { basename } from 'node:path';
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { problem, raise, unwrap } from '#contract/errors';
import type { ColumnData, ColumnSpec, ColumnTable } from '#contract/ports/columnar';
import { describeFile } from './duckdb-read.ts';
import { engineProblem, quoteName, quotePattern } from './parquet-file.ts';

const textTypes = /^(VARCHAR|ENUM\(.*\))$/;
const numberTypes = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/;

function checkType(path: string, spec: ColumnSpec, type: string): void {
  const fits = spec.type === 'utf8' ? textTypes.test(type) : numberTypes.test(type);
  if (fits) return;
  const says = `Column ${spec.name} of ${basename(path)} is ${type}, which cannot be read as ${spec.type}.`;
  raise(problem('bad_value', says, { file: path, field: spec.name }));
}

function numbersOf(chunk: DuckDBDataChunk, at: number): Float64Array {
  const vector = chunk.getColumnVector(at);
  const values = new Float64Array(chunk.rowCount);
  for (let row = 0; row < values.length; row++) {
    const value = vector.getItem(row);
    values[row] = typeof value === 'number' ? value : Number.NaN;
  }
  return values;
}

function textsOf(chunk: DuckDBDataChunk, at: number): readonly (string | undefined)[] {
  const vector = chunk.getColumnVector(at);
  return Array.from({ length: chunk.rowCount }, (_, row) => {
    const value = vector.getItem(row);
    return typeof value === 'string' ? value : undefined;
  });
}

function tableOf(chunk: DuckDBDataChunk, specs: readonly ColumnSpec[]): ColumnTable {
  const columns = specs.map((spec, at): [string, ColumnData] => [
    spec.name,
    spec.type === 'utf8' ? textsOf(chunk, at) : numbersOf(chunk, at),
  ]);
  return { rows: chunk.rowCount, columns: Object.fromEntries(columns) };
}

/** Reads the named columns of a Parquet file chunk by chunk; every number comes as a double, NaN where missing. */
export async function* readParquetBatches(
  connection: DuckDBConnection,
  path: string,
  specs: readonly ColumnSpec[],
): AsyncGenerator<ColumnTable> {
  const found = new Map(unwrap(await describeFile(connection, path)).map(({ name, type }) => [name, type]));
  for (const spec of specs) checkType(path, spec, found.get(spec.name) ?? '');
  const select = specs.map(
    ({ name, type }) => `CAST(${quoteName(name)} AS ${type === 'utf8' ? 'VARCHAR' : 'DOUBLE'})`,
  );
  const result = await connection
    .stream(`SELECT ${select.join(', ')} FROM read_parquet(${quotePattern(path)})`)
    .catch((thrown: unknown) => raise(engineProblem(path, 'read', thrown), thrown));
  while (true) {
    const chunk = await result
      .fetchChunk()
      .catch((thrown: unknown) => raise(engineProblem(path, 'read', thrown), thrown));
    if (chunk === null || chunk.rowCount === 0) return;
    yield tableOf(chunk, specs);
  }
}

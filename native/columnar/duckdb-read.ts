import { basename } from 'node:path';
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { err, ok, refuse, type Result } from '#contract/errors';
import type { ColumnData, ColumnSpec, ColumnTable, ColumnType } from '#contract/ports/columnar';
import { checkParquetEnds, engineProblem, quoteName, quotePattern } from './parquet-file.ts';

export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

const wholeTypes = /^(U?(TINY|SMALL|BIG)INT|U?INTEGER)$/;
const numberTypes = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const textTypes = /^(VARCHAR|ENUM\(.*\))$/;

const accepted: Readonly<Record<ColumnType, RegExp>> = {
  i32: wholeTypes,
  i64: wholeTypes,
  f32: numberTypes,
  f64: numberTypes,
  utf8: textTypes,
};

/** Type in which a column's values are fetched; whole numbers of 64 bits come as doubles. */
const fetchedAs: Readonly<Record<ColumnType, string>> = {
  i32: 'INTEGER',
  i64: 'DOUBLE',
  f32: 'FLOAT',
  f64: 'DOUBLE',
  utf8: 'VARCHAR',
};

/** Names and types of the columns of the Parquet file at `path`, in the file's order. */
export async function describeFile(
  connection: DuckDBConnection,
  path: string,
): Promise<Result<readonly FileColumn[]>> {
  const whole = await checkParquetEnds(path);
  if (!whole.ok) return whole;
  try {
    const result = await connection.run(`SELECT * FROM read_parquet(${quotePattern(path)}) LIMIT 0`);
    const types = result.columnTypes();
    return ok(result.columnNames().map((name, at) => ({ name, type: String(types[at]) })));
  } catch (thrown) {
    return err(engineProblem(path, 'read', thrown));
  }
}

/** How many rows a file has, by its footer. */
export async function countFileRows(connection: DuckDBConnection, path: string): Promise<Result<number>> {
  const whole = await checkParquetEnds(path);
  if (!whole.ok) return whole;
  try {
    return ok(await countRows(connection, path));
  } catch (thrown) {
    return err(engineProblem(path, 'read', thrown));
  }
}

function checkColumns(
  path: string,
  specs: readonly ColumnSpec[],
  found: readonly FileColumn[],
): Result<void> {
  const file = basename(path);
  for (const spec of specs) {
    const column = found.find(({ name }) => name === spec.name);
    const place = { file: path, field: spec.name };
    if (column === undefined)
      return refuse('missing_column', `${file} has no column ${spec.name}.`, {
        ...place,
        hint: `It has ${found.map(({ name }) => name).join(', ')}.`,
      });
    if (!accepted[spec.type].test(column.type))
      return refuse(
        'bad_value',
        `Column ${spec.name} of ${file} is ${column.type}, which cannot be read as ${spec.type}.`,
        place,
      );
  }
  return ok(undefined);
}

type Filled = Int32Array | Float32Array | Float64Array | (string | undefined)[];

function emptyColumn(spec: ColumnSpec, rows: number): Filled {
  switch (spec.type) {
    case 'i32':
      return spec.nullable ? new Float64Array(rows) : new Int32Array(rows);
    case 'f32':
      return new Float32Array(rows);
    case 'i64':
    case 'f64':
      return new Float64Array(rows);
    case 'utf8':
      return Array.from<string | undefined>({ length: rows });
  }
}

/** Copies one chunk's column from row `from` on; answers the first row without a value, or -1. */
function fillColumn(target: Filled, chunk: DuckDBDataChunk, at: number, from: number): number {
  const vector = chunk.getColumnVector(at);
  let missing = -1;
  for (let row = chunk.rowCount - 1; row >= 0; row--) {
    const value = vector.getItem(row);
    if (value === null) missing = from + row;
    if (Array.isArray(target)) target[from + row] = typeof value === 'string' ? value : undefined;
    else target[from + row] = typeof value === 'number' ? value : Number.NaN;
  }
  return missing;
}

async function countRows(connection: DuckDBConnection, path: string): Promise<number> {
  const result = await connection.run(
    `SELECT CAST(count(*) AS DOUBLE) FROM read_parquet(${quotePattern(path)})`,
  );
  const count = (await result.getRows())[0]?.[0];
  return typeof count === 'number' ? count : 0;
}

async function fetchColumns(
  connection: DuckDBConnection,
  path: string,
  specs: readonly ColumnSpec[],
): Promise<Result<ColumnTable>> {
  const rows = await countRows(connection, path);
  const columns = specs.map((spec) => emptyColumn(spec, rows));
  const select = specs.map(({ name, type }) => `CAST(${quoteName(name)} AS ${fetchedAs[type]})`);
  const result = await connection.stream(
    `SELECT ${select.join(', ')} FROM read_parquet(${quotePattern(path)})`,
  );
  let from = 0;
  for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
    if (chunk.rowCount === 0) break;
    for (const [at, spec] of specs.entries()) {
      const target = columns[at];
      const missing = target === undefined ? -1 : fillColumn(target, chunk, at, from);
      if (missing >= 0 && !spec.nullable)
        return refuse(
          'bad_value',
          `Column ${spec.name} of ${basename(path)} has no value in row ${missing + 1}.`,
          { file: path, field: spec.name },
        );
    }
    from += chunk.rowCount;
  }
  if (from !== rows)
    return refuse('truncated_file', `${basename(path)} announces ${rows} rows but holds ${from}.`, {
      file: path,
    });
  const named = specs.map((spec, at): [string, ColumnData] => [spec.name, columns[at] ?? []]);
  return ok({ rows, columns: Object.fromEntries(named) });
}

/** Reads the named columns of the Parquet file at `path` into typed arrays. Nullable i32 comes as Float64Array, so that NaN can stand for null. */
export async function readParquetFile(
  connection: DuckDBConnection,
  path: string,
  specs: readonly ColumnSpec[],
): Promise<Result<ColumnTable>> {
  const found = await describeFile(connection, path);
  if (!found.ok) return found;
  const columns = checkColumns(path, specs, found.value);
  if (!columns.ok) return columns;
  try {
    return await fetchColumns(connection, path, specs);
  } catch (thrown) {
    return err(engineProblem(path, 'read', thrown));
  }
}

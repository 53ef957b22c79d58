import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import {
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  FLOAT,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api';
import { err, ok, refuse, type Result } from '#contract/errors';
import type {
  ColumnData,
  ColumnSpec,
  ColumnTable,
  ColumnType,
  ParquetWritten,
} from '#contract/ports/columnar';
import { durableRename } from '#native/files/durable-rename';
import { engineProblem, quoteName, quotePath } from './parquet-file.ts';

/** Fixed, because row group borders are part of the bytes that must repeat. */
const rowGroupRows = 122_880;
const chunkRows = 2048;
const stagingTable = 'staged';

const sqlTypes = {
  i32: INTEGER,
  i64: BIGINT,
  f32: FLOAT,
  f64: DOUBLE,
  utf8: VARCHAR,
} as const satisfies Readonly<Record<ColumnType, DuckDBType>>;

interface StagedColumn {
  readonly spec: ColumnSpec;
  readonly data: ColumnData;
  /** What the values are kept as before they are cast to the column's own type. */
  readonly type: DuckDBType;
}

function stagedType(data: ColumnData): DuckDBType {
  if (data instanceof Int32Array) return INTEGER;
  if (data instanceof Float32Array) return FLOAT;
  if (data instanceof Float64Array) return DOUBLE;
  return VARCHAR;
}

function isMissing(value: number | string | undefined): boolean {
  return value === undefined || Number.isNaN(value);
}

function isText(data: ColumnData): data is readonly (string | undefined)[] {
  return Array.isArray(data);
}

function checkColumn(path: string, spec: ColumnSpec, table: ColumnTable): Result<StagedColumn> {
  const data = table.columns[spec.name];
  const place = { file: path, field: spec.name };
  if (data === undefined) return refuse('missing_column', `Column ${spec.name} was not given.`, place);
  if (data.length !== table.rows)
    return refuse(
      'bad_value',
      `Column ${spec.name} has ${data.length} values for ${table.rows} rows.`,
      place,
    );
  if (isText(data) !== (spec.type === 'utf8'))
    return refuse('bad_value', `Column ${spec.name} does not hold values of type ${spec.type}.`, place);
  const missing = spec.nullable || data instanceof Int32Array ? -1 : data.findIndex(isMissing);
  if (missing >= 0)
    return refuse('bad_value', `Column ${spec.name} has no value in row ${missing + 1}.`, place);
  return ok({ spec, data, type: stagedType(data) });
}

/** A column's values of the staging table as its own type: NaN becomes null, whole numbers leave the floats. */
function castColumn(column: StagedColumn): string {
  const name = quoteName(column.spec.name);
  const floats = column.type === FLOAT || column.type === DOUBLE;
  const value = floats && column.spec.nullable ? `CASE WHEN isnan(${name}) THEN NULL ELSE ${name} END` : name;
  return `CAST(${value} AS ${String(sqlTypes[column.spec.type])}) AS ${name}`;
}

function fillChunk(columns: readonly StagedColumn[], from: number, rows: number): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(
    columns.map((column) => column.type),
    rows,
  );
  columns.forEach((column, at) => {
    const vector = chunk.getColumnVector(at);
    for (let row = 0; row < rows; row++) vector.setItem(row, column.data[from + row] ?? null);
    vector.flush();
  });
  return chunk;
}

async function stage(connection: DuckDBConnection, columns: readonly StagedColumn[], rows: number) {
  const definitions = columns.map((column) => `${quoteName(column.spec.name)} ${String(column.type)}`);
  await connection.run(`CREATE TEMP TABLE ${stagingTable} (${definitions.join(', ')})`);
  const appender = await connection.createAppender(stagingTable);
  for (let from = 0; from < rows; from += chunkRows)
    appender.appendDataChunk(fillChunk(columns, from, Math.min(chunkRows, rows - from)));
  appender.closeSync();
}

async function copyOut(connection: DuckDBConnection, columns: readonly StagedColumn[], path: string) {
  const select = `SELECT ${columns.map(castColumn).join(', ')} FROM ${stagingTable}`;
  const options = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupRows}`;
  await connection.run(`COPY (${select}) TO ${quotePath(path)} (${options})`);
}

/** Writes `table` as one Parquet file through a connection of its own; the file appears whole or not at all. */
export async function writeParquetFile(
  connection: DuckDBConnection,
  path: string,
  specs: readonly ColumnSpec[],
  table: ColumnTable,
): Promise<Result<ParquetWritten>> {
  const columns: StagedColumn[] = [];
  for (const spec of specs) {
    const column = checkColumn(path, spec, table);
    if (!column.ok) return column;
    columns.push(column.value);
  }
  const tempPath = `${path}.${randomUUID()}.tmp`;
  try {
    await stage(connection, columns, table.rows);
    await copyOut(connection, columns, tempPath);
    const { size } = await stat(tempPath);
    await durableRename(tempPath, path);
    return ok({ rows: table.rows, sizeBytes: size });
  } catch (thrown) {
    await rm(tempPath, { force: true });
    return err(engineProblem(path, 'write', thrown));
  }
}

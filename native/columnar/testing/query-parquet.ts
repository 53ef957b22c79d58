import { DuckDBInstance } from '@duckdb/node-api';

/** The one row that a query gives of the Parquet file at `path`, which it names `$path`; whole numbers come as `bigint`. */
export async function queryParquet(path: string, query: string): Promise<Readonly<Record<string, unknown>>> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const [row = {}] = (await connection.runAndReadAll(query, { path })).getRowObjects();
    return row;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

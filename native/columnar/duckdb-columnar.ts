import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Columnar } from '#contract/ports/columnar';
import { readParquetBatches } from './duckdb-batches.ts';
import { countFileRows, describeFile, readParquetFile } from './duckdb-read.ts';
import { openPlainParquet, packPlainParquet, writePlainParquet } from './parquet/write-file.ts';
import { readPlainTable } from './plain-table.ts';

/** One thread and kept row order make the same table the same bytes; extensions are never downloaded. */
const settings: Readonly<Record<string, string>> = {
  threads: '1',
  preserve_insertion_order: 'true',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** Its library is large, and a thread that reads and writes plain files alone never loads it. */
async function startDuckdb(): Promise<DuckDBInstance> {
  const duckdb = await import('@duckdb/node-api');
  return duckdb.DuckDBInstance.create(':memory:', settings);
}

/**
 * Columnar files through DuckDB, which starts with the first call that needs it; each call has a connection of its own, so
 * calls may overlap.
 */
export function createDuckdbColumnar(): Columnar {
  let started: Promise<DuckDBInstance> | undefined;

  async function connect(): Promise<DuckDBConnection> {
    started ??= startDuckdb();
    return (await started).connect();
  }

  async function withConnection<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }

  return {
    writeParquet: async (path, specs, table) => {
      const { writeParquetFile } = await import('./duckdb-write.ts');
      return withConnection((connection) => writeParquetFile(connection, path, specs, table));
    },
    readParquet: (path, specs) => withConnection((connection) => readParquetFile(connection, path, specs)),
    readBatches: async function* readBatches(path, specs) {
      const connection = await connect();
      try {
        yield* readParquetBatches(connection, path, specs);
      } finally {
        connection.closeSync();
      }
    },
    writePlain: (path, specs, table, options = {}) => writePlainParquet(path, specs, table, options),
    packPlain: (specs, table, options = {}) => packPlainParquet(specs, table, options),
    readPlain: (path, specs, options = {}) =>
      readPlainTable(path, specs, options, (wanted) =>
        withConnection((connection) => readParquetFile(connection, path, wanted)),
      ),
    openPlainWriter: (path, specs, options = {}) => openPlainParquet(path, specs, options),
    countRows: (path) => withConnection((connection) => countFileRows(connection, path)),
    describeParquet: (path) => withConnection((connection) => describeFile(connection, path)),
    async close() {
      (await started)?.closeSync();
    },
  };
}

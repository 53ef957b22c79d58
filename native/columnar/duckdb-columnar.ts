import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Columnar } from '#contract/ports/columnar';
import { readParquetBatches } from './duckdb-batches.ts';
import { countFileRows, describeFile, readParquetFile } from './duckdb-read.ts';
import { writeParquetFile } from './duckdb-write.ts';
import { openPlainParquet, writePlainParquet } from './parquet/write-file.ts';
import { readPlainTable } from './plain-table.ts';

/** One thread and kept row order make the same table the same bytes; extensions are never downloaded. */
const settings: Readonly<Record<string, string>> = {
  threads: '1',
  preserve_insertion_order: 'true',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** Columnar files through DuckDB; each call has a connection of its own, so calls may overlap. */
export async function createDuckdbColumnar(): Promise<Columnar> {
  const instance = await DuckDBInstance.create(':memory:', settings);

  async function withConnection<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }

  return {
    writeParquet: (path, specs, table) =>
      withConnection((connection) => writeParquetFile(connection, path, specs, table)),
    readParquet: (path, specs) => withConnection((connection) => readParquetFile(connection, path, specs)),
    readBatches: async function* readBatches(path, specs) {
      const connection = await instance.connect();
      try {
        yield* readParquetBatches(connection, path, specs);
      } finally {
        connection.closeSync();
      }
    },
    writePlain: (path, specs, table, options = {}) => writePlainParquet(path, specs, table, options),
    readPlain: (path, specs, options = {}) =>
      readPlainTable(path, specs, options, (wanted) =>
        withConnection((connection) => readParquetFile(connection, path, wanted)),
      ),
    openPlainWriter: (path, specs, options = {}) => openPlainParquet(path, specs, options),
    countRows: (path) => withConnection((connection) => countFileRows(connection, path)),
    describeParquet: (path) => withConnection((connection) => describeFile(connection, path)),
    close: () => instance.closeSync(),
  };
}

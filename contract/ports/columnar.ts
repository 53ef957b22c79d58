import type { Result } from '#contract/errors';

export type ColumnType = 'i32' | 'i64' | 'f32' | 'f64' | 'utf8';

export interface ColumnSpec {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
}

/** i64 travels as whole numbers below 2^53 in a Float64Array. NaN and undefined are nulls in the file. */
export type ColumnData = Int32Array | Float32Array | Float64Array | readonly (string | undefined)[];

export interface ColumnTable {
  readonly rows: number;
  readonly columns: Readonly<Record<string, ColumnData>>;
}

export interface ParquetWritten {
  readonly rows: number;
  readonly sizeBytes: number;
}

/** Texts by number: row r is `texts[codes[r]]`, or missing where the code is below 0. */
export interface CategoryColumn {
  readonly texts: readonly string[];
  readonly codes: Int32Array;
}

/** A column of a plain table; `category` is text of which few kinds occur. */
export interface PlainSpec {
  readonly name: string;
  readonly type: ColumnType | 'category';
  readonly nullable: boolean;
  /** Writes missing floats as NaN rather than as nulls: larger and quicker, for files that only we read. */
  readonly nan?: boolean;
}
export type PlainColumn = ColumnData | CategoryColumn;
export interface PlainTable {
  readonly rows: number;
  readonly columns: Readonly<Record<string, PlainColumn>>;
}

export interface PlainWriteOptions {
  /** How floats are packed; whole numbers and texts always are. zstd unless told. */
  readonly compression?: 'zstd' | 'none';
  /** Whether the file is flushed to the disk before it appears; true unless told. */
  readonly durable?: boolean;
}

export interface PlainReadOptions {
  /** Puts the columns of numbers on shared memory, so that threads may read them without copying. */
  readonly shared?: boolean;
}

/** A plain Parquet file that grows by pieces in constant memory; it appears whole at `finish` or, after `abort`, not at all. */
export interface PlainWriter {
  /** Appends rows. Throws a problem that names the file, after which only `abort` may follow. */
  add(piece: PlainTable): Promise<void>;
  finish(): Promise<Result<ParquetWritten>>;
  abort(): Promise<void>;
}

/** Columnar files. Paths are absolute. Writing is deterministic: the same table gives the same bytes. */
export interface Columnar {
  /** Writes zstd Parquet in the table's row order; the file appears whole or not at all. */
  writeParquet(
    path: string,
    specs: readonly ColumnSpec[],
    table: ColumnTable,
  ): Promise<Result<ParquetWritten>>;
  /** Reads the named columns a few thousand rows at a time; throws what `readParquet` refuses with. */
  readBatches(path: string, specs: readonly ColumnSpec[]): AsyncIterable<ColumnTable>;
  /** Reads the named columns; refuses with `missing_column`, `bad_value` (type) or `truncated_file`, naming the file. */
  readParquet(path: string, specs: readonly ColumnSpec[]): Promise<Result<ColumnTable>>;
  /** How many rows a file has, by its footer. */
  countRows(path: string): Promise<Result<number>>;
  /** Names and types of a file's columns as the file says them. */
  describeParquet(path: string): Promise<Result<readonly { readonly name: string; readonly type: string }[]>>;
  /**
   * Writes Parquet in the plain way that `readPlain` reads at the speed of the disk: for files that only we read back. Any
   * other reader of Parquet reads them too.
   */
  writePlain(
    path: string,
    specs: readonly PlainSpec[],
    table: PlainTable,
    options?: PlainWriteOptions,
  ): Promise<Result<ParquetWritten>>;
  /** The bytes, in parts, of the file that `writePlain` would write. */
  packPlain(
    specs: readonly PlainSpec[],
    table: PlainTable,
    options?: Pick<PlainWriteOptions, 'compression'>,
  ): Result<readonly Uint8Array[]>;
  /** The same in pieces: the bytes are those that `writePlain` writes of all rows at once, however they are cut. */
  openPlainWriter(path: string, specs: readonly PlainSpec[], options?: PlainWriteOptions): PlainWriter;
  /** Reads the named columns of any Parquet file, fast where `writePlain` wrote it; refuses as `readParquet` does. */
  readPlain(
    path: string,
    specs: readonly PlainSpec[],
    options?: PlainReadOptions,
  ): Promise<Result<PlainTable>>;
  close(): Promise<void>;
}

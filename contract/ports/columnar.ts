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

/** Texts by number: `codes` point into `texts`; -1 is no value. */
export interface CodedTexts {
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

/** Rows for a file that is written in pieces. */
export interface ColumnPiece {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Int32Array | Float32Array | Float64Array | CodedTexts>>;
}

/** A Parquet file that grows by pieces in constant memory; it appears whole at `finish` or, after `abort`, not at all. */
export interface ParquetWriter {
  /** Appends rows, at once; throws a problem that names the file where the disk is full or a column is missing. */
  write(piece: ColumnPiece): void;
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
  /** Opens zstd Parquet to be written in pieces; the bytes depend on the rows alone, not on how they are cut into pieces. */
  openWriter(path: string, specs: readonly ColumnSpec[]): ParquetWriter;
  /** Reads the named columns a few thousand rows at a time; throws what `readParquet` refuses with. */
  readBatches(path: string, specs: readonly ColumnSpec[]): AsyncIterable<ColumnTable>;
  /** Reads the named columns; refuses with `missing_column`, `bad_value` (type) or `truncated_file`, naming the file. */
  readParquet(path: string, specs: readonly ColumnSpec[]): Promise<Result<ColumnTable>>;
  /** Names and types of a file's columns as the file says them. */
  describeParquet(path: string): Promise<Result<readonly { readonly name: string; readonly type: string }[]>>;
  close(): void;
}

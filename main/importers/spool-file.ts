import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { mapShape, type BlockColumn, type BlockShape, type RowBlock } from '#pipeline/normalize/row-block';

/** Where one block lies in the file. Columns that hold nothing but NaN are left out. */
export interface BlockPlace {
  readonly offset: number;
  readonly rows: number;
  readonly present: readonly boolean[];
}

/** A temporary file of blocks of rows. */
export interface SpoolFile<Name extends string> {
  append(block: RowBlock<Name>): BlockPlace;
  /** Reads a block into the columns from row `at` on. */
  readInto(place: BlockPlace, columns: Readonly<Record<Name, BlockColumn>>, at: number): void;
  /** Closes and removes the file. */
  remove(): void;
}

function isAllNaN(column: BlockColumn, rows: number): boolean {
  if (column instanceof Int32Array) return false;
  for (let row = 0; row < rows; row++) if (!Number.isNaN(column[row])) return false;
  return true;
}

function bytesOf(column: BlockColumn, from: number, to: number): Uint8Array {
  const part = column.subarray(from, to);
  return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
}

/** Opens a new temporary file at `path`. Errors of the system, such as a full disk, are thrown. */
export function createSpoolFile<Name extends string>(path: string, shape: BlockShape<Name>): SpoolFile<Name> {
  const file = openSync(path, 'wx+');
  let end = 0;
  let scratch = new Uint8Array(0);

  function room(bytes: number): Uint8Array {
    if (scratch.length < bytes) scratch = new Uint8Array(bytes);
    return scratch.subarray(0, bytes);
  }

  function columnsOf(columns: Readonly<Record<Name, BlockColumn>>): readonly BlockColumn[] {
    const list: BlockColumn[] = [];
    mapShape(shape, (name) => list.push(columns[name]));
    return list;
  }

  return {
    append({ rows, columns }) {
      const all = columnsOf(columns);
      const present = all.map((column) => !isAllNaN(column, rows));
      const kept = all.filter((_, at) => present[at] === true).map((column) => bytesOf(column, 0, rows));
      const bytes = room(kept.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of kept) {
        bytes.set(part, at);
        at += part.length;
      }
      const place = { offset: end, rows, present };
      for (let from = 0; from < bytes.length; )
        from += writeSync(file, bytes, from, bytes.length - from, end + from);
      end += bytes.length;
      return place;
    },
    readInto({ offset, rows, present }, columns, at) {
      let from = offset;
      for (const [place, column] of columnsOf(columns).entries()) {
        if (present[place] !== true) {
          column.fill(Number.NaN, at, at + rows);
          continue;
        }
        const target = bytesOf(column, at, at + rows);
        for (let read = 0; read < target.length; )
          read += readSync(file, target, read, target.length - read, from + read);
        from += target.length;
      }
    },
    remove() {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
}

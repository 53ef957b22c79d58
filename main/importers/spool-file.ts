import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { mapShape, type BlockColumn, type BlockShape, type RowBlock } from '#pipeline/normalize/row-block';

/** Where one block lies in the file. Columns that hold nothing but NaN are left out. */
export interface BlockPlace {
  readonly offset: number;
  readonly rows: number;
  /** Bit n is set where the shape's column n is there. */
  readonly present: number;
}

/** Places in order; a large file has very many, so each takes 16 bytes. */
export interface PlaceList {
  push(place: BlockPlace): void;
  /** How many there are. */
  count(): number;
  at(index: number): BlockPlace;
}

/** Makes an empty list. */
export function createPlaceList(): PlaceList {
  let offsets = new Float64Array(4);
  let facts = new Int32Array(8);
  let count = 0;

  function grow(): void {
    const [wideOffsets, wideFacts] = [new Float64Array(count * 2), new Int32Array(count * 4)];
    wideOffsets.set(offsets);
    wideFacts.set(facts);
    [offsets, facts] = [wideOffsets, wideFacts];
  }

  return {
    push({ offset, rows, present }) {
      if (count === offsets.length) grow();
      offsets[count] = offset;
      facts[2 * count] = rows;
      facts[2 * count + 1] = present;
      count += 1;
    },
    count: () => count,
    at: (index) => ({
      offset: offsets[index] ?? 0,
      rows: facts[2 * index] ?? 0,
      present: facts[2 * index + 1] ?? 0,
    }),
  };
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

function writeAll(file: number, bytes: Uint8Array, at: number): void {
  for (let from = 0; from < bytes.length; )
    from += writeSync(file, bytes, from, bytes.length - from, at + from);
}

/** Reads until the bytes are full; the file holds as many. */
function readAll(file: number, bytes: Uint8Array, at: number): void {
  for (let from = 0; from < bytes.length; )
    from += readSync(file, bytes, from, bytes.length - from, at + from);
}

function columnsOf<Name extends string>(
  shape: BlockShape<Name>,
  columns: Readonly<Record<Name, BlockColumn>>,
): readonly BlockColumn[] {
  const list: BlockColumn[] = [];
  mapShape(shape, (name) => list.push(columns[name]));
  return list;
}

function isThere({ present }: BlockPlace, column: number): boolean {
  return (present & (1 << column)) !== 0;
}

/** How many bytes the block of a place takes in the file. */
function lengthOf(place: BlockPlace, columns: readonly BlockColumn[]): number {
  let rowBytes = 0;
  for (const [at, { BYTES_PER_ELEMENT }] of columns.entries())
    if (isThere(place, at)) rowBytes += BYTES_PER_ELEMENT;
  return rowBytes * place.rows;
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

  return {
    append({ rows, columns }) {
      const all = columnsOf(shape, columns);
      const present = all.reduce((bits, column, at) => (isAllNaN(column, rows) ? bits : bits | (1 << at)), 0);
      const place = { offset: end, rows, present };
      const bytes = room(lengthOf(place, all));
      let from = 0;
      for (const [at, column] of all.entries()) {
        if (!isThere(place, at)) continue;
        const part = bytesOf(column, 0, rows);
        bytes.set(part, from);
        from += part.length;
      }
      writeAll(file, bytes, end);
      end += bytes.length;
      return place;
    },
    readInto(place, columns, at) {
      const all = columnsOf(shape, columns);
      const to = at + place.rows;
      const bytes = room(lengthOf(place, all));
      readAll(file, bytes, place.offset);
      let from = 0;
      for (const [index, column] of all.entries()) {
        if (!isThere(place, index)) {
          column.fill(Number.NaN, at, to);
          continue;
        }
        const target = bytesOf(column, at, to);
        target.set(bytes.subarray(from, from + target.length));
        from += target.length;
      }
    },
    remove() {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
}

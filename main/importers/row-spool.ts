import {
  emptyColumns,
  type BlockColumn,
  type BlockShape,
  type RowBlock,
} from '#pipeline/normalize/row-block';
import { createSpoolFile, type BlockPlace, type SpoolFile } from './spool-file.ts';

/** How large the pieces are in which rows are kept; tests make them tiny. */
export interface SpoolSizes {
  /** Rows that are handled at once. */
  readonly blockRows: number;
  /** Blocks that stay in memory; with one more, all go to the disk. */
  readonly memoryBlocks: number;
  /** Rows that are sorted at once, in memory. */
  readonly bucketRows: number;
}

/** About 15 MB in memory, and a few more while a bucket is sorted. */
export const usualSizes: SpoolSizes = { blockRows: 65_536, memoryBlocks: 4, bucketRows: 150_000 };

/** Rows in the order in which they came: in memory while they are few, else in a temporary file. */
export interface RowSpool<Name extends string> {
  /** The columns to fill, from row `rowsInOpen` on. */
  open(): Readonly<Record<Name, BlockColumn>>;
  rowsInOpen(): number;
  /** Says that one more row of the open block is filled. */
  push(): void;
  rows(): number;
  /** The rows of the block that is not full yet. */
  openBlock(): RowBlock<Name>;
  /** All rows, block by block; a block from the disk is valid until the next is asked for. */
  blocks(): Generator<RowBlock<Name>>;
  /** Drops all rows and removes the file. */
  clear(): void;
}

/** Makes a spool whose file, if it comes to one, is made at the path that `filePath` gives. `onBlock` sees each full block, once. */
export function createRowSpool<Name extends string>(
  shape: BlockShape<Name>,
  filePath: () => string,
  sizes: SpoolSizes,
  onBlock: (block: RowBlock<Name>) => void = () => undefined,
): RowSpool<Name> {
  const { blockRows, memoryBlocks } = sizes;
  let kept: RowBlock<Name>[] = [];
  let places: BlockPlace[] = [];
  let file: SpoolFile<Name> | undefined;
  let open = emptyColumns(shape, blockRows);
  let [filled, rows] = [0, 0];

  function toDisk(block: RowBlock<Name>): void {
    file ??= createSpoolFile(filePath(), shape);
    places.push(file.append(block));
  }

  function closeBlock(): void {
    const block = { rows: filled, columns: open };
    onBlock(block);
    if (file === undefined && kept.length < memoryBlocks) {
      kept.push(block);
      open = emptyColumns(shape, blockRows);
    } else {
      for (const earlier of kept) toDisk(earlier);
      kept = [];
      toDisk(block);
    }
    filled = 0;
  }

  return {
    open: () => open,
    rowsInOpen: () => filled,
    push() {
      filled += 1;
      rows += 1;
      if (filled === blockRows) closeBlock();
    },
    rows: () => rows,
    openBlock: () => ({ rows: filled, columns: open }),
    *blocks() {
      yield* kept;
      const columns = places.length === 0 ? open : emptyColumns(shape, blockRows);
      for (const place of places) {
        file?.readInto(place, columns, 0);
        yield { rows: place.rows, columns };
      }
      if (filled > 0) yield { rows: filled, columns: open };
    },
    clear() {
      file?.remove();
      file = undefined;
      [kept, places, filled, rows] = [[], [], 0, 0];
    },
  };
}

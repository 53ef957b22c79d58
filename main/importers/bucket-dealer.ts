import {
  emptyColumns,
  gather,
  type BlockColumn,
  type BlockShape,
  type RowBlock,
} from '#pipeline/normalize/row-block';
import { createPlaceList, type PlaceList, type SpoolFile } from './spool-file.ts';

/** Deals rows out into buckets of one file, each bucket in blocks of its own. */
export interface BucketDealer<Name extends string> {
  /** Takes all rows of a block; row n goes into bucket `bucketOf[n]`, behind those that came before. */
  deal(block: RowBlock<Name>, bucketOf: Int32Array): void;
  /** Where the blocks of each bucket lie. */
  finish(): readonly PlaceList[];
}

interface OpenBlock<Name extends string> {
  readonly columns: Readonly<Record<Name, BlockColumn>>;
  rows: number;
}

const leastBlockRows = 64;
/** Rows that wait in memory until a bucket's block is full, all buckets together: 15 MB of tracks. */
const waitingRows = 250_000;

/** Counts the rows of each bucket into `starts`, so that those of bucket b begin at `starts[b]` once rows stand in order. */
function countInto(starts: Int32Array, bucketOf: Int32Array, rows: number): void {
  starts.fill(0);
  for (let row = 0; row < rows; row++) {
    const next = (bucketOf[row] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let bucket = 1; bucket < starts.length; bucket++)
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
}

/** Puts row numbers in the order of their buckets; `fill[b]` goes from where the rows of bucket b begin to where they end. */
function orderInto(order: Int32Array, fill: Int32Array, bucketOf: Int32Array, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const bucket = bucketOf[row] ?? 0;
    const at = fill[bucket] ?? 0;
    order[at] = row;
    fill[bucket] = at + 1;
  }
}

/** Makes a dealer whose buckets are all empty. */
export function createBucketDealer<Name extends string>(
  shape: BlockShape<Name>,
  file: SpoolFile<Name>,
  buckets: number,
): BucketDealer<Name> {
  const blockRows = Math.max(leastBlockRows, Math.floor(waitingRows / buckets));
  const places = Array.from({ length: buckets }, createPlaceList);
  const open: (OpenBlock<Name> | undefined)[] = Array.from({ length: buckets });
  const fill = new Int32Array(buckets + 1);
  let order = new Int32Array(0);

  function flush(bucket: number): void {
    const block = open[bucket];
    if (block === undefined || block.rows === 0) return;
    places[bucket]?.push(file.append(block));
    block.rows = 0;
  }

  /** Puts the rows that `picked` names into a bucket, writing each block that gets full. */
  function put(bucket: number, source: RowBlock<Name>, picked: Int32Array): void {
    const block = (open[bucket] ??= { columns: emptyColumns(shape, blockRows), rows: 0 });
    for (let from = 0; from < picked.length; ) {
      const part = picked.subarray(from, from + blockRows - block.rows);
      for (const name in shape) gather(source.columns[name], part, block.columns[name], block.rows);
      block.rows += part.length;
      from += part.length;
      if (block.rows === blockRows) flush(bucket);
    }
  }

  return {
    deal(block, bucketOf) {
      if (order.length < block.rows) order = new Int32Array(block.rows);
      countInto(fill, bucketOf, block.rows);
      orderInto(order, fill, bucketOf, block.rows);
      let from = 0;
      for (let bucket = 0; bucket < buckets; bucket++) {
        const to = fill[bucket] ?? 0;
        if (to > from) put(bucket, block, order.subarray(from, to));
        from = to;
      }
    },
    finish() {
      for (let bucket = 0; bucket < buckets; bucket++) flush(bucket);
      open.length = 0;
      return places;
    },
  };
}

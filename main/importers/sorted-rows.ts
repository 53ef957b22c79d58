import { problem, raise } from '#contract/errors';
import {
  emptyColumns,
  joinBlocks,
  pickRows,
  type BlockColumn,
  type BlockShape,
  type RowBlock,
} from '#pipeline/normalize/row-block';
import { planBuckets, type KeyFacts } from '#pipeline/normalize/bucket-plan';
import type { Pulse } from './read-watch.ts';
import type { RowSpool, SpoolSizes } from './row-spool.ts';
import { createSpoolFile, type BlockPlace, type SpoolFile } from './spool-file.ts';

/** By what rows are sorted: a key (a track's place), then frame, then the order in which they came, or `tieOf` before it. */
export interface SortBy<Name extends string> {
  readonly keyOf: (columns: Readonly<Record<Name, BlockColumn>>, row: number) => number;
  readonly keys: KeyFacts;
  readonly tieOf?: (columns: Readonly<Record<Name, BlockColumn>>, row: number) => number;
}

/** Rows in order, piece by piece, as often as wanted. */
export interface SortedRows<Name extends string> {
  pieces(): Generator<RowBlock<Name>>;
  remove(): void;
}

/** A bucket cannot be split further where very many rows share one key and frame. */
const mostBucketRows = 8_000_000;
const leastBucketBlockRows = 64;
const bufferedRows = 1_000_000;

type Shaped = 'track' | 'frame';

function rangeOf(keys: Int32Array): { readonly least: number; readonly most: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, -1];
  for (const key of keys) {
    if (key < least) least = key;
    if (key > most) most = key;
  }
  return { least, most };
}

/** Where the rows of each key, from `least` on, begin once keys stand in order. */
function startsOf(keys: Int32Array, least: number, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const key of keys) starts[key - least + 1] = (starts[key - least + 1] ?? 0) + 1;
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  return starts;
}

/** Row numbers by key, each key's rows in the order in which they came, and where each key's rows begin. */
function groupByKey(keys: Int32Array): { readonly order: Int32Array; readonly starts: Int32Array } {
  const { least, most } = rangeOf(keys);
  const starts = startsOf(keys, least, Math.max(0, most - least + 1));
  const fill = starts.slice();
  const order = new Int32Array(keys.length);
  for (let row = 0; row < keys.length; row++) {
    const place = (keys[row] ?? 0) - least;
    const at = fill[place] ?? 0;
    order[at] = row;
    fill[place] = at + 1;
  }
  return { order, starts };
}

function rises(order: Int32Array, compare: (a: number, b: number) => number): boolean {
  for (let at = 1; at < order.length; at++)
    if (compare(order[at - 1] ?? 0, order[at] ?? 0) >= 0) return false;
  return true;
}

/** Sorts a block; rows of a key that rise already only move together, at the cost of counting them. */
function sortBlock<Name extends string>(
  shape: BlockShape<Name>,
  block: RowBlock<Name>,
  frames: BlockColumn,
  by: SortBy<Name>,
): RowBlock<Name> {
  const { tieOf } = by;
  const compare = (a: number, b: number): number => {
    const apart = (frames[a] ?? 0) - (frames[b] ?? 0);
    if (apart !== 0 || tieOf === undefined) return apart;
    return tieOf(block.columns, a) - tieOf(block.columns, b);
  };
  const keys = Int32Array.from({ length: block.rows }, (_, row) => by.keyOf(block.columns, row));
  const { order, starts } = groupByKey(keys);
  for (let at = 1; at < starts.length; at++) {
    const part = order.subarray(starts[at - 1], starts[at]);
    if (!rises(part, compare)) part.sort((a, b) => compare(a, b) || a - b);
  }
  return pickRows(shape, block, order);
}

/** Deals rows out into buckets of one file, each bucket in blocks of its own. */
function createDealer<Name extends string>(shape: BlockShape<Name>, file: SpoolFile<Name>, buckets: number) {
  const blockRows = Math.max(leastBucketBlockRows, Math.floor(bufferedRows / buckets / 4));
  const places: BlockPlace[][] = Array.from({ length: buckets }, () => []);
  const open: ({ readonly columns: Readonly<Record<Name, BlockColumn>>; rows: number } | undefined)[] =
    Array.from({ length: buckets });

  function flush(bucket: number): void {
    const block = open[bucket];
    if (block === undefined || block.rows === 0) return;
    places[bucket]?.push(file.append(block));
    block.rows = 0;
  }

  return {
    deal(bucket: number, source: Readonly<Record<Name, BlockColumn>>, row: number): void {
      let block = open[bucket];
      if (block === undefined) {
        block = { columns: emptyColumns(shape, blockRows), rows: 0 };
        open[bucket] = block;
      }
      const at = block.rows;
      for (const name in shape) block.columns[name][at] = source[name][row] ?? Number.NaN;
      block.rows = at + 1;
      if (block.rows === blockRows) flush(bucket);
    },
    finish(): readonly (readonly BlockPlace[])[] {
      for (let bucket = 0; bucket < buckets; bucket++) flush(bucket);
      open.length = 0;
      return places;
    },
  };
}

function loadBucket<Name extends string>(
  shape: BlockShape<Name>,
  file: SpoolFile<Name>,
  places: readonly BlockPlace[],
): RowBlock<Name> {
  const rows = places.reduce((sum, place) => sum + place.rows, 0);
  if (rows > mostBucketRows)
    raise(problem('bad_value', `${rows} rows tell of the same few frames of one track.`, { field: 'frame' }));
  const columns = emptyColumns(shape, rows);
  let at = 0;
  for (const place of places) {
    file.readInto(place, columns, at);
    at += place.rows;
  }
  return { rows, columns };
}

/**
 * Sorts the rows of a spool in bounded memory. Few rows are sorted where they lie; many are dealt out into buckets of neighbouring
 * keys, which are then sorted one by one. The spool is empty afterwards.
 */
export function sortSpool<Name extends string>(
  shape: BlockShape<Name | Shaped>,
  spool: RowSpool<Name | Shaped>,
  by: SortBy<Name | Shaped>,
  sizes: SpoolSizes,
  filePath: () => string,
  pulse: Pulse,
): SortedRows<Name | Shaped> {
  const rows = spool.rows();
  if (rows <= sizes.blockRows * (sizes.memoryBlocks + 1)) {
    const block = joinBlocks(shape, spool.blocks(), rows);
    spool.clear();
    const sorted = sortBlock(shape, block, block.columns.frame, by);
    return {
      *pieces() {
        if (sorted.rows > 0) yield sorted;
      },
      remove: () => undefined,
    };
  }
  const plan = planBuckets(by.keys, sizes.bucketRows);
  const file = createSpoolFile(filePath(), shape);
  const dealer = createDealer(shape, file, plan.buckets);
  let dealt = 0;
  for (const { rows: count, columns } of spool.blocks()) {
    pulse.check();
    for (let row = 0; row < count; row++)
      dealer.deal(plan.bucketOf(by.keyOf(columns, row), columns.frame[row] ?? 0), columns, row);
    dealt += count;
    pulse.report({ phase: 'sorting', share: dealt / rows, doneBytes: 0, totalBytes: 0, rows });
  }
  const buckets = dealer.finish();
  spool.clear();
  return {
    *pieces() {
      for (const places of buckets) {
        pulse.check();
        const block = loadBucket(shape, file, places);
        yield sortBlock(shape, block, block.columns.frame, by);
      }
    },
    remove: () => file.remove(),
  };
}

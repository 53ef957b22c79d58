import { problem, raise } from '#contract/errors';
import {
  emptyColumns,
  joinBlocks,
  pickRows,
  type BlockColumn,
  type BlockShape,
  type RowBlock,
} from '#pipeline/normalize/row-block';
import { planBuckets, type BucketPlan, type KeyFacts } from '#pipeline/normalize/bucket-plan';
import { createBucketDealer } from './bucket-dealer.ts';
import type { Pulse } from './read-watch.ts';
import type { RowSpool, SpoolSizes } from './row-spool.ts';
import { createSpoolFile, type PlaceList, type SpoolFile } from './spool-file.ts';

/** By what rows are sorted: a key (a track's place), then frame, then the order in which they came, or `tieOf` before it. */
export interface SortBy<Name extends string> {
  readonly keyOf: (columns: Readonly<Record<Name, BlockColumn>>, row: number) => number;
  readonly keys: KeyFacts;
  readonly tieOf?: (columns: Readonly<Record<Name, BlockColumn>>, row: number) => number;
}

/** Rows in order, piece by piece, as often as wanted; a piece is valid until the next is asked for. */
export interface SortedRows<Name extends string> {
  pieces(): Generator<RowBlock<Name>>;
  remove(): void;
}

/** A bucket cannot be split further where very many rows share one key and frame. */
const mostBucketRows = 8_000_000;

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
  shape: BlockShape<Name | Shaped>,
  block: RowBlock<Name | Shaped>,
  by: SortBy<Name | Shaped>,
  into?: Readonly<Record<Name | Shaped, BlockColumn>>,
): RowBlock<Name | Shaped> {
  const { tieOf } = by;
  const frames = block.columns.frame;
  const compare = (a: number, b: number): number => {
    const apart = (frames[a] ?? 0) - (frames[b] ?? 0);
    if (apart !== 0 || tieOf === undefined) return apart;
    return tieOf(block.columns, a) - tieOf(block.columns, b);
  };
  const keys = new Int32Array(block.rows);
  for (let row = 0; row < block.rows; row++) keys[row] = by.keyOf(block.columns, row);
  const { order, starts } = groupByKey(keys);
  for (let at = 1; at < starts.length; at++) {
    const part = order.subarray(starts[at - 1], starts[at]);
    if (!rises(part, compare)) part.sort((a, b) => compare(a, b) || a - b);
  }
  return pickRows(shape, block, order, into);
}

function rowsIn(places: PlaceList): number {
  let rows = 0;
  for (let index = 0; index < places.count(); index++) rows += places.at(index).rows;
  return rows;
}

/** Reads buckets one by one and sorts them, all in the same memory. */
function* sortBuckets<Name extends string>(
  shape: BlockShape<Name | Shaped>,
  file: SpoolFile<Name | Shaped>,
  buckets: readonly PlaceList[],
  by: SortBy<Name | Shaped>,
): Generator<RowBlock<Name | Shaped>> {
  const largest = buckets.reduce((most, places) => Math.max(most, rowsIn(places)), 0);
  if (largest > mostBucketRows)
    raise(
      problem('bad_value', `${largest} rows tell of the same few frames of one track.`, { field: 'frame' }),
    );
  const [loaded, sorted] = [emptyColumns(shape, largest), emptyColumns(shape, largest)];
  for (const places of buckets) {
    let rows = 0;
    for (let index = 0; index < places.count(); index++) {
      const place = places.at(index);
      file.readInto(place, loaded, rows);
      rows += place.rows;
    }
    if (rows > 0) yield sortBlock(shape, { rows, columns: loaded }, by, sorted);
  }
}

/** The bucket of each row of a block. */
function bucketsOf<Name extends string>(
  { rows, columns }: RowBlock<Name | Shaped>,
  plan: BucketPlan,
  by: SortBy<Name | Shaped>,
  into: Int32Array,
): void {
  const { frame } = columns;
  for (let row = 0; row < rows; row++) into[row] = plan.bucketOf(by.keyOf(columns, row), frame[row] ?? 0);
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
    const sorted = sortBlock(shape, block, by);
    return {
      *pieces() {
        if (sorted.rows > 0) yield sorted;
      },
      remove: () => undefined,
    };
  }
  const plan = planBuckets(by.keys, sizes.bucketRows);
  const file = createSpoolFile(filePath(), shape);
  const dealer = createBucketDealer(shape, file, plan.buckets);
  const bucketOf = new Int32Array(sizes.blockRows);
  let dealt = 0;
  for (const block of spool.blocks()) {
    pulse.check();
    bucketsOf(block, plan, by, bucketOf);
    dealer.deal(block, bucketOf);
    dealt += block.rows;
    pulse.report({ phase: 'sorting', share: dealt / rows, doneBytes: 0, totalBytes: 0, rows });
  }
  const buckets = dealer.finish();
  spool.clear();
  return {
    *pieces() {
      for (const piece of sortBuckets(shape, file, buckets, by)) {
        pulse.check();
        yield piece;
      }
    },
    remove: () => file.remove(),
  };
}

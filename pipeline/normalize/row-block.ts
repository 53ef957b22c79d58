/** Numbers of one column of a block. */
export type BlockColumn = Int32Array | Float32Array | Float64Array;
export type BlockType = 'i32' | 'f32' | 'f64';

/** Names and types of a block's columns, in the order in which they are kept. */
export type BlockShape<Name extends string> = Readonly<Record<Name, BlockType>>;

/** Rows in columns; rows from `rows` on are room for more. */
export interface RowBlock<Name extends string> {
  readonly rows: number;
  readonly columns: Readonly<Record<Name, BlockColumn>>;
}

function emptyColumn(type: BlockType, length: number): BlockColumn {
  if (type === 'i32') return new Int32Array(length);
  return type === 'f32' ? new Float32Array(length) : new Float64Array(length);
}

function namesOf<Name extends string>(shape: BlockShape<Name>): readonly Name[] {
  return Object.keys(shape).filter((name): name is Name => name in shape);
}

/** Columns of a shape made by `make`, one by one. */
export function mapShape<Name extends string, T>(
  shape: BlockShape<Name>,
  make: (name: Name, type: BlockType) => T,
): Record<Name, T> {
  const entries = namesOf(shape).map((name): [Name, T] => [name, make(name, shape[name])]);
  // Object.fromEntries forgets the names; they are those of the shape.
  return Object.fromEntries(entries) as Record<Name, T>;
}

/** Columns with room for `length` rows. */
export function emptyColumns<Name extends string>(
  shape: BlockShape<Name>,
  length: number,
): Readonly<Record<Name, BlockColumn>> {
  return mapShape(shape, (_name, type) => emptyColumn(type, length));
}

/** Puts the values of the rows that `order` names into `target`, from row `at` on. */
export function gather(source: BlockColumn, order: Int32Array, target: BlockColumn, at = 0): void {
  for (let row = 0; row < order.length; row++) target[at + row] = source[order[row] ?? 0] ?? Number.NaN;
}

/** The rows `order` names, in that order; in the columns `into`, where they are given and have room. */
export function pickRows<Name extends string>(
  shape: BlockShape<Name>,
  block: RowBlock<Name>,
  order: Int32Array,
  into = emptyColumns(shape, order.length),
): RowBlock<Name> {
  for (const name in shape) gather(block.columns[name], order, into[name]);
  return { rows: order.length, columns: into };
}

/** Copies the rows `[from, to)` of one block's columns to row `at` of another's. */
export function copyRows<Name extends string>(
  source: Readonly<Record<Name, BlockColumn>>,
  from: number,
  to: number,
  target: Readonly<Record<Name, BlockColumn>>,
  at: number,
): void {
  for (const name in target) target[name].set(source[name].subarray(from, to), at);
}

/** The rows of all blocks, one after another. */
export function joinBlocks<Name extends string>(
  shape: BlockShape<Name>,
  blocks: Iterable<RowBlock<Name>>,
  rows: number,
): RowBlock<Name> {
  const columns = emptyColumns(shape, rows);
  let at = 0;
  for (const block of blocks) {
    copyRows(block.columns, 0, block.rows, columns, at);
    at += block.rows;
  }
  return { rows: at, columns };
}

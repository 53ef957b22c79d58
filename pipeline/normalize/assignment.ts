/** What rows pay for columns while they are assigned; rows and columns count from 1, and column 0 stands for the row that seeks. */
interface Prices {
  readonly row: Float64Array;
  readonly column: Float64Array;
  /** Row that has each column; 0 is free. */
  readonly rowOf: Int32Array;
  /** Column from which each column was reached. */
  readonly before: Int32Array;
}

type CostOf = (row: number, column: number) => number;

/** Moves the prices by the step that reaches the next column, so that the tree's columns stay tight. */
function payStep(prices: Prices, inTree: Uint8Array, least: Float64Array, step: number): void {
  for (let column = 0; column < inTree.length; column++) {
    if (inTree[column] !== 1) {
      least[column] = (least[column] ?? 0) - step;
      continue;
    }
    const row = prices.rowOf[column] ?? 0;
    prices.row[row] = (prices.row[row] ?? 0) + step;
    prices.column[column] = (prices.column[column] ?? 0) - step;
  }
}

function nearer(least: Float64Array, nearest: number, other: number): number {
  return nearest === 0 || (least[other] ?? 0) < (least[nearest] ?? 0) ? other : nearest;
}

/** Looks from a column of the tree at all columns outside, and returns the nearest. */
function lookFrom(
  prices: Prices,
  costOf: CostOf,
  column: number,
  inTree: Uint8Array,
  least: Float64Array,
): number {
  const row = prices.rowOf[column] ?? 0;
  const paid = prices.row[row] ?? 0;
  let nearest = 0;
  for (let other = 1; other < inTree.length; other++) {
    if (inTree[other] === 1) continue;
    const slack = costOf(row - 1, other - 1) - paid - (prices.column[other] ?? 0);
    if (slack < (least[other] ?? 0)) {
      least[other] = slack;
      prices.before[other] = column;
    }
    nearest = nearer(least, nearest, other);
  }
  return nearest;
}

/** Grows the tree of the row that seeks until it reaches a free column, which it returns. */
function reachFree(prices: Prices, costOf: CostOf): number {
  const least = new Float64Array(prices.rowOf.length).fill(Number.POSITIVE_INFINITY);
  const inTree = new Uint8Array(prices.rowOf.length);
  let column = 0;
  while (prices.rowOf[column] !== 0) {
    inTree[column] = 1;
    const nearest = lookFrom(prices, costOf, column, inTree, least);
    payStep(prices, inTree, least, least[nearest] ?? 0);
    column = nearest;
  }
  return column;
}

/**
 * Gives each row one column so that the sum of costs is least. Costs are finite; there are at most as many rows as columns.
 * Returns each row's column. Source: the shortest augmenting path form of the Hungarian method (Jonker and Volgenant 1987),
 * O(rows² columns).
 */
export function assignLeastCost(rows: number, columns: number, costOf: CostOf): Int32Array {
  const prices: Prices = {
    row: new Float64Array(rows + 1),
    column: new Float64Array(columns + 1),
    rowOf: new Int32Array(columns + 1),
    before: new Int32Array(columns + 1),
  };
  const { rowOf, before } = prices;
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    for (let column = reachFree(prices, costOf); column !== 0; ) {
      const from = before[column] ?? 0;
      rowOf[column] = rowOf[from] ?? 0;
      column = from;
    }
  }
  const columnOf = new Int32Array(rows).fill(-1);
  for (let column = 1; column <= columns; column++) {
    const row = rowOf[column] ?? 0;
    if (row > 0) columnOf[row - 1] = column - 1;
  }
  return columnOf;
}

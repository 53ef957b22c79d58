/**
 * Gives each row at most one column so that the sum of costs is least, and as many rows as can have one. Costs are finite; there are
 * at most as many rows as columns. Returns each row's column. Source: the shortest augmenting path form of the Hungarian method
 * (Jonker and Volgenant 1987), O(rows² columns).
 */
export function assignLeastCost(
  rows: number,
  columns: number,
  costOf: (row: number, column: number) => number,
): Int32Array {
  const rowPrice = new Float64Array(rows + 1);
  const columnPrice = new Float64Array(columns + 1);
  /** Row, from 1, that has each column, from 1; 0 is free. Column 0 stands for the row that seeks. */
  const rowOf = new Int32Array(columns + 1);
  const before = new Int32Array(columns + 1);

  /** Grows the tree of the row that seeks until it reaches a free column, which it returns. */
  function reachFree(): number {
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const inTree = new Uint8Array(columns + 1);
    let column = 0;
    while (rowOf[column] !== 0) {
      inTree[column] = 1;
      const row = rowOf[column] ?? 0;
      let [step, nearest] = [Number.POSITIVE_INFINITY, 0];
      for (let other = 1; other <= columns; other++) {
        if (inTree[other] === 1) continue;
        const slack = costOf(row - 1, other - 1) - (rowPrice[row] ?? 0) - (columnPrice[other] ?? 0);
        if (slack < (least[other] ?? 0)) {
          least[other] = slack;
          before[other] = column;
        }
        if ((least[other] ?? 0) < step) [step, nearest] = [least[other] ?? 0, other];
      }
      payPrices(inTree, least, step);
      column = nearest;
    }
    return column;
  }

  function payPrices(inTree: Uint8Array, least: Float64Array, step: number): void {
    for (let column = 0; column <= columns; column++) {
      if (inTree[column] !== 1) {
        least[column] = (least[column] ?? 0) - step;
        continue;
      }
      const row = rowOf[column] ?? 0;
      rowPrice[row] = (rowPrice[row] ?? 0) + step;
      columnPrice[column] = (columnPrice[column] ?? 0) - step;
    }
  }

  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    for (let column = reachFree(); column !== 0; ) {
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

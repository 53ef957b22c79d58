import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignLeastCost } from './assignment.ts';
import { createLinker, type LooseBox } from './linking.ts';

/** The least sum of costs over every way to give each row a column of its own. */
function leastByTrying(
  costs: readonly (readonly number[])[],
  row = 0,
  taken: readonly number[] = [],
): number {
  const own = costs[row];
  if (own === undefined) return 0;
  const sums = own.flatMap((cost, column) =>
    taken.includes(column) ? [] : [cost + leastByTrying(costs, row + 1, [...taken, column])],
  );
  return Math.min(...sums);
}

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 }))
  .chain(([rows, more]) =>
    fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: rows + more, maxLength: rows + more }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

it('an assignment gives each row a column of its own at the least cost there is', () => {
  fc.assert(
    fc.property(matrix, (costs) => {
      const columns = costs[0]?.length ?? 0;
      const chosen = [...assignLeastCost(costs.length, columns, (row, column) => costs[row]?.[column] ?? 0)];
      expect(new Set(chosen).size).toBe(costs.length);
      const sum = chosen.reduce((total, column, row) => total + (costs[row]?.[column] ?? 0), 0);
      expect(sum).toBe(leastByTrying(costs));
    }),
    { seed: 20_267, numRuns: 400 },
  );
});

describe('boxes without ids', () => {
  const box = (x: number, className = 'person'): LooseBox => ({ x, y: 0, w: 10, h: 20, className });
  const rules = { maxGapFrames: 2, leastIou: 0.3 };

  it('become one track where they overlap, over as many missing frames as the rules bridge', () => {
    const linker = createLinker(rules);
    expect([...linker.link(0, [box(0), box(50)])]).toEqual([0, 1]);
    expect([...linker.link(1, [box(51), box(2)])]).toEqual([1, 0]);
    expect([...linker.link(4, [box(3)])]).toEqual([0]);
    expect([...linker.link(8, [box(3)])]).toEqual([2]);
  });

  it('are shared out so that the overlaps together are largest, not box by box', () => {
    const linker = createLinker({ ...rules, leastIou: 0.05 });
    linker.link(0, [box(0), box(6)]);
    expect([...linker.link(1, [box(4), box(9)])]).toEqual([0, 1]);
  });

  it('of different classes are never linked', () => {
    const linker = createLinker(rules);
    linker.link(0, [box(0, 'car')]);
    expect([...linker.link(1, [box(0)])]).toEqual([1]);
    expect([...linker.link(2, [box(0, '')])].length).toBe(1);
  });
});

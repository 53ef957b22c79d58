import { describe, expect, test } from 'vitest';
import { barAt, toRow, upperBound, visibleRange, type Bar } from './bars.ts';
import { layLanes, packRows } from './lanes.ts';

function bar(id: string, startFrame: number, endFrame: number, lane = 'a'): Bar {
  return { id, lane, label: id, state: 'open', startFrame, endFrame };
}

describe('a row of bars', () => {
  const long = bar('long', 0, 1000);
  const row = toRow([bar('late', 500, 600), long, bar('early', 10, 20), bar('inner', 505, 510)]);

  test('gives the range that touches a window, a long early bar included', () => {
    const [from, to] = visibleRange(row, { startFrame: 502, endFrame: 504 });
    expect(row.bars.slice(from, to).map(({ id }) => id)).toContain('long');
    expect(row.bars.slice(from, to).map(({ id }) => id)).toContain('late');
    expect(row.bars.slice(from, to).map(({ id }) => id)).not.toContain('inner');
  });

  test('ends are half-open: the frame after the last one is outside', () => {
    const single = toRow([bar('one', 10, 20)]);
    expect(barAt(single, 19.9, 0)?.id).toBe('one');
    expect(barAt(single, 20, 0)).toBeUndefined();
    expect(barAt(single, 9.99, 0)).toBeUndefined();
  });

  test('of bars over each other the shortest is hit', () => {
    expect(barAt(row, 507, 0)?.id).toBe('inner');
    expect(barAt(row, 550, 0)?.id).toBe('late');
    expect(barAt(row, 300, 0)?.id).toBe('long');
  });

  test('a bar of one frame can be hit with some slack', () => {
    expect(barAt(toRow([bar('dot', 50, 51)]), 52, 2)?.id).toBe('dot');
  });

  test('the binary search agrees with a linear one on every limit', () => {
    const values = Float64Array.from([1, 1, 3, 7, 7, 7, 9]);
    for (let limit = 0; limit <= 10; limit += 0.5) {
      const first = values.findIndex((value) => value > limit);
      expect(upperBound(values, limit)).toBe(first === -1 ? values.length : first);
    }
  });
});

describe('lanes', () => {
  test('overlapping bars take different rows, touching ones the same', () => {
    const rows = packRows([bar('a', 0, 10), bar('b', 10, 20), bar('c', 5, 15)]);
    expect(rows.map((row) => row.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
  });

  test('no two bars of a packed row overlap', () => {
    const bars = Array.from({ length: 200 }, (_, i) =>
      bar(String(i), (i * 37) % 400, ((i * 37) % 400) + 5 + (i % 23)),
    );
    const rows = packRows(bars);
    expect(rows.flat()).toHaveLength(200);
    for (const row of rows)
      for (const [i, one] of row.entries())
        expect(row[i + 1]?.startFrame ?? Infinity).toBeGreaterThanOrEqual(one.endFrame);
  });

  test('lanes stand in the order asked for, and an empty lane keeps its row', () => {
    const rows = layLanes([bar('x', 0, 5, 'q')], ['p', 'q']);
    expect(rows.map(({ lane, depth, bars }) => [lane, depth, bars.length])).toEqual([
      ['p', 0, 0],
      ['q', 0, 1],
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { holds, runsWhere, valueRange } from './runs.ts';
import { fillTrace, traceRange, valueAt } from './trace.ts';

const { NaN: unknown } = Number;
const trace = { from: 100, unit: 'm', values: Float64Array.from([1, 2, unknown, unknown, 5, 6]) };
const all = { startFrame: 0, endFrame: 1000 };

describe('a trace', () => {
  test('frames without a row are unknown, not zero', () => {
    const filled = fillTrace(
      { startFrame: 10, endFrame: 14 },
      Int32Array.from([13, 10, 99]),
      Float64Array.from([3, 1, 7]),
    );
    expect([...filled]).toEqual([1, unknown, unknown, 3]);
  });

  test('has no value outside', () => {
    expect(valueAt(trace, 101)).toBe(2);
    expect(valueAt(trace, 99)).toBeNaN();
    expect(valueAt(undefined, 101)).toBeNaN();
  });

  test('a short clip is asked for whole, a long one around the event', () => {
    expect(traceRange({ startFrame: 5, endFrame: 9 }, 2000)).toEqual({ startFrame: 0, endFrame: 2000 });
    const range = traceRange({ startFrame: 50_000, endFrame: 50_100 }, 100_000);
    expect(range.endFrame - range.startFrame).toBe(18_000);
    expect(range.startFrame).toBeLessThan(50_000);
    expect(range.endFrame).toBeGreaterThan(50_100);
  });
});

describe('runs', () => {
  test('of unknown frames are half-open and cut at the window', () => {
    expect(runsWhere(trace, all, Number.isNaN)).toEqual([{ startFrame: 102, endFrame: 104 }]);
    expect(runsWhere(trace, { startFrame: 103, endFrame: 200 }, Number.isNaN)).toEqual([
      { startFrame: 103, endFrame: 104 },
    ]);
  });

  test('where a clause holds never take in unknown frames', () => {
    expect(runsWhere(trace, all, (value) => holds(value, '>=', 2))).toEqual([
      { startFrame: 101, endFrame: 102 },
      { startFrame: 104, endFrame: 106 },
    ]);
    expect([holds(2, '<', 2), holds(2, '<=', 2), holds(2, '>', 2), holds(2, '>=', 2)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  test('the scale shows the threshold as well as every known value', () => {
    const [low, high] = valueRange(trace, all, 9);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(9);
    expect(valueRange({ ...trace, values: Float64Array.from([unknown]) }, all, undefined)).toEqual([0, 1]);
  });
});

import { describe, expect, it } from 'vitest';
import { spanSeries } from '#pipeline/features/span-series';
import { valueIn, walk } from '#pipeline/features/testing/test-source';
import { zoneSeries } from '#pipeline/features/zone-series';
import { readerOf, zone } from './testing/reader.ts';

const to = 100;
const plaza = zone('plaza', 'area', 'm', [0, 0], [4, 0], [4, 4], [0, 4]);
const kerb = zone('kerb', 'line', 'm', [0, 0], [10, 0]);

describe('zones in metres', () => {
  const reader = readerOf({ stands: walk(() => [1, 2], { to }) }, { zones: [plaza, kerb] });
  const at = (index: number, name: string) => valueIn(zoneSeries(reader, 0, index, name), 50);

  it('are measured on the ground, with left on the left', () => {
    expect(at(0, 'inside')).toBe(1);
    expect(at(0, 'zone_distance')).toBeCloseTo(-1, 5);
    expect(at(1, 'line_side')).toBeCloseTo(2, 5);
    expect(at(1, 'inside')).toBeNaN();
    expect(at(0, 'line_side')).toBeNaN();
  });
});

describe('zones in pixels', () => {
  /** A person of 50 px who stands with the feet at 100, 100 px. */
  const standing = Array.from({ length: to }, (_, frame) => ({ frame, box: [90, 50, 20, 50] as const }));
  const line = zone('kerb', 'line', 'px', [0, 200], [300, 200]);
  const yard = zone('yard', 'area', 'px', [0, 0], [125, 0], [125, 300], [0, 300]);

  it('are measured in body heights, with left on the left of the picture', () => {
    const reader = readerOf({ a: standing }, { space: 'body', zones: [line, yard] });
    expect(valueIn(zoneSeries(reader, 0, 0, 'line_side'), 50)).toBeCloseTo(2, 4);
    expect(valueIn(zoneSeries(reader, 0, 1, 'zone_distance'), 50)).toBeCloseTo(-0.5, 4);
  });

  it('know only inside in a source of metres without a homography', () => {
    const both = standing.map((row) => ({ ...row, ground: [3, 4] as const }));
    const reader = readerOf({ a: both }, { zones: [line, yard] });
    expect(valueIn(zoneSeries(reader, 0, 1, 'inside'), 50)).toBe(1);
    expect(valueIn(zoneSeries(reader, 0, 1, 'zone_distance'), 50)).toBeNaN();
    expect(valueIn(zoneSeries(reader, 0, 0, 'line_side'), 50)).toBeNaN();
    expect(valueIn(reader.zone(1, 'occupancy'), 50)).toBe(1);
  });

  it('are left out where they cannot be measured', () => {
    const reader = readerOf({ a: standing }, { space: 'body', zones: [plaza] });
    expect(zoneSeries(reader, 0, 0, 'inside')).toBeUndefined();
    expect(reader.zone(0, 'occupancy')).toBeUndefined();
  });
});

describe('one who walks through an area', () => {
  // Enters at x = 0 after 1 s, leaves at x = 4 after 3 s.
  const reader = readerOf({ walks: walk((t) => [2 * t - 2, 2], { to }) }, { zones: [plaza] });
  const series = (name: string) => zoneSeries(reader, 0, 0, name);
  const framesOf = (name: string) =>
    [...(series(name)?.values ?? [])].flatMap((value, frame) => (value === 1 ? [frame] : []));

  it('has been inside since it entered', () => {
    const [entered = 0] = framesOf('entering');
    expect(Math.abs(entered - 25)).toBeLessThanOrEqual(1);
    expect(valueIn(series('time_inside'), entered)).toBe(0);
    expect(valueIn(series('time_inside'), entered + 25)).toBe(1);
    expect(valueIn(series('time_inside'), 10)).toBe(0);
  });

  it('enters once and leaves once', () => {
    expect(framesOf('entering')).toHaveLength(1);
    expect(framesOf('leaving')).toHaveLength(1);
    expect((framesOf('leaving')[0] ?? 0) - (framesOf('entering')[0] ?? 0)).toBe(50);
  });

  it('is counted with the others who are there', () => {
    const two = readerOf(
      { walks: walk((t) => [2 * t - 2, 2], { to }), waits: walk(() => [3, 3], { to }) },
      { zones: [plaza] },
    );
    expect([10, 50, 90].map((frame) => valueIn(two.zone(0, 'occupancy'), frame))).toEqual([1, 2, 1]);
  });
});

describe('one who crosses a line', () => {
  it('is told with the direction', () => {
    const reader = readerOf(
      { there: walk((t) => [5, 1 - t], { to }), back: walk((t) => [5, t - 3], { to }) },
      { zones: [kerb] },
    );
    const crossings = (track: number) =>
      [...(zoneSeries(reader, track, 0, 'crossing')?.values ?? [])].filter((value) => value !== 0).slice(1);
    expect(crossings(0)).toEqual([1]);
    expect(crossings(1)).toEqual([-1]);
  });
});

describe('one who stays', () => {
  // Walks 4 m for 2 s, then stands.
  const reader = readerOf({ a: walk((t) => [2 * Math.min(t, 2), 0], { to: 400 }) });

  it('has dwelt since it came within a length', () => {
    // It passes x = 3 after 1.5 s (frame 37.5); the first frame within 1 m is 38.
    expect(valueIn(spanSeries(reader, 0, 'dwell'), 300)).toBeCloseTo((300 - 38) / 25, 5);
  });

  it('has hardly dwelt while it walks', () => {
    // At 2 m/s it was within 1 m for half a second.
    expect(valueIn(spanSeries(reader, 0, 'dwell'), 30)).toBeCloseTo(0.48, 1);
  });

  it('dwells as long as looking at every frame before would say', () => {
    const jitter = readerOf({
      a: walk((t) => [Math.sin(t * 1.7) + t / 40, Math.cos(t * 2.3)], { to: 2000 }),
    });
    const [x, y] = ['x', 'y'].map((name) => jitter.track(0, name)?.values ?? new Float32Array(0));
    const dwell = spanSeries(jitter, 0, 'dwell')?.values ?? new Float32Array(0);
    for (let i = 0; i < 2000; i += 37) {
      let first = i;
      const apart = (k: number) =>
        ((x?.[k] ?? 0) - (x?.[i] ?? 0)) ** 2 + ((y?.[k] ?? 0) - (y?.[i] ?? 0)) ** 2;
      while (first > 0 && apart(first - 1) <= 1) first -= 1;
      expect(dwell[i]).toBeCloseTo((i - first) / 25, 5);
    }
  });
});

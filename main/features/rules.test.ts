import { describe, expect, it } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { walk } from '#pipeline/features/testing/test-source';
import { featureAt, readerOf } from './testing/reader.ts';

describe('a gap', () => {
  const without = (from: number, to: number) =>
    walk((t) => [t, 0], { to: 100 }).filter(({ frame }) => frame <= from || frame >= to);
  const known = (from: number, to: number) =>
    [from, from + 1, to - 1, to].map(
      (frame) => !Number.isNaN(featureAt(readerOf({ a: without(from, to) }), 0, 'x', frame)),
    );

  it('of half a second is bridged', () => {
    expect(known(40, 52)).toEqual([true, true, true, true]);
  });

  it('of more is missing, its ends not', () => {
    expect(known(40, 53)).toEqual([true, false, false, true]);
  });
});

describe('a sparse track', () => {
  it('is smoothed over two of its own periods and known between its rows', () => {
    const reader = readerOf({ a: walk((t) => [1.3 * t, 0], { to: 500, step: 10 }) });
    expect(reader.source.samplePeriodUs).toBe(400_000);
    expect(reader.source.halfWindowUs).toBe(800_000);
    expect(reader.source.maxGapUs).toBe(500_000);
    expect(featureAt(reader, 0, 'speed', 254)).toBeCloseTo(1.3, 4);
  });
});

describe('time', () => {
  it('is steady where every frame lies on one grid', () => {
    const reader = readerOf({ a: walk(() => [0, 0], { to: 50 }) });
    expect(reader.source.gridPeriodUs).toBe(40_000);
  });

  it('is irregular where one frame is off, and speeds follow the clock, not the frames', () => {
    const { ptsUs, durationUs } = nominalFrameIndex(60, 25);
    const late = ptsUs.map((us, frame) => us + (frame >= 30 ? 30_000 : 0));
    const rows = Array.from(late, (us, frame) => ({ frame, ground: [us / 1e6, 0] as const }));
    const reader = readerOf({ a: rows }, { frameIndex: { ptsUs: late, durationUs, nominal: false } });
    expect(reader.source.gridPeriodUs).toBe(0);
    expect(featureAt(reader, 0, 'speed', 30)).toBeCloseTo(1, 4);
  });
});

describe('a row', () => {
  it('without a box keeps its ground point, and the other way around', () => {
    const rows = walk((t) => [t, 0], { to: 60 }).map((row, i) => ({
      frame: row.frame,
      ...(i % 2 === 0 ? { ground: row.ground ?? ([0, 0] as const) } : { box: [i, 0, 20, 50] as const }),
    }));
    const reader = readerOf({ a: rows });
    expect(featureAt(reader, 0, 'speed', 30)).toBeCloseTo(1, 3);
    expect(featureAt(reader, 0, 'looming', 30)).toBeCloseTo(0, 4);
  });
});

describe('an identity that jumps', () => {
  // Walks at 1 m/s; from frame 50 on another body, 4 m to the side, has its name.
  const reader = readerOf({ a: walk((t) => [t, t >= 2 ? 4 : 0], { to: 100 }) });

  it('is in doubt in that frame alone', () => {
    // The step of 4 m in 0.04 s is 100 m/s, what its own speed explains 4 * 1 + 5.
    expect(featureAt(reader, 0, 'identity_doubt', 50)).toBeCloseTo(1 - 9 / Math.sqrt(1 + 100 ** 2), 3);
    expect(featureAt(reader, 0, 'identity_doubt', 49)).toBe(0);
    expect(featureAt(reader, 0, 'identity_doubt', 51)).toBe(0);
  });

  it('makes no speed of its own', () => {
    for (const frame of [48, 49, 50, 51]) expect(featureAt(reader, 0, 'speed', frame)).toBeCloseTo(1, 3);
  });
});

describe('a box that flickers', () => {
  it('is in doubt, but its two sides are smoothed together', () => {
    const reader = readerOf({ a: walk((t) => [t, t > 1.99 && t < 2.05 ? 4 : 0], { to: 100 }) });
    expect(featureAt(reader, 0, 'identity_doubt', 50)).toBeGreaterThan(0.8);
    expect(reader.source.doubt.breaks).toHaveLength(0);
    expect(featureAt(reader, 0, 'speed', 50)).not.toBeNaN();
  });
});

describe('confidence', () => {
  it('is the mean of the second around', () => {
    const rows = walk(() => [0, 0], { to: 60 }).map((row, i) => ({ ...row, conf: i < 30 ? 0.2 : 0.8 }));
    const reader = readerOf({ a: rows });
    expect(featureAt(reader, 0, 'confidence', 10)).toBeCloseTo(0.2, 5);
    // Frames 18 to 42 lie within half a second of frame 30: 12 of 0.2, 13 of 0.8.
    expect(featureAt(reader, 0, 'confidence', 30)).toBeCloseTo((12 * 0.2 + 13 * 0.8) / 25, 5);
  });
});

describe('stillness', () => {
  it('is the share of the second around in which one rests', () => {
    const reader = readerOf({ a: walk((t) => [Math.max(0, t - 2) * 2, 0], { to: 120 }) });
    expect(featureAt(reader, 0, 'stillness', 20)).toBe(1);
    expect(featureAt(reader, 0, 'stillness', 90)).toBe(0);
    const speed = reader.track(0, 'speed')?.values ?? new Float32Array(0);
    const around = [...speed.subarray(33, 58)];
    expect(featureAt(reader, 0, 'stillness', 45)).toBeCloseTo(around.filter((v) => v < 0.15).length / 25, 6);
  });
});

import { describe, expect, it } from 'vitest';
import {
  changePointsOf,
  changesOfSeries,
  type ChangePointSettings,
} from '#pipeline/changepoints/change-points';
import { findFeature } from '#contract/features';
import type { Series } from '#contract/ports/scene';
import { midRanks } from '#pipeline/changepoints/ranks';
import { createRandom } from '#pipeline/simulation/random';
import { walk } from '#pipeline/features/testing/test-source';
import { readerOf } from './testing/reader.ts';
import { createWasmKernels } from '#native/kernels/wasm-kernels';

const kernels = createWasmKernels();
const to = 500;

/** A walk with the noise of a detector, a few centimetres. */
function noisy(at: (timeS: number) => readonly [number, number]) {
  const random = createRandom(7);
  const noise = () => 0.03 * (random.next() + random.next() + random.next() - 1.5);
  return readerOf({
    a: walk(
      (t) => {
        const [x, y] = at(t);
        return [x + noise(), y + noise()];
      },
      { to },
    ),
  });
}

function found(reader: ReturnType<typeof noisy>, channel: string, settings?: ChangePointSettings) {
  return changePointsOf(reader, 0, kernels, settings)
    .filter((point) => point.channel === channel)
    .map(({ frame }) => frame);
}

describe('change points', () => {
  it('are none where nothing changes', () => {
    const reader = noisy((t) => [1.2 * t, 0]);
    expect(changePointsOf(reader, 0, kernels)).toEqual([]);
    expect(found(reader, 'speed', { cost: 'mean' })).toEqual([]);
  });

  it('are where one stops, by either cost', () => {
    const reader = noisy((t) => [1.2 * Math.min(t, 10), 0]);
    for (const cost of ['mean', 'rank'] as const) {
      const frames = found(reader, 'speed', { cost });
      expect(frames).toHaveLength(1);
      expect(Math.abs((frames[0] ?? 0) - 250)).toBeLessThanOrEqual(8);
    }
  });

  it('are where one turns, also across the angle at which headings jump', () => {
    const turn = (t: number): readonly [number, number] => (t < 10 ? [-t, 0.05 * t] : [-10, 0.5 - (t - 10)]);
    const frames = found(noisy(turn), 'heading');
    expect(frames).toHaveLength(1);
    expect(Math.abs((frames[0] ?? 0) - 250)).toBeLessThanOrEqual(8);
    expect(
      found(
        noisy((t) => [-t, 0.02 * Math.sin(t)]),
        'heading',
      ),
    ).toEqual([]);
  });

  it('do not depend on the portions in which samples are handed over', () => {
    const reader = noisy((t) => [1.2 * Math.min(t, 8) + 0.7 * Math.max(0, t - 14), 0]);
    const whole = changePointsOf(reader, 0, kernels);
    expect(whole.length).toBeGreaterThan(0);
    for (const portion of [1, 7, 64]) expect(changePointsOf(reader, 0, kernels, { portion })).toEqual(whole);
  });

  it('are not looked for across a gap', () => {
    const rows = walk((t) => [1.2 * t, 0], { to }).filter(({ frame }) => frame < 200 || frame > 260);
    const faster = rows.map((row) => ({
      ...row,
      ground: [(row.frame < 230 ? 1.2 : 3) * (row.frame / 25), 0] as const,
    }));
    expect(found(readerOf({ a: faster }), 'speed')).toEqual([]);
  });
});

describe('change points of a shown series', () => {
  const turning = noisy((t) => (t < 10 ? [-1.2 * t, 0.05 * t] : [-12, 0.5 - 0.4 * (t - 10)]));

  function shown(name: string, series: Series | undefined): readonly number[] {
    const feature = findFeature(name);
    if (feature === undefined || series === undefined) return [];
    return changesOfSeries(turning.source, feature, series, kernels);
  }

  it('are those of the track for its speed and heading', () => {
    for (const name of ['speed', 'heading']) {
      const frames = shown(name, turning.track(0, name));
      expect(frames).toEqual(found(turning, name));
      expect(frames).toHaveLength(1);
    }
  });

  it('are found of a feature that no track has by itself', () => {
    const values = Float32Array.from({ length: 400 }, (_, i) => (i < 200 ? 4 : 1) + 0.2 * Math.sin(i * i));
    const frames = shown('distance', { startFrame: 100, values });
    expect(frames).toHaveLength(1);
    expect(Math.abs((frames[0] ?? 0) - 300)).toBeLessThanOrEqual(2);
  });

  it('are where one enters and leaves a zone', () => {
    const values = Float32Array.from({ length: 400 }, (_, i) => (i >= 120 && i < 260 ? 1 : 0));
    expect(shown('inside', { startFrame: 0, values })).toEqual([120, 260]);
  });

  it('are none of a series too short or never known', () => {
    expect(shown('distance', { startFrame: 0, values: Float32Array.of(1, 9, 9) })).toEqual([]);
    expect(shown('distance', { startFrame: 0, values: new Float32Array(300).fill(Number.NaN) })).toEqual([]);
  });
});

describe('mid-ranks', () => {
  it('share the rank of equal values and leave missing ones missing', () => {
    const ranks = midRanks(Float32Array.of(3, 1, Number.NaN, 3, 1000));
    expect([...ranks].map((rank) => Math.round(rank * 10) / 2)).toEqual([2.5, 1, Number.NaN, 2.5, 4]);
  });
});

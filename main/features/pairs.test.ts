import { describe, expect, it } from 'vitest';
import { pairSeries, pairSeriesSet } from '#pipeline/features/pair-series';
import { valueIn, walk } from '#pipeline/features/testing/test-source';
import { readerOf } from './testing/reader.ts';

const to = 100;

describe('two that walk at each other', () => {
  // 20 m apart, together 2.5 m/s, contact at 0.5 m: (20 - 2.5 t - 0.5) / 2.5.
  const reader = readerOf({
    a: walk((t) => [t, 0], { to }),
    b: walk((t) => [20 - 1.5 * t, 0], { to }),
  });
  const at = (name: string, frame: number) => valueIn(pairSeries(reader, 0, 1, name), frame);

  it('collide when their distance less the contact is walked', () => {
    expect(at('ttc', 50)).toBeCloseTo((20 - 5 - 0.5) / 2.5, 4);
    expect(at('distance', 50)).toBeCloseTo(15, 4);
    expect(at('approach_speed', 50)).toBeCloseTo(2.5, 4);
  });

  it('see each other ahead and head against each other', () => {
    expect(at('bearing', 50)).toBeCloseTo(0, 4);
    expect(Math.abs(at('relative_heading', 50))).toBeCloseTo(Math.PI, 4);
    expect(at('side', 50)).toBeCloseTo(0, 4);
  });
});

describe('two whose ways cross', () => {
  // a is at the crossing after 1 s, b, which comes from below at 2 m/s, stands 4 m off at the start.
  const reader = readerOf({
    a: walk((t) => [t - 1, 0], { to }),
    b: walk((t) => [0, 2 * t - 4], { to }),
  });

  it('are apart in time by what b needs to the edge of contact', () => {
    // When a is at the crossing (1 s, frame 25), b comes within 0.5 m of it at 1.75 s: in the picture at 1.76 s.
    expect(valueIn(pairSeries(reader, 0, 1, 'pet'), 25)).toBeCloseTo(0.76, 5);
  });

  it('never meet where the other does not come', () => {
    expect(valueIn(pairSeries(reader, 0, 1, 'pet'), 75)).toBeNaN();
    expect(valueIn(pairSeries(reader, 0, 1, 'ttc'), 75)).toBeNaN();
  });

  it('are seen from each side differently', () => {
    const ab = valueIn(pairSeries(reader, 0, 1, 'bearing'), 25);
    const ba = valueIn(pairSeries(reader, 1, 0, 'bearing'), 25);
    expect(ab).toBeCloseTo(-Math.PI / 2, 3);
    expect(ba).toBeCloseTo(0, 3);
    expect(valueIn(pairSeries(reader, 0, 1, 'side'), 25)).toBeCloseTo(-2, 3);
  });
});

describe('one who follows', () => {
  const way = (t: number): readonly [number, number] => [1.2 * t, 2 * Math.sin(0.9 * t)];
  const reader = readerOf({
    follower: walk((t) => way(t - 0.8), { to: 400 }),
    leader: walk(way, { to: 400 }),
  });

  it('heads as the other did before, by the lag', () => {
    const set = pairSeriesSet(reader, 0, 1, ['following', 'following_lag']);
    expect(valueIn(set?.get('following'), 200)).toBeCloseTo(1, 3);
    expect(valueIn(set?.get('following_lag'), 200)).toBeCloseTo(0.8, 5);
  });

  it('is not followed by the one behind', () => {
    expect(valueIn(pairSeries(reader, 1, 0, 'following'), 200)).toBeLessThan(0.97);
  });

  it('cannot follow one who stands', () => {
    const still = readerOf({ a: walk(way, { to }), b: walk(() => [3, 3], { to }) });
    expect(valueIn(pairSeries(still, 0, 1, 'following'), 80)).toBeNaN();
  });
});

describe('two boxes', () => {
  const rows = (box: readonly [number, number, number, number]) =>
    Array.from({ length: 20 }, (_, frame) => ({ frame, box }));
  const reader = readerOf({ back: rows([0, 0, 10, 20]), front: rows([5, 10, 10, 20]) }, { space: 'body' });

  it('overlap by what they share', () => {
    expect(valueIn(pairSeries(reader, 0, 1, 'iou'), 5)).toBeCloseTo(50 / 350, 6);
  });

  it('hide what is behind and not what is in front', () => {
    expect(valueIn(pairSeries(reader, 0, 1, 'occlusion_by'), 5)).toBeCloseTo(50 / 200, 6);
    expect(valueIn(pairSeries(reader, 1, 0, 'occlusion_by'), 5)).toBe(0);
  });
});

describe('a radius', () => {
  const walkers = { a: walk(() => [0, 0], { to }), b: walk((t) => [8 - 2 * t, 0], { from: 10, to }) };

  it('makes what lies beyond it missing', () => {
    const reader = { ...readerOf(walkers), pairRadius: 5 };
    const distance = pairSeries(reader, 1, 0, 'distance');
    expect(distance?.startFrame).toBe(10);
    expect(valueIn(distance, 20)).toBeNaN();
    expect(valueIn(distance, 50)).toBeCloseTo(4, 3);
  });

  it('leaves pairs that share no frame out', () => {
    const apart = readerOf({ a: walk(() => [0, 0], { to: 20 }), b: walk(() => [0, 0], { from: 30, to }) });
    expect(pairSeries(apart, 0, 1, 'distance')).toBeUndefined();
  });
});

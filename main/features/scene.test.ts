import { describe, expect, it } from 'vitest';
import type { TestRow } from '#pipeline/features/testing/build-table';
import { walk } from '#pipeline/features/testing/test-source';
import { featureAt, readerOf } from './testing/reader.ts';

const frames = 100;

/** A box of constant height whose centre moves as told, in pixels. */
function box(at: (timeS: number) => readonly [x: number, y: number, height?: number]): readonly TestRow[] {
  return Array.from({ length: frames }, (_, frame) => {
    const [x, y, height = 100] = at(frame / 25);
    return { frame, box: [x - height / 5, y - height / 2, 0.4 * height, height] as const };
  });
}

describe('looming', () => {
  it('of a box that comes at constant speed is one over the time to contact', () => {
    // From 20 m at 2 m/s: height 1000 / distance; at 2 s it is 16 m off, 8 s before contact.
    const reader = readerOf({ a: box((t) => [500, 300, 1000 / (20 - 2 * t)]) }, { space: 'body' });
    expect(featureAt(reader, 0, 'looming', 50)).toBeCloseTo(1 / 8, 3);
    expect(featureAt(reader, 0, 'height_growth', 50)).toBeCloseTo(1 / 8, 3);
  });
});

describe('a camera that pans', () => {
  // Everything drifts left by 60 px/s; one walks right by 50 px/s of its own.
  const pan = -60;
  const still = (x: number, y: number) => box((t) => [x + pan * t, y]);
  const walker = box((t) => [400 + (pan + 50) * t, 320]);
  const reader = readerOf(
    { a: still(200, 300), b: still(600, 280), c: still(900, 310), d: still(1200, 305), walker },
    { space: 'body' },
  );

  it('is told from what stands', () => {
    expect(featureAt(reader, 0, 'ego_vx', 50)).toBeCloseTo(-0.6, 1);
    expect(featureAt(reader, 0, 'ego_scale', 50)).toBeCloseTo(0, 1);
  });

  it('is taken off: what stands stands, and who walks walks', () => {
    expect(featureAt(reader, 0, 'speed', 50)).toBeCloseTo(0.6, 4);
    expect(featureAt(reader, 0, 'speed_comp', 50)).toBeLessThan(0.06);
    expect(featureAt(reader, 4, 'vx_comp', 50)).toBeCloseTo(0.5, 1);
  });

  it('is unknown with fewer than three, and in metres', () => {
    const two = readerOf({ a: still(200, 300), b: still(600, 280) }, { space: 'body' });
    expect(featureAt(two, 0, 'ego_vx', 50)).toBeNaN();
    const metres = readerOf({ a: walk(() => [0, 0], { to: 50 }) });
    expect(metres.track(0, 'ego_vx')).toBeUndefined();
  });
});

describe('a camera that drives ahead', () => {
  // Everything grows by 10 % a second around (640, 360).
  const grow = (t: number) => Math.exp(0.1 * t);
  const still = (x: number, y: number) =>
    box((t) => [640 + (x - 640) * grow(t), 360 + (y - 360) * grow(t), 80 * grow(t)]);
  const reader = readerOf(
    { a: still(200, 300), b: still(500, 400), c: still(900, 310), d: still(1100, 420) },
    { space: 'body' },
  );

  it('makes everything grow, and that is taken off', () => {
    expect(featureAt(reader, 0, 'ego_scale', 50)).toBeCloseTo(0.1, 3);
    expect(featureAt(reader, 0, 'looming', 50)).toBeCloseTo(0.1, 3);
    expect(featureAt(reader, 0, 'looming_comp', 50)).toBeCloseTo(0, 3);
  });
});

describe('a group', () => {
  // Three walk side by side 1 m apart, one comes against them, one stands far off.
  const reader = readerOf({
    left: walk((t) => [t, 1], { to: frames }),
    middle: walk((t) => [t, 0], { to: frames }),
    right: walk((t) => [t, -1], { to: frames }),
    against: walk((t) => [4 - t, 0.5], { to: frames }),
    far: walk(() => [40, 40], { to: frames }),
  });
  const at = (track: number, name: string) => featureAt(reader, track, name, 50);

  it('is who is near and goes alike', () => {
    expect([0, 1, 2, 3, 4].map((track) => at(track, 'group_size'))).toEqual([3, 3, 3, 1, 1]);
  });

  it('is told by its first track', () => {
    expect([0, 1, 2, 3, 4].map((track) => at(track, 'group_first'))).toEqual([0, 0, 0, 3, 4]);
  });

  it('is as loose as its members are from their centre', () => {
    expect(at(0, 'group_spread')).toBeCloseTo(2 / 3, 3);
    expect(at(3, 'group_spread')).toBeNaN();
  });

  it('goes one way', () => {
    expect(at(1, 'group_polarization')).toBeCloseTo(1, 5);
    expect(at(3, 'group_polarization')).toBeNaN();
  });
});

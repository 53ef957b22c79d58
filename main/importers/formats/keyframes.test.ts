import { describe, expect, test } from 'vitest';
import { boxAround, boxAroundTurned, type Box } from './box-row.ts';
import { fillBetween } from './keyframes.ts';

const box = (x: number): Box => ({ x, y: 2 * x, w: 10 + x, h: 20 });

describe('between two keyframes', () => {
  test('each side moves on a straight line in time', () => {
    const rows: [number, Box][] = [];
    const filled = fillBetween({ frame: 5, box: box(0) }, { frame: 9, box: box(4) }, (frame, of) => {
      rows.push([frame, of]);
      return undefined;
    });
    expect(filled).toEqual({ rows: 3 });
    expect(rows).toEqual([
      [6, box(1)],
      [7, box(2)],
      [8, box(3)],
    ]);
  });

  test.each([5, 6, 3])('nothing lies from frame 5 to frame %i', (frame) => {
    const refuse = () => ({ field: 'frame', message: 'no' });
    expect(fillBetween({ frame: 5, box: box(0) }, { frame, box: box(1) }, refuse)).toEqual({ rows: 0 });
  });

  test('the first box that is not taken ends it, and so does a gap beyond reason', () => {
    const fault = { field: 'frame', message: 'no' };
    const upTo = (frame: number) => (frame < 8 ? undefined : fault);
    expect(fillBetween({ frame: 5, box: box(0) }, { frame: 20, box: box(1) }, upTo)).toEqual({
      rows: 2,
      fault,
    });
    expect(fillBetween({ frame: 0, box: box(0) }, { frame: 1e9, box: box(1) }, upTo)).toMatchObject({
      rows: 0,
      fault: { field: 'frame' },
    });
  });
});

describe('around a turned box', () => {
  const turned = (degrees: number, pivot: { x: number; y: number }): readonly number[] => {
    const { x, y, w, h } = boxAroundTurned({ x: 10, y: 20, w: 4, h: 2 }, degrees, pivot);
    return [x, y, w, h].map((value) => Number(value.toFixed(6)));
  };

  test('the sides swap at a right angle, about the middle or a corner, clockwise on the screen', () => {
    expect(turned(90, { x: 12, y: 21 })).toEqual([11, 19, 2, 4]);
    expect(turned(90, { x: 10, y: 20 })).toEqual([8, 20, 2, 4]);
    expect(turned(-90, { x: 10, y: 20 })).toEqual([10, 16, 2, 4]);
    expect(turned(360, { x: 0, y: 0 })).toEqual([10, 20, 4, 2]);
  });

  test('at 45 degrees it is as wide as it is high', () => {
    const side = Number((6 * Math.SQRT1_2).toFixed(6));
    expect(turned(45, { x: 12, y: 21 }).slice(2)).toEqual([side, side]);
  });
});

test('points in one place or on one upright line have no box', () => {
  expect(boxAround([])).toBeUndefined();
  expect(
    boxAround([
      { x: 1, y: 2 },
      { x: 1, y: 5 },
    ]),
  ).toBeUndefined();
  expect(
    boxAround([
      { x: 1, y: 2 },
      { x: 3, y: 5 },
      { x: 2, y: 0 },
    ]),
  ).toEqual({ x: 1, y: 0, w: 2, h: 5 });
});

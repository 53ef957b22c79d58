import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insidePolygon, polygonDistance, polylineSide } from './outlines.ts';

const square = Float64Array.from([0, 0, 10, 0, 10, 10, 0, 10]);
const horseshoe = Float64Array.from([0, 0, 9, 0, 9, 9, 6, 9, 6, 3, 3, 3, 3, 9, 0, 9]);
const bend = Float64Array.from([0, 0, 10, 0, 10, 10]);
const at = (...values: number[]) => Float64Array.from(values);

describe('an area', () => {
  it('contains what lies in it and not what lies in its notch', () => {
    expect([...insidePolygon(horseshoe, at(1, 4.5, 8, 4.5, -1), at(5, 6, 5, 1, 1))]).toEqual([1, 0, 1, 1, 0]);
  });

  it('is measured to its nearest edge, negative inside', () => {
    expect([...polygonDistance(square, at(4, 13, 5, 10), at(5, 14, -2, 5))]).toEqual([-4, 5, 2, 0]);
  });

  it('is missing where the point is', () => {
    expect(insidePolygon(square, at(Number.NaN), at(1))[0]).toBeNaN();
    expect(polygonDistance(square, at(1), at(Number.NaN))[0]).toBeNaN();
  });

  it('is missing where it has no inside', () => {
    expect(insidePolygon(at(0, 0, 1, 1), at(0.5), at(0.5))[0]).toBeNaN();
  });

  it('says inside exactly where its distance is negative', () => {
    const coordinate = fc.double({ min: -5, max: 15, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const apart = polygonDistance(horseshoe, at(x), at(y))[0] ?? 0;
        fc.pre(Math.abs(apart) > 1e-9);
        expect(insidePolygon(horseshoe, at(x), at(y))[0]).toBe(apart < 0 ? 1 : 0);
      }),
      { seed: 20263, numRuns: 500 },
    );
  });
});

describe('a line', () => {
  it('is positive on its left and negative on its right', () => {
    expect([...polylineSide(bend, at(5, 5, 5), at(2, -3, 0))]).toEqual([2, -3, 0]);
  });

  it('keeps its side around a corner', () => {
    expect([...polylineSide(bend, at(13, 9, 11), at(-4, 1, -0.5))].map(Math.sign)).toEqual([-1, 1, -1]);
    expect(polylineSide(bend, at(13), at(-4))[0]).toBe(-5);
  });

  it('is measured to its end beyond the end', () => {
    expect(polylineSide(bend, at(7), at(14))[0]).toBe(5);
  });

  it('turns its sign when it is walked the other way', () => {
    const back = Float64Array.from([10, 10, 10, 0, 0, 0]);
    const coordinate = fc.double({ min: -5, max: 15, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        fc.pre(x !== 10 && y !== 0);
        const here = polylineSide(bend, at(x), at(y))[0] ?? 0;
        expect(polylineSide(back, at(x), at(y))[0]).toBeCloseTo(-here, 5);
      }),
      { seed: 20264, numRuns: 500 },
    );
  });
});

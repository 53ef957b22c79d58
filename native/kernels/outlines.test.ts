import { describe, expect, it } from 'vitest';
import type { Column } from '#contract/ports/kernels';
import { bothKernels } from './testing/both-kernels.ts';
import { columnOf } from './testing/builders.ts';

const square = columnOf(0, 0, 10, 0, 10, 10, 0, 10);
const horseshoe = columnOf(0, 0, 9, 0, 9, 9, 6, 9, 6, 3, 3, 3, 3, 9, 0, 9);
/** A square with a square hole: out to the hole by a seam and back by the same. */
const frame = columnOf(0, 0, 9, 0, 9, 9, 0, 9, 0, 0, 3, 3, 6, 3, 6, 6, 3, 6, 3, 3);
const bend = columnOf(0, 0, 10, 0, 10, 10);
const odd = (corners: Column, from: number) => corners.filter((_, i) => i % 2 === from);

describe.each(bothKernels)('an area, by the $name kernels', ({ kernels }) => {
  function masksOf(outlines: readonly Column[], x: Column, y: Column): readonly number[] {
    const corners = outlines.flatMap((outline) => [...outline]);
    const start = [0];
    for (const outline of outlines) start.push((start.at(-1) ?? 0) + outline.length / 2);
    const out = new Uint32Array(x.length);
    const all = Float32Array.from(corners);
    kernels.zoneMask({ x: odd(all, 0), y: odd(all, 1), start: Int32Array.from(start) }, x, y, out);
    return [...out];
  }

  it('contains what lies in it and not what lies in its notch or in its hole', () => {
    expect(masksOf([horseshoe], columnOf(1, 4.5, 8, 4.5, -1), columnOf(5, 6, 5, 1, 1))).toEqual([
      1, 0, 1, 1, 0,
    ]);
    expect(masksOf([frame], columnOf(1, 4.5, 8, 4.5, 2), columnOf(5, 4.5, 5, 1, 2.5))).toEqual([
      1, 0, 1, 1, 1,
    ]);
  });

  it('has each point of a shared edge in exactly one of two neighbours', () => {
    const right = columnOf(10, 0, 20, 0, 20, 10, 10, 10);
    const above = columnOf(0, 10, 10, 10, 10, 20, 0, 20);
    const x = columnOf(10, 10, 10, 5, 3, 7);
    const y = columnOf(5, 2, 7, 10, 10, 10);
    expect(masksOf([square, right, above], x, y)).toEqual([2, 2, 2, 4, 4, 4]);
  });

  it('has its lower and left edges, not its upper and right ones', () => {
    expect(masksOf([square], columnOf(0, 5, 10, 5, 0, 10), columnOf(5, 0, 5, 10, 0, 10))).toEqual([
      1, 1, 0, 0, 1, 0,
    ]);
  });

  it('is one bit of 32', () => {
    const outlines = Array.from({ length: 32 }, (_, zone) => square.map((value) => value + zone * 0.25));
    const [mask = 0] = masksOf(outlines, columnOf(5), columnOf(5));
    expect(mask.toString(2)).toBe('1'.repeat(21));
    expect(masksOf(outlines, columnOf(17.5), columnOf(17.5))).toEqual([2 ** 32 - 2 ** 31]);
  });

  it('contains nothing that is missing, and nothing at all with fewer than three corners', () => {
    expect(masksOf([square], columnOf(Number.NaN, 1), columnOf(1, Number.NaN))).toEqual([0, 0]);
    expect(masksOf([columnOf(0, 0, 1, 1), square], columnOf(0.5), columnOf(0.5))).toEqual([2]);
  });

  it('is measured to its nearest edge, negative inside', () => {
    const out = new Float32Array(4);
    kernels.polygonDistance(square, columnOf(4, 13, 5, 10), columnOf(5, 14, -2, 5), out);
    expect([...out]).toEqual([-4, 5, 2, 0]);
    kernels.polygonDistance(frame, columnOf(4.5, 1, 4.5, Number.NaN), columnOf(4.5, 4, 2.5, 1), out);
    expect([...out].slice(0, 1)).toEqual([1.5]);
    expect(out[3]).toBeNaN();
  });
});

describe.each(bothKernels)('a line, by the $name kernels', ({ kernels }) => {
  function sides(line: Column, x: Column, y: Column): readonly number[] {
    const out = new Float32Array(x.length);
    kernels.polylineSide(line, x, y, out);
    return [...out];
  }

  it('is positive on its left and negative on its right', () => {
    expect(sides(bend, columnOf(5, 5, 5), columnOf(2, -3, 0))).toEqual([2, -3, 0]);
  });

  it('keeps its side around a corner', () => {
    expect(sides(bend, columnOf(13, 9, 11), columnOf(-4, 1, -0.5)).map(Math.sign)).toEqual([-1, 1, -1]);
    expect(sides(bend, columnOf(13), columnOf(-4))).toEqual([-5]);
  });

  it('is measured to its end beyond the end', () => {
    expect(sides(bend, columnOf(7), columnOf(14))).toEqual([5]);
  });

  it('is missing where the point is, or where it has one corner', () => {
    expect(sides(bend, columnOf(Number.NaN), columnOf(1))).toEqual([Number.NaN]);
    expect(sides(columnOf(1, 1), columnOf(0), columnOf(1))).toEqual([Number.NaN]);
  });
});

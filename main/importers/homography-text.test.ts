import { expect, test } from 'vitest';
import { pictureOrderOf, readHomographyText } from './homography-text.ts';

test('three lines of three numbers are a homography by rows', () => {
  const text = ' -2.5e-02 0 7.8\r\n0,2.1e-2,5\n\n0\t0\t1\n'.replaceAll('\r', '');
  expect(readHomographyText(text, 'H.txt', 'x y')).toEqual({
    ok: true,
    value: [-0.025, 0, 7.8, 0, 0.021, 5, 0, 0, 1],
  });
});

test.each([
  ['1 0 0\n0 1 0', 2, 1],
  ['1 0 0\n0 1 0\n0 0 1\n1 1 1', 4, 1],
  ['1 0 0\n0 1\n0 0 1', 2, 1],
  ['1 0 0\n0 x 0\n0 0 1', 2, 3],
  ['1 0 0\n0 1e999 0\n0 0 1', 2, 3],
  ['1 0 0\n1 0 0\n0 0 1', 1, 1],
])('%j is refused with its place', (text, line, column) => {
  expect(readHomographyText(text, 'H.txt', 'x y')).toMatchObject({
    ok: false,
    error: { code: 'bad_value', file: 'H.txt', line, column, field: 'homography' },
  });
});

test('H.txt of ETH and UCY maps row and column, and comes in the order of x and y', () => {
  expect(pictureOrderOf('H.txt')).toBe('row column');
  expect(pictureOrderOf('zara01_H.txt')).toBe('row column');
  expect(pictureOrderOf('homography.txt')).toBe('x y');
  expect(readHomographyText('1 2 3\n5 4 6\n7 8 9', 'H.txt', 'row column')).toEqual({
    ok: true,
    value: [2, 1, 3, 4, 5, 6, 8, 7, 9],
  });
});

import { expect, test } from 'vitest';
import { readNumber, readOptionalNumber, readWhole } from './cell.ts';

test.each([
  ['12', 12],
  [' -1.5e2 ', -150],
  ['.5', 0.5],
  ['+3.', 3],
])('%o is a number', (text, value) => {
  expect(readNumber('x', text)).toBe(value);
});

test.each([
  ['', 'x is empty.'],
  ['null', 'x is empty.'],
  ['NaN', 'x is NaN, which is not a value.'],
  ['-inf', 'x is infinite.'],
  ['1e999', 'x is too large a number.'],
  ['12px', 'x is the text "12px", not a number.'],
  ['0x10', 'x is the text "0x10", not a number.'],
  ['1,5', 'x is the text "1,5", not a number.'],
])('%o is none', (text, message) => {
  expect(readNumber('x', text)).toEqual({ field: 'x', message });
});

test('an optional number may be missing but not wrong', () => {
  expect([undefined, '', 'NaN', 'n/a'].map((text) => readOptionalNumber('conf', text))).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
  ]);
  expect(readOptionalNumber('conf', 'high')).toMatchObject({ field: 'conf' });
});

test('a whole number is not below 0', () => {
  expect(readWhole('frame', '7.0')).toBe(7);
  expect(readWhole('frame', '-1')).toMatchObject({ message: 'frame is -1, below 0.' });
  expect(readWhole('frame', '1.5')).toMatchObject({ message: 'frame is 1.5, not a whole number.' });
});

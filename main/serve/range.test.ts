import { describe, expect, test } from 'vitest';
import { parseRange } from './range.ts';

describe('a Range header over 100 bytes', () => {
  test.each([
    [undefined, { kind: 'whole' }],
    ['bytes=0-', { kind: 'part', start: 0, end: 100 }],
    ['bytes=10-19', { kind: 'part', start: 10, end: 20 }],
    ['bytes=10-900', { kind: 'part', start: 10, end: 100 }],
    ['bytes=-30', { kind: 'part', start: 70, end: 100 }],
    ['bytes=-300', { kind: 'part', start: 0, end: 100 }],
    ['bytes=100-', { kind: 'unsatisfiable' }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
    ['bytes=20-10', { kind: 'whole' }],
    ['bytes=0-1,5-6', { kind: 'whole' }],
    ['frames=0-1', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
  ])('%s', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });

  test('an empty file satisfies no range', () => {
    expect(parseRange('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' });
  });
});

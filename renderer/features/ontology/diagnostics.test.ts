import { describe, expect, it } from 'vitest';
import { caretLines, countWords } from './diagnostics.ts';

const fault = {
  severity: 'error',
  code: 'unknown_unit',
  message: 'No unit "mps".',
  line: 2,
  column: 8,
} as const;

describe('diagnostics', () => {
  it('point at their column', () => {
    expect(caretLines('a: 1\nspeed: mps\n', fault)).toEqual({ line: 'speed: mps', caret: '       ^' });
  });

  it('keep tabs so that the caret stands under its character', () => {
    expect(caretLines('x\n\tspeed: q', { ...fault, column: 9 }).caret).toBe('\t       ^');
  });

  it('survive a place behind the end of the text', () => {
    expect(caretLines('a', { ...fault, line: 9, column: 3 })).toEqual({ line: '', caret: '  ^' });
  });

  it('are counted', () => {
    expect(countWords([fault, { ...fault, severity: 'warning' }])).toBe('1 error, 1 warning');
  });
});

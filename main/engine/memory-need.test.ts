import { describe, expect, it } from 'vitest';
import { checkColumns, creditsWithin, stepBytes, type MemoryFacts } from './memory-need.ts';

const facts: MemoryFacts = { sharedBytes: 200e6, windowCells: 4_800_000 };

describe('the memory that a job may take', () => {
  it('lets every thread have a step and its next one, where it is enough', () => {
    expect(creditsWithin(facts, 8e9, 4)).toEqual({ ok: true, value: 8 });
  });

  it('lets fewer run where it is not', () => {
    expect(creditsWithin(facts, 200e6 + 2.5 * stepBytes(facts), 4)).toEqual({ ok: true, value: 2 });
  });

  it('refuses a job that has no room for a single one, with what it needs and what there is', () => {
    const refused = creditsWithin({ ...facts, sharedBytes: 3.8e9 }, 4e9 - 100e6, 4);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'too_large',
        message: 'This job needs about 4.0 GB of memory at a time, and 3.9 GB may be used.',
      },
    });
  });

  it('is not enough for a source whose columns alone are larger, however few are read at a time', () => {
    expect(checkColumns(50_000_000, 6, 1e9)).toMatchObject({ ok: false, error: { code: 'too_large' } });
    expect(checkColumns(50_000_000, 6, 1.2e9)).toEqual({ ok: true, value: undefined });
  });
});

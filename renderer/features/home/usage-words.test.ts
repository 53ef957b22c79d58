import { describe, expect, it } from 'vitest';
import { usageWords } from './usage-words.ts';

describe('usage', () => {
  it('is read in the unit of its metric', () => {
    expect(usageWords('video_seconds', 9600).name).toBe('Video');
    expect(usageWords('video_seconds', 9600).value).toContain('2');
    expect(usageWords('bytes', 1_500_000).name).toBe('Storage');
    expect(usageWords('events', 48_210)).toEqual({ name: 'Events', value: '48,210' });
  });
});

import { describe, expect, it } from 'vitest';
import { roundCeiling, shownHours } from './HourBars.tsx';

describe('the bars of today', () => {
  it('end at a round number', () => {
    expect([0, 4, 6, 44, 51, 203].map(roundCeiling)).toEqual([5, 5, 10, 50, 100, 500]);
  });

  it('begin with the first decision and end now', () => {
    const byHour = Array.from({ length: 24 }, (_, hour) => (hour === 8 ? 3 : 0));
    expect(shownHours(byHour, 15)).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
  });

  it('show six hours even at the start and at the end of a day', () => {
    const none = Array.from({ length: 24 }, () => 0);
    expect(shownHours(none, 1)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(shownHours(none, 23)).toEqual([18, 19, 20, 21, 22, 23]);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Draft } from '#contract/rpc/review';
import { createDraftSaver } from './draft-saver.ts';
import { readMemory } from './memory.ts';
import { elapsedMs, setVisible, startStopwatch } from './stopwatch.ts';
import { lanesIn, rowsOf } from './timeline-model.ts';
import type { Bar } from '../timeline/bars.ts';
import { formatUnit } from '../../shared-ui/format.ts';
import { formatAgo, formatMargin, formatValue } from './words.ts';

describe('the stopwatch', () => {
  test('counts only while the page is visible', () => {
    const hidden = setVisible(startStopwatch(1000, true), 3000, false);
    expect(elapsedMs(hidden, 60_000)).toBe(2000);
    expect(elapsedMs(setVisible(hidden, 60_000, true), 60_500)).toBe(2500);
  });

  test('a repeated report changes nothing', () => {
    const watch = startStopwatch(0, true);
    expect(setVisible(watch, 10, true)).toBe(watch);
  });
});

describe('the draft saver', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const draft = (endFrame: number): Draft => ({
    candidateId: 'c',
    type: 't',
    startFrame: 0,
    endFrame,
    frame: 0,
  });

  function saver() {
    const saved: (number | string)[] = [];
    const drafts = createDraftSaver({
      save: ({ endFrame }) => Promise.resolve(void saved.push(endFrame)),
      drop: (candidateId) => Promise.resolve(void saved.push(`drop ${candidateId}`)),
    });
    return { saved, drafts };
  }

  test('keeps only the last of a burst, after it rests', () => {
    const { saved, drafts } = saver();
    drafts.touch('c', draft(5));
    vi.advanceTimersByTime(200);
    drafts.touch('c', draft(6));
    vi.advanceTimersByTime(299);
    expect(saved).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(saved).toEqual([6]);
  });

  test('keeps what waits before one leaves, once', async () => {
    const { saved, drafts } = saver();
    drafts.touch('c', draft(7));
    await drafts.flush();
    vi.advanceTimersByTime(1000);
    expect(saved).toEqual([7]);
  });

  test('drops a draft that became equal to what stands, and forgets one that was decided', () => {
    const { saved, drafts } = saver();
    drafts.touch('c', undefined);
    vi.advanceTimersByTime(300);
    drafts.touch('c', draft(8));
    drafts.forget();
    vi.advanceTimersByTime(1000);
    expect(saved).toEqual(['drop c']);
  });
});

describe('memory', () => {
  test('is read back, and ignored where it is no memory', () => {
    expect(readMemory('{"candidateId":"c","frame":4}')).toEqual({ candidateId: 'c', frame: 4 });
    expect(readMemory('{"frame":4}')).toBeUndefined();
    expect(readMemory('{')).toBeUndefined();
    expect(readMemory(undefined)).toBeUndefined();
  });
});

describe('rows of the timeline', () => {
  const bar = (id: string, lane: string, startFrame: number, endFrame: number): Bar => ({
    id,
    lane,
    label: id,
    state: 'open',
    startFrame,
    endFrame,
  });
  const window = { startFrame: 0, endFrame: 100 };

  test('lanes of the event stand first, then those in view by first appearance', () => {
    const bars = [bar('x', 'late', 50, 60), bar('y', 'early', 5, 9), bar('z', 'away', 500, 600)];
    expect(lanesIn(bars, ['own'], window)).toEqual(['own', 'early', 'late']);
  });

  test('no bar shares the row of the current event where they overlap', () => {
    const bars = [bar('under', 'p', 20, 40), bar('beside', 'p', 60, 80), bar('away', 'p', 200, 900)];
    const rows = rowsOf(bars, ['p'], { lane: 'p', startFrame: 10, endFrame: 50 }, window);
    expect(rows.map((row) => row.bars.map(({ id }) => id))).toEqual([['beside', 'away'], ['under']]);
  });
});

describe('numbers in words', () => {
  test('keep their sign and unit readable', () => {
    expect([formatValue(-0.123), formatValue(12.34), formatValue(250.4), formatValue(undefined)]).toEqual([
      '\u22120.12',
      '12.3',
      '250',
      '\u2013',
    ]);
    expect([formatMargin(0.5), formatMargin(-0.5), formatMargin(undefined)]).toEqual([
      '+0.50',
      '\u22120.50',
      '',
    ]);
    expect(formatUnit('m/s^2')).toBe('m/s\u00b2');
    expect(formatUnit('m2/s2')).toBe('m\u00b2/s\u00b2');
    expect(formatUnit('m/s3')).toBe('m/s\u00b3');
    expect(formatUnit('m/s')).toBe('m/s');
    expect([formatAgo(0, 30_000), formatAgo(0, 7_200_000), formatAgo(0, 172_800_000)]).toEqual([
      'now',
      '2 h',
      '2 d',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import type { QueueItem } from '#contract/rpc/review';
import { filterByType, groupItems, neighbourOf, nextOpen, toRows } from './queue-groups.ts';

function item(id: string, startS: number, endS: number, more: Partial<QueueItem> = {}): QueueItem {
  return {
    id,
    sourceId: 's1',
    jobId: 'j1',
    type: 'stops',
    startFrame: startS * 25,
    endFrame: endS * 25,
    startS,
    endS,
    actors: [{ role: 'actor', trackId: 'p1' }],
    objects: [],
    ruleScore: 0.7,
    state: 'open',
    sourceName: 'plaza',
    known: true,
    ...more,
  };
}

const list = [
  item('a', 0, 4),
  item('b', 3, 9),
  item('c', 20, 25, { type: 'yields_to' }),
  item('d', 21, 23, { sourceId: 's2', sourceName: 'north' }),
];

describe('viewings', () => {
  test('join touching candidates of one source, and only those', () => {
    expect(
      groupItems(list).map(({ items, startS, endS }) => [items.map(({ id }) => id).join(''), startS, endS]),
    ).toEqual([
      ['ab', 0, 9],
      ['c', 20, 25],
      ['d', 21, 23],
    ]);
  });

  test('do not grow without end where everything overlaps', () => {
    const chain = Array.from({ length: 60 }, (_, i) => item(String(i), i, i + 3));
    for (const { items } of groupItems(chain)) {
      const first = items[0]?.startS ?? 0;
      expect(Math.max(...items.map(({ startS }) => startS)) - first).toBeLessThanOrEqual(10);
    }
    expect(groupItems(chain).flatMap(({ items }) => items)).toHaveLength(60);
  });

  test('name their source where it changes', () => {
    const heads = toRows(groupItems(list)).filter((row) => row.kind === 'group');
    expect(heads.map(({ namesSource }) => namesSource)).toEqual([true, false, true]);
  });
});

describe('the way through the queue', () => {
  test('the next open candidate comes after this one, then from the top', () => {
    const some = [item('a', 0, 1), item('b', 1, 2, { state: 'accepted' }), item('c', 2, 3)];
    expect(nextOpen(some, 'a')?.id).toBe('c');
    expect(nextOpen(some, 'c')?.id).toBe('a');
    expect(nextOpen(some, undefined)?.id).toBe('a');
  });

  test('ends when nothing else is open: the one being decided does not count', () => {
    expect(nextOpen([item('a', 0, 1), item('b', 1, 2, { state: 'skipped' })], 'a')).toBeUndefined();
  });

  test('next and previous go by the list and stop at its ends', () => {
    expect(neighbourOf(list, 'b', 1)?.id).toBe('c');
    expect(neighbourOf(list, 'a', -1)).toBeUndefined();
    expect(neighbourOf(list, undefined, 1)?.id).toBe('a');
  });

  test('the filter takes any of several words, with or without its prefix', () => {
    expect(filterByType(list, 'type:yields,nothing').map(({ id }) => id)).toEqual(['c']);
    expect(filterByType(list, ' ')).toBe(list);
  });
});

import { describe, expect, test } from 'vitest';
import { createTrackCollector } from './track-collector.ts';
import type { TrackRow } from './track-row.ts';

function rowOf(overrides: Partial<TrackRow> = {}): TrackRow {
  const none = Number.NaN;
  return {
    frame: 0,
    trackId: 'a',
    x: 1,
    y: 2,
    w: 3,
    h: 4,
    timeS: none,
    className: 'person',
    xw: none,
    yw: none,
    conf: none,
    occlusion: none,
    ...overrides,
  };
}

const faultOf = (overrides: Partial<TrackRow>) =>
  createTrackCollector(10, 'the clip').add(rowOf(overrides), 2);

describe('a row is refused with the field and the reason', () => {
  test.each([
    [{ frame: 1.5 }, 'frame', 'frame is 1.5, not a whole number.'],
    [{ frame: -1 }, 'frame', 'frame is -1, below 0.'],
    [{ frame: 10 }, 'frame', 'Frame 10 lies beyond the clip.'],
    [{ trackId: '' }, 'track_id', 'track_id is empty.'],
    [{ x: Number.NaN }, 'x', 'x is NaN, which is not a value.'],
    [{ y: Number.POSITIVE_INFINITY }, 'y', 'y is Infinity, which is not a value.'],
    [{ x: 2e6 }, 'x', 'x is 2000000 px, which no picture has.'],
    [{ w: -3 }, 'w', "w is -3; a box's size is above 0."],
    [{ h: 0 }, 'h', "h is 0; a box's size is above 0."],
    [{ conf: Number.NEGATIVE_INFINITY }, 'conf', 'conf is -Infinity, out of range.'],
    [{ xw: 1 }, 'yw', 'Only one of xw and yw is given.'],
  ])('%o', (overrides, field, message) => {
    expect(faultOf(overrides)).toEqual({ field, message });
  });
});

describe('what the rows say of their tracks', () => {
  test('the most frequent class wins, and a change of class is told', () => {
    const collector = createTrackCollector(10, 'the clip');
    for (const [frame, className] of ['car', 'person', 'person', ''].entries())
      collector.add(rowOf({ frame, className }), frame + 2);
    collector.add(rowOf({ trackId: 'b', className: '' }), 9);
    const { table, mixedClasses } = collector.finish();
    expect(table.classes).toEqual(['person', 'unknown']);
    expect(mixedClasses).toEqual(['a']);
  });

  test('going back in time is counted, with the first line', () => {
    const collector = createTrackCollector(10, 'the clip');
    for (const [at, frame] of [3, 5, 4, 1].entries()) collector.add(rowOf({ frame }), at + 2);
    collector.add(rowOf({ trackId: 'b', frame: 0 }), 6);
    expect(collector.finish()).toMatchObject({ lateRows: 2, firstLateLine: 4 });
  });

  test('more rows than the first allocation are kept', () => {
    const collector = createTrackCollector(10_000, 'the clip');
    for (let frame = 0; frame < 5000; frame++) collector.add(rowOf({ frame, x: frame }), frame + 2);
    const { table } = collector.finish();
    expect(table.frame.length).toBe(5000);
    expect(table.xPx[4999]).toBe(4999);
  });
});

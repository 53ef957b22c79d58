import { describe, expect, test } from 'vitest';
import { mapColumns, missingColumns, requiredTrackFields, trackSynonyms } from './column-map.ts';

const mapped = (...names: readonly string[]) => Object.fromEntries(mapColumns(names, trackSynonyms));

describe('what a file calls its columns', () => {
  test('canonical names map to themselves, in any order and case', () => {
    expect(mapped('H', 'w', ' Y', 'x', 'Track-ID', 'FRAME')).toEqual({
      h: 0,
      w: 1,
      y: 2,
      x: 3,
      track_id: 4,
      frame: 5,
    });
  });

  test('an exact name wins over a synonym, and no column is used twice', () => {
    expect(mapped('id', 'track_id', 'score')).toEqual({ track_id: 1, conf: 2 });
  });

  test('columns of other meaning are left out', () => {
    expect(mapped('frame', 'attributes')).toEqual({ frame: 0 });
  });

  test('what is missing is named in order', () => {
    expect(missingColumns(mapColumns(['id', 'x', 'y'], trackSynonyms), requiredTrackFields)).toEqual([
      'frame',
      'w',
      'h',
    ]);
  });
});

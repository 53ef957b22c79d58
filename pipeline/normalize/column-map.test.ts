import { describe, expect, test } from 'vitest';
import { mapColumns, missingTrackFields, trackSynonyms } from './column-map.ts';

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
    const missing = (...names: readonly string[]) => missingTrackFields(mapColumns(names, trackSynonyms));
    expect(missing('id', 'x', 'y')).toEqual(['frame', 'w', 'h']);
    expect(missing('frame', 'xw', 'yw')).toEqual([]);
    expect(missing('frame', 'left', 'top', 'right', 'bottom')).toEqual([]);
    expect(missing('frame', 'cx', 'cy', 'w')).toEqual(['h']);
  });
});

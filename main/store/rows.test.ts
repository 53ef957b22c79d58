import { expect, test } from 'vitest';
import { fromRow, toRow } from './rows.ts';

test('an entity comes back from its columns', () => {
  const entity = {
    id: '1',
    startS: 0.5,
    endS: 1,
    tracksSha256: 'a',
    planView: false,
    homography: [1, 2],
    view: { frame: 3 },
  };
  const row = toRow({ ...entity, note: undefined });
  expect(row).toEqual({
    id: '1',
    start_t: 0.5,
    end_t: 1,
    tracks_sha256: 'a',
    plan_view: 0,
    homography_json: '[1,2]',
    view_json: '{"frame":3}',
  });
  expect(fromRow({ ...row, note: null }, ['plan_view'])).toEqual(entity);
});

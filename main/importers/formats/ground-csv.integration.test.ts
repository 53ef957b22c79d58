import { expect, test } from 'vitest';
import { groundCsvFormat } from './ground-csv.ts';
import { hasData, headOf, readGiven, readReal, realText } from './testing/read-format.ts';

test('rows become places on the ground, with time and class where the file has them', async () => {
  const { tracks, read } = await readGiven(
    groundCsvFormat,
    'frame,t_s,track_id,class,x_m,y_m\n1,0.04,7,pedestrian,-2.5,18\n2,0.08,7,pedestrian,-2.4,17.9\n',
  );
  expect(tracks).toMatchObject([
    { frame: 1, trackId: '7', className: 'pedestrian', timeS: 0.04, xw: -2.5, yw: 18, w: Number.NaN },
    { frame: 2, trackId: '7', timeS: 0.08, xw: -2.4, yw: 17.9 },
  ]);
  expect(read.rowsGiven).toBe(2);
});

test('a person may name the columns, the unit and the first frame', async () => {
  const { tracks } = await readGiven(groundCsvFormat, 'frame;who;east;north;class\n1;a;100;200;x\n', {
    columns: { track_id: 'who', xw: 'East', yw: 'north', class: '' },
    metresPerUnit: 0.01,
    firstFrame: 1,
  });
  expect(tracks).toMatchObject([{ frame: 0, trackId: 'a', xw: 1, yw: 2, className: '' }]);
});

test('bad rows are put aside with their place, and several sequences are refused', async () => {
  const { tracks, quarantined } = await readGiven(
    groundCsvFormat,
    'frame,track_id,x_m,y_m\n0,a,1,2\n1,a,,2\n2,a,1,here\n3,a,1\n',
  );
  expect(tracks).toHaveLength(1);
  expect(quarantined).toMatchObject([
    { line: 3, column: 5, field: 'xw' },
    { line: 4, column: 7, field: 'yw' },
    { line: 5, column: 6 },
  ]);
  const two = 'sequence,frame,track_id,x_m,y_m\ns,0,a,1,2\nt,0,a,1,2\n';
  await expect(readGiven(groundCsvFormat, two)).rejects.toMatchObject({
    problem: { line: 3, field: 'sequence' },
  });
});

test('a table with boxes is left to the table of boxes', () => {
  const sure = (header: string): number => groundCsvFormat.detect(headOf('a.csv', `${header}\n`)).sure;
  expect(sure('frame,track_id,x_m,y_m')).toBeGreaterThan(0.9);
  expect(sure('frame,track_id,x,y,w,h,x_m,y_m')).toBeLessThan(0.5);
  expect(sure('frame,track_id,x,y,w,h')).toBe(0);
});

test.skipIf(!hasData)('the real zara01 tracks come in whole (needs AFTERTRACK_DATA)', async () => {
  const [header = '', ...rows] = (await realText('ucy/tracks.csv.gz')).trim().split('\n');
  const at = (name: string): number => header.split(',').indexOf(name);
  const column = (name: string): readonly string[] => rows.map((row) => row.split(',')[at(name)] ?? '');
  const { tracks, quarantined } = await readReal(groundCsvFormat, ['ucy/tracks.csv.gz']);
  expect(quarantined).toEqual([]);
  expect(tracks.map(({ xw }) => xw)).toEqual(column('x_m').map(Number));
  expect(tracks.map(({ frame }) => frame)).toEqual(column('frame').map(Number));
  expect(new Set(tracks.map(({ trackId }) => trackId))).toEqual(new Set(column('track_id')));
});

import { expect, test } from 'vitest';
import { hasData, readGiven, readReal, realText } from './testing/read-format.ts';
import { ucyObsmatFormat } from './ucy-obsmat.ts';

const row = (frame: string, id = '1.0e+00', px = '-2.5', py = '1.8e+01'): string =>
  `   ${frame}   ${id}   ${px}   0.0   ${py}   0.0   0.0   -1.3  `;

test('rows become places on the ground in metres, and frames count from 0', async () => {
  const { tracks, read, quarantined } = await readGiven(
    ucyObsmatFormat,
    `${row('1.000000e+00')}\r\n${row('1.100000e+01')}\r\n`,
  );
  expect(tracks).toMatchObject([
    { frame: 0, trackId: '1', className: 'pedestrian', xw: -2.5, yw: 18, x: Number.NaN, w: Number.NaN },
    { frame: 10, trackId: '1', xw: -2.5, yw: 18 },
  ]);
  expect(read).toMatchObject({ rowsGiven: 2 });
  expect(read.columns.map(({ name, becomes }) => [name, becomes])).toContainEqual(['py', 'yw']);
  expect(read.remarks).toEqual([
    'Frames are taken to count from 1, as in the files of UCY; picture 0 is the first.',
  ]);
  expect(quarantined).toEqual([]);
});

test('a person may say where frames begin and what a unit is', async () => {
  const { tracks, read } = await readGiven(ucyObsmatFormat, row('0', '1', '250', '100'), {
    firstFrame: 0,
    metresPerUnit: 0.01,
  });
  expect(tracks).toMatchObject([{ frame: 0, xw: 2.5, yw: 1 }]);
  expect(read.remarks).toEqual([]);
});

test('bad rows are put aside with their place', async () => {
  const text = [row('1'), row('0'), row('21', 'x'), row('31', '1', '1', 'nan'), '1 2 3', row('1')].join('\n');
  const { tracks, quarantined } = await readGiven(ucyObsmatFormat, text);
  expect(tracks).toHaveLength(1);
  expect(quarantined.map(({ line, column, field }) => [line, column, field])).toEqual([
    [2, 4, 'frame'],
    [3, 9, 'track_id'],
    [4, 23, 'yw'],
    [5, 5, undefined],
    [6, 4, 'frame'],
  ]);
});

test.skipIf(!hasData)('the real zara01 comes in whole (needs AFTERTRACK_DATA)', async () => {
  const rows = (await realText('native/ucy_vsp/obsmat.txt')).trim().split('\n');
  const words = rows.map((line) => line.trim().split(/\s+/));
  const { tracks, quarantined } = await readReal(ucyObsmatFormat, ['native/ucy_vsp/obsmat.txt']);
  expect(quarantined).toEqual([]);
  expect(tracks).toHaveLength(rows.length);
  expect(new Set(tracks.map(({ trackId }) => trackId)).size).toBe(new Set(words.map(([, id]) => id)).size);
  expect(new Set(tracks.map(({ frame }) => frame)).size).toBe(new Set(words.map(([frame]) => frame)).size);
  expect(tracks.map(({ xw, yw }) => [xw, yw])).toEqual(words.map((of) => [Number(of[2]), Number(of[4])]));
});

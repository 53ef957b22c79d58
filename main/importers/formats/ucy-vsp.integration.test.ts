import { expect, test } from 'vitest';
import {
  containing,
  hasData,
  readGiven,
  readPath,
  readReal,
  realFiles,
  realText,
  withFiles,
} from './testing/read-format.ts';
import { ucyVspFormat } from './ucy-vsp.ts';

const point = (x: number, y: number, frame: number | string): string =>
  `${x}.000000 ${y}.000000 ${frame} 90.000000 - (2D point, m_id)`;
const spline = (...points: readonly string[]): readonly string[] => [
  `${points.length} - Num of control points`,
  ...points,
];
const file = (splines: number, ...lines: readonly string[]): string =>
  [`${splines} - the number of splines`, ...lines].join('\r\n');

/** Puts the ground's axes on the picture's, a metre for ten px. */
const homography = [0.1, 0, 0, 0, 0.1, 0, 0, 0, 1];
const known = { homography, widthPx: 720, heightPx: 576 };

test('each spline is a track with a row in every picture, straight between its control points', async () => {
  const text = file(
    2,
    ...spline(point(0, 0, 10), point(20, 40, 12)),
    ...spline(point(-360, 288, 0), point(0, 0, 1)),
  );
  const { tracks, read, quarantined } = await readGiven(ucyVspFormat, text, known);
  expect(tracks.map(({ trackId, frame }) => [trackId, frame])).toEqual([
    ['1', 10],
    ['1', 11],
    ['1', 12],
    ['2', 0],
    ['2', 1],
  ]);
  const places = tracks.map(({ xw, yw }) => [xw, yw]);
  for (const [at, place] of [
    [36, 28.8],
    [37, 26.8],
    [38, 24.8],
    [0, 0],
    [36, 28.8],
  ].entries())
    for (const [axis, metres] of place.entries()) expect(places[at]?.[axis]).toBeCloseTo(metres, 9);
  expect(read).toMatchObject({ rowsGiven: 4, widthPx: 720, heightPx: 576 });
  expect(read.remarks).toEqual(['The gaze of the control points is not read.']);
  expect(quarantined).toEqual([]);
});

test('without a ground the file is refused with advice; with metres in a px it is read from above', async () => {
  const text = file(1, ...spline(point(10, -20, 0), point(20, -20, 1)));
  await expect(readGiven(ucyVspFormat, text)).rejects.toMatchObject({
    problem: {
      code: 'space_mismatch',
      file: 'given.txt',
      field: 'homography',
      hint: containing('H.txt'),
    },
  });
  const { tracks } = await readGiven(ucyVspFormat, text, { metresPerUnit: 0.5 });
  expect(tracks).toMatchObject([
    { xw: 5, yw: -10 },
    { xw: 10, yw: -10 },
  ]);
});

test('a homography beside the file is taken, and a broken one refused by its own name', async () => {
  const text = file(1, ...spline(point(0, 0, 0), point(20, 0, 1)));
  const files = { 'a.vsp': text, 'H.txt': '0 1 0\n1 0 0\n0 0 1\n', 'b_H.txt': '0 2 0\n2 0 0\n0 0 1\n' };
  await withFiles(files, async (pathOf) => {
    const { tracks, read } = await readPath(ucyVspFormat, pathOf('a.vsp'));
    expect(tracks).toMatchObject([{ xw: 360, yw: 288 }, { xw: 380 }]);
    expect(read.remarks?.[0]).toBe('The ground is that of H.txt.');
  });
  expect(ucyVspFormat.sideFiles?.('a.vsp', ['H.txt', 'b_H.txt', 'groups.txt'])).toEqual(['H.txt']);
  await withFiles({ 'a.vsp': text, 'H.txt': '1 0 0\n0 one 0\n0 0 1\n' }, async (pathOf) => {
    await expect(readPath(ucyVspFormat, pathOf('a.vsp'))).rejects.toMatchObject({
      problem: { file: 'H.txt', line: 2, column: 3 },
    });
  });
});

test('bad points are put aside with their place, and the spline goes on', async () => {
  const text = file(
    3,
    point(0, 0, 0),
    ...spline(point(0, 0, 5), point(0, 0, 'x'), point(0, 0, 5), point(0, 0, 99_999), point(10, 0, 7)),
    point(0, 0, 8),
    '9 - Num of control points',
    point(0, 0, 0),
  );
  const { tracks, quarantined, read } = await readGiven(ucyVspFormat, text, known);
  expect(tracks.map(({ trackId, frame }) => [trackId, frame])).toEqual([
    ['1', 5],
    ['1', 6],
    ['1', 7],
    ['2', 0],
  ]);
  expect(quarantined.map(({ line, column, field }) => [line, column, field])).toEqual([
    [2, 1, undefined],
    [5, 19, 'frame'],
    [6, 19, 'frame'],
    [7, 19, 'frame'],
    [9, 1, undefined],
  ]);
  expect(read.remarks).toEqual([
    'The gaze of the control points is not read.',
    'The file says that it has 3 splines; it has 2.',
    'Splines with fewer control points than they say: 1.',
  ]);
});

const real = 'native/ucy_vsp/annotation.vsp';

test.skipIf(!hasData)('the real zara01 comes in whole (needs AFTERTRACK_DATA)', async () => {
  const lines = (await realText(real)).split('\n').map((line) => line.trim());
  const spans: number[][] = [];
  for (const line of lines)
    if (line.endsWith('control points')) spans.push([]);
    else if (line.endsWith('m_id)')) spans.at(-1)?.push(Number(line.split(' ')[2]));
  const rows = spans.reduce((sum, frames) => sum + Math.max(...frames) - Math.min(...frames) + 1, 0);
  const { tracks, read, quarantined } = await readReal(ucyVspFormat, [real, 'native/ucy_vsp/H.txt']);
  expect(quarantined).toEqual([]);
  expect(tracks).toHaveLength(rows);
  expect(new Set(tracks.map(({ trackId }) => trackId)).size).toBe(Number(lines[0]?.split(' ')[0]));
  expect(read.rowsGiven).toBe(spans.flat().length);
});

test.skipIf(!hasData)(
  'the real splines pass through the places of obsmat (needs AFTERTRACK_DATA)',
  async () => {
    const files = await realFiles(real, 'native/ucy_vsp/H.txt');
    const { tracks } = await withFiles(files, (pathOf) => readPath(ucyVspFormat, pathOf('annotation.vsp')));
    const places = new Map(tracks.map((row) => [`${row.trackId} ${row.frame}`, row]));
    const off = (await realText('native/ucy_vsp/obsmat.txt'))
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .map(([frame = 0, id = 0, px = 0, , py = 0]) => {
        const place = places.get(`${id} ${frame - 1}`);
        return Math.hypot((place?.xw ?? Number.NaN) - px, (place?.yw ?? Number.NaN) - py);
      });
    expect(off).toHaveLength(5024);
    expect(Math.max(...off)).toBeLessThan(1e-4);
  },
);

import { expect, test } from 'vitest';
import { metricaCsvFormat } from './metrica-csv.ts';
import { hasData, readGiven, readReal, realText } from './testing/read-format.ts';

const header = [',,,Home,,Home,,,', ',,,11,,1,,,', 'Period,Frame,Time [s],Player11,,Player1,,Ball,'];
const table = (...lines: readonly string[]): string => `${[...header, ...lines].join('\n')}\n`;

test('players and the ball become places in metres from the bottom left of the pitch, frames from 0', async () => {
  const { tracks, read, quarantined } = await readGiven(
    metricaCsvFormat,
    table('1,1,0.04,0.5,0.25,NaN,NaN,1,1', '1,2,0.08,0.5,0.5,,,NaN,NaN'),
  );
  expect(tracks).toMatchObject([
    { frame: 0, trackId: 'Player11', className: 'Home', xw: 52.5, yw: 51, timeS: 0, w: Number.NaN },
    { frame: 0, trackId: 'Ball', className: 'ball', xw: 105, yw: 0 },
    { frame: 1, trackId: 'Player11', xw: 52.5, yw: 34, timeS: 0.04 },
  ]);
  expect(read.rowsGiven).toBe(3);
  expect(read.remarks).toEqual([
    'The file has the team Home; the other team has a file of its own.',
    'The pitch is taken to be 105 x 68 m.',
  ]);
  expect(quarantined).toEqual([]);
});

test('a person may say how large the pitch is and where frames begin', async () => {
  const { tracks, read } = await readGiven(metricaCsvFormat, table('1,1,0.04,0.5,0.5,NaN,NaN,NaN,NaN'), {
    groundWidthM: 100,
    groundHeightM: 60,
    firstFrame: 0,
  });
  expect(tracks).toMatchObject([{ frame: 1, xw: 50, yw: 30, timeS: 0.04 }]);
  expect(read.remarks).toHaveLength(1);
});

test('bad cells are put aside with their place, and the other players load', async () => {
  const { tracks, quarantined } = await readGiven(
    metricaCsvFormat,
    table(
      '1,1,0.04,0.5,?,0.1,0.2,NaN,NaN',
      '1,0,0,0,0,0,0,0,0',
      '1,3,0.1',
      '1,1,0.04,0.5,0.5,NaN,NaN,NaN,NaN',
    ),
  );
  expect(tracks.map(({ trackId }) => trackId)).toEqual(['Player1', 'Player11']);
  expect(quarantined).toMatchObject([
    { line: 4, column: 14, field: 'yw', message: 'Player11: yw is the text "?", not a number.' },
    { line: 5, column: 3, field: 'frame' },
    { line: 6, column: 8 },
  ]);
});

test('a broken header is refused with its line', async () => {
  const swapped = table().replace('Frame,Time [s]', 'Time [s],Frame');
  await expect(readGiven(metricaCsvFormat, swapped)).rejects.toMatchObject({
    problem: { code: 'unsupported_format', line: 3, field: 'frame' },
  });
  const twice = table().replace('Player1,', 'Player11,');
  await expect(readGiven(metricaCsvFormat, twice)).rejects.toMatchObject({
    problem: { line: 3, message: 'The header names a player twice.' },
  });
  await expect(readGiven(metricaCsvFormat, ',,,Home,\n')).rejects.toMatchObject({
    problem: { code: 'truncated_file', line: 1 },
  });
});

test.skipIf(!hasData).for(['home', 'away'])(
  'the real %s team comes in whole (needs AFTERTRACK_DATA)',
  async (team) => {
    const name = `native/metrica_football/metrica_${team}.csv`;
    const lines = (await realText(name)).trim().split('\n').slice(3);
    const cells = lines.map((line) => line.trim().split(',').slice(3));
    const there = cells.map(
      (of) => of.filter((cell, at) => at % 2 === 0 && cell !== '' && cell !== 'NaN').length,
    );
    const columns = new Set(
      cells.flatMap((of) => of.flatMap((cell, at) => (at % 2 === 0 && cell !== 'NaN' ? [at] : []))),
    );
    const { tracks, quarantined } = await readReal(metricaCsvFormat, [name]);
    expect(quarantined).toEqual([]);
    expect(tracks).toHaveLength(there.reduce((sum, count) => sum + count, 0));
    expect(new Set(tracks.map(({ trackId }) => trackId)).size).toBe(columns.size);
    expect(new Set(tracks.map(({ frame }) => frame)).size).toBe(lines.length);
    expect(tracks.filter(({ className }) => className === 'ball').map(({ trackId }) => trackId)).toContain(
      'Ball',
    );
  },
);

import { expect, test } from 'vitest';
import { dlcCsvFormat } from './dlc-csv.ts';
import { containing, hasData, readGiven, readReal, realText } from './testing/read-format.ts';

const single = [
  'scorer,net,net,net,net,net,net',
  'bodyparts,nose,nose,nose,tail,tail,tail',
  'coords,x,y,likelihood,x,y,likelihood',
];
const several = [
  'scorer,net,net,net,net,net,net,net,net,net,net,net,net',
  'individuals,a,a,a,a,a,a,b,b,b,b,b,b',
  'bodyparts,nose,nose,nose,tail,tail,tail,nose,nose,nose,tail,tail,tail',
  'coords,x,y,likelihood,x,y,likelihood,x,y,likelihood,x,y,likelihood',
];
const table = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

test('a file of one animal becomes one track with boxes around its keypoints', async () => {
  const { tracks, poses, read, quarantined } = await readGiven(
    dlcCsvFormat,
    table(...single, '0,10,20,0.9,30,25,0.8', '1,11,20,0.9,31,24,0.8'),
  );
  expect(tracks.map(({ frame, trackId, x, y, w, h }) => [frame, trackId, x, y, w, h])).toEqual([
    [0, 'individual1', 10, 20, 20, 5],
    [1, 'individual1', 11, 20, 20, 4],
  ]);
  expect(poses.map(({ frame, keypoint, x, y, score }) => [frame, keypoint, x, y, score])).toEqual([
    [0, 'nose', 10, 20, 0.9],
    [0, 'tail', 30, 25, 0.8],
    [1, 'nose', 11, 20, 0.9],
    [1, 'tail', 31, 24, 0.8],
  ]);
  expect(read).toMatchObject({ rowsGiven: 2, remarks: [] });
  expect(read.columns[1]).toEqual({ name: 'individual1 nose x', becomes: 'x', samples: ['10', '11'] });
  expect(quarantined).toEqual([]);
});

test('each animal of several is a track, and empty cells are missing, not faults', async () => {
  const { tracks, read, quarantined } = await readGiven(
    dlcCsvFormat,
    table(...several, '0,,,,,,,10,20,0.9,30,25,0.8', '1,1,2,0.9,3,4,0.9,,,,,,', '2,,,,,,,,,,,,'),
  );
  expect(tracks.map(({ frame, trackId }) => [frame, trackId])).toEqual([
    [0, 'b'],
    [1, 'a'],
  ]);
  expect(read.rowsGiven).toBe(2);
  expect(quarantined).toEqual([]);
});

test('keypoints below the least score are not read, and a pose of a single one is remarked', async () => {
  const text = table(...single, '0,10,20,0.9,30,25,0.05', '1,11,20,0.9,31,24,0.8');
  const usual = await readGiven(dlcCsvFormat, text);
  expect(usual.tracks.map(({ frame }) => frame)).toEqual([1]);
  expect(usual.poses).toHaveLength(2);
  expect(usual.quarantined).toEqual([]);
  expect(usual.read.remarks).toEqual([
    'Keypoints below the score 0.1 are not read: 1.',
    'Poses with fewer than two keypoints that are read make no box and are left out: 1.',
  ]);
  const all = await readGiven(dlcCsvFormat, text, { leastScore: 0 });
  expect(all.tracks).toHaveLength(2);
  expect(all.read.remarks).toEqual([]);
});

test('keypoints in one line make a box of 1 px', async () => {
  const { tracks } = await readGiven(dlcCsvFormat, table(...single, '0,10,20,0.9,10,25,0.8'));
  expect(tracks).toMatchObject([{ x: 9.5, y: 20, w: 1, h: 5 }]);
});

test('a bad cell is put aside with its place, and the other keypoints load', async () => {
  const { tracks, poses, quarantined } = await readGiven(
    dlcCsvFormat,
    table(
      ...several,
      '0,1,2,0.9,3,4,0.9,10,oops,0.9,30,25,0.8',
      'x,1,2,0.9,3,4,0.9,1,2,0.9,3,4,0.9',
      '2,1,2',
    ),
  );
  expect(tracks.map(({ trackId }) => trackId)).toEqual(['a']);
  expect(poses).toHaveLength(2);
  expect(quarantined).toMatchObject([
    {
      line: 5,
      column: 22,
      field: 'nose y',
      message: 'b: nose y is the text "oops", not a number.',
    },
    { line: 6, column: 1, field: 'frame' },
    { line: 7, column: 6, message: 'The row has 3 values, the header 13.' },
  ]);
});

test('a keypoint with only one of x and y is put aside, and the others load', async () => {
  const lines = ['0,1,2,0.9,3,,0.9', '1,1,2,0.9,,4,0.9', '2,1,2,0.9,,,1.0'];
  const { quarantined } = await readGiven(dlcCsvFormat, table(...single, ...lines));
  expect(quarantined).toMatchObject([
    { line: 4, column: 13, field: 'tail y', message: 'individual1: tail has only one of x and y.' },
    { line: 5, column: 11, field: 'tail x' },
  ]);
});

test('labels made by hand and broken headers are refused with the line', async () => {
  const byHand = table(...single, 'labeled-data/clip/img01.png,1,2,3,4,5,6');
  await expect(readGiven(dlcCsvFormat, byHand)).rejects.toMatchObject({
    problem: { code: 'unsupported_format', line: 4, hint: containing('save_as_csv') },
  });
  const spatial = table('scorer,n,n,n', 'bodyparts,a,a,a', 'coords,x,y,z', '0,1,2,3');
  await expect(readGiven(dlcCsvFormat, spatial)).rejects.toMatchObject({
    problem: { line: 3, field: 'coords', message: 'coords names "z", not x, y or likelihood.' },
  });
  await expect(readGiven(dlcCsvFormat, table(...single))).rejects.toMatchObject({
    problem: { code: 'truncated_file', file: 'given.txt', line: 3 },
  });
});

/** Cells of a file without quotes, by line. */
function cellsOf(text: string): readonly (readonly string[])[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));
}

interface Count {
  readonly rows: number;
  readonly keypoints: number;
  readonly frames: number;
}

/** Counts poses of two keypoints or more by plain splitting: columns in threes, `animals` side by side. */
function countPoses(rows: readonly (readonly string[])[], animals: number, leastScore: number): Count {
  const frames = new Set<string>();
  let [boxes, keypoints] = [0, 0];
  for (const [frame = '', ...cells] of rows)
    for (let animal = 0; animal < animals; animal++) {
      const width = cells.length / animals;
      const own = cells.slice(animal * width, (animal + 1) * width);
      const used = own.filter(
        (cell, at) => at % 3 === 2 && own[at - 2] !== '' && Number(cell) >= leastScore,
      ).length;
      if (used < 2) continue;
      boxes += 1;
      keypoints += used;
      frames.add(frame);
    }
  return { rows: boxes, keypoints, frames: frames.size };
}

const real = [
  ['native/dlc_sleap_single/testDLC_csv_table.csv', 3, 1],
  ['native/rats_dlc_multianimal/1DLC_dlcrnetms5_DLC_ratJan24shuffle1_5000_el_filtered.csv.gz', 4, 2],
] as const;

test.skipIf(!hasData).for(real)(
  'the real %s comes in whole (needs AFTERTRACK_DATA)',
  async ([name, header, animals]) => {
    const rows = cellsOf(await realText(name)).slice(header);
    for (const leastScore of [0.1, 0, 0.6]) {
      const { tracks, poses, quarantined } = await readReal(dlcCsvFormat, [name], { leastScore });
      expect(quarantined).toEqual([]);
      expect(new Set(tracks.map(({ trackId }) => trackId)).size).toBe(animals);
      expect({
        rows: tracks.length,
        keypoints: poses.length,
        frames: new Set(tracks.map(({ frame }) => frame)).size,
      }).toEqual(countPoses(rows, animals, leastScore));
    }
  },
);

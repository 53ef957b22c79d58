import { expect, test } from 'vitest';
import { sleapCsvFormat } from './sleap-csv.ts';
import { containing, headOf, readGiven } from './testing/read-format.ts';

const header = 'track,frame_idx,instance.score,nose.score,nose.x,nose.y,tail.score,tail.x,tail.y';
const table = (...lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;

test('each row becomes a pose with its track and score, whatever the order of the columns', async () => {
  const { tracks, poses, quarantined, read } = await readGiven(
    sleapCsvFormat,
    table('mouse,0,0.7,0.9,10,20,0.8,30,25', 'other,0,0.6,0.9,1,2,0.8,3,7', 'mouse,1,,0.9,11,20,0.8,31,24'),
  );
  expect(tracks.map(({ trackId, frame, conf, w, h }) => [trackId, frame, conf, w, h])).toEqual([
    ['mouse', 0, 0.7, 20, 5],
    ['other', 0, 0.6, 2, 5],
    ['mouse', 1, Number.NaN, 20, 4],
  ]);
  expect(poses).toHaveLength(6);
  expect(poses[0]).toEqual({ frame: 0, trackId: 'mouse', keypoint: 'nose', x: 10, y: 20, score: 0.9 });
  expect(read.rowsGiven).toBe(3);
  expect(read.columns.map(({ becomes }) => becomes)).toEqual([
    'track_id',
    'frame',
    'conf',
    'score',
    'x',
    'y',
    'score',
    'x',
    'y',
  ]);
  expect(quarantined).toEqual([]);
});

test('rows of frames without an animal are missing, not faults', async () => {
  const { tracks, read, quarantined } = await readGiven(
    sleapCsvFormat,
    table('mouse,0,0.7,0.9,10,20,0.8,30,25', ',1,,,,,,,', 'mouse,2,0.7,,,,0.8,30,25'),
  );
  expect(tracks).toHaveLength(1);
  expect(read.rowsGiven).toBe(2);
  expect(quarantined).toEqual([]);
});

test('a file that names no track and has one animal at a time is one track', async () => {
  const { tracks, detections, read } = await readGiven(
    sleapCsvFormat,
    table(',0,0.7,0.9,10,20,0.8,30,25', ',1,,,,,,,', ',3,0.7,0.9,10,20,0.8,30,25'),
  );
  expect(tracks.map(({ trackId, frame }) => [trackId, frame])).toEqual([
    ['track_0', 0],
    ['track_0', 3],
  ]);
  expect(detections).toEqual([]);
  expect(read.remarks).toEqual([
    'The file names no track and has one animal at a time; it is read as track_0.',
  ]);
});

test('rows without a track among several animals become detections', async () => {
  const { tracks, poses, detections, read } = await readGiven(
    sleapCsvFormat,
    table(',0,0.7,0.9,10,20,0.8,30,25', ',0,0.5,0.9,1,2,0.8,3,7', 'mouse,1,0.7,0.9,1,2,0.8,3,7'),
  );
  expect(detections.map(({ trackId, conf }) => [trackId, conf])).toEqual([
    ['', 0.7],
    ['', 0.5],
  ]);
  expect([tracks.length, poses.length]).toEqual([1, 2]);
  expect(read.remarks).toEqual(['Poses without a track are read as detections, without their keypoints: 2.']);
});

test('a bad cell is put aside with its place, and what can be used of the row loads', async () => {
  const { tracks, poses, quarantined } = await readGiven(
    sleapCsvFormat,
    table(
      'mouse,0,0.7,0.9,10,?,0.8,30,25',
      'mouse,one,0.7,0.9,10,20,0.8,30,25',
      'mouse,2,high,0.9,10,20,0.8,30,25',
      'mouse,2,0.7,0.9,10,20,0.8,30,25',
    ),
  );
  expect([tracks.length, poses.length]).toEqual([1, 2]);
  expect(quarantined).toMatchObject([
    { line: 2, column: 20, field: 'nose y' },
    { line: 3, column: 7, field: 'frame' },
    { line: 4, column: 9, field: 'instance.score' },
    { line: 5, column: 7, field: 'frame', message: 'mouse has frame 2 already.' },
  ]);
});

test('a header without frames or nodes is refused with advice', async () => {
  await expect(readGiven(sleapCsvFormat, 'track,frame\n1,2\n')).rejects.toMatchObject({
    problem: { code: 'missing_column', line: 1, field: 'frame_idx', hint: containing('nose.x') },
  });
  await expect(readGiven(sleapCsvFormat, 'track,frame_idx,nose\n1,2,3\n')).rejects.toMatchObject({
    problem: { code: 'missing_column', field: 'nodes' },
  });
  await expect(readGiven(sleapCsvFormat, '')).rejects.toMatchObject({
    problem: { code: 'truncated_file', file: 'given.txt', line: 1 },
  });
});

test('the header is recognised, and a table of tracks is not taken for it', () => {
  expect(sleapCsvFormat.detect(headOf('a.csv', table(',0,1,1,1,1,1,1,1'))).sure).toBeGreaterThan(0.9);
  expect(sleapCsvFormat.detect(headOf('a.csv', 'frame,track_id,x,y,w,h\n')).sure).toBe(0);
});

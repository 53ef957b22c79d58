import { expect, test } from 'vitest';
import { containing, headOf, readGiven } from './testing/read-format.ts';
import { viameCsvFormat } from './viame-csv.ts';

const header = [
  '# 1: Detection or Track-id,2: Video or Image Identifier,3: Unique Frame Identifier,4-7: Img-bbox(TL_x,TL_y,BR_x,BR_y),8: Detection or Length Confidence,9: Target Length (0 or -1 if invalid),10-11+: Repeated Species,Confidence Pairs or Attributes',
  '# metadata,fps: 5,"exported_by: ""dive:python"""',
];
const read = (lines: readonly string[], options = {}) =>
  readGiven(viameCsvFormat, lines.join('\r\n'), options);

test('rows are boxes between two corners, of the species that is surest', async () => {
  const {
    tracks,
    detections,
    read: result,
    quarantined,
  } = await read([
    ...header,
    '7,a.png,0,10,20,40,60,0.5,-1,cod,0.3,hake,0.6,ling,0.1,(atr) a b',
    '7,,1,10.5,20,40,60,0.5,-1,"red, fish",0.3',
    '8,a.png,0,10,20,40,60,0.25,-1',
    '',
    '8,a.png,1,10,20,40,60,,-1,,',
  ]);
  expect(tracks).toMatchObject([
    { frame: 0, trackId: '7', className: 'hake', x: 10, y: 20, w: 30, h: 40, conf: 0.6 },
    { frame: 1, trackId: '7', className: 'red, fish', x: 10.5, w: 29.5, conf: 0.3 },
    { frame: 0, trackId: '8', className: '', conf: 0.25 },
    { frame: 1, trackId: '8', className: '', conf: Number.NaN },
  ]);
  expect(detections).toEqual([]);
  expect(quarantined).toEqual([]);
  expect(result).toMatchObject({ rowsGiven: 4, fps: 5, remarks: [] });
});

test('keypoints stand after the species, between attributes and outlines', async () => {
  const { poses, tracks } = await read([
    '1,,0,0,0,9,9,1,-1,fish,1,(atr) a b,(kp) head 3 4.5,(poly) 1 2 3 4,(kp) tail -1 7',
    '1,,1,0,0,9,9,1,-1,fish,1',
  ]);
  expect(tracks).toHaveLength(2);
  expect(poses).toEqual([
    { frame: 0, trackId: '1', keypoint: 'head', x: 3, y: 4.5, score: Number.NaN },
    { frame: 0, trackId: '1', keypoint: 'tail', x: -1, y: 7, score: Number.NaN },
  ]);
});

test('where no id comes twice, and where it is -1, rows are detections', async () => {
  const loose = await read(['0,,0,0,0,9,9,1,0,fish,1', '1,,1,0,0,9,9,1,0,fish,1,(kp) head 3 4']);
  expect(loose.tracks).toEqual([]);
  expect(loose.detections).toMatchObject([
    { frame: 0, trackId: '' },
    { frame: 1, trackId: '' },
  ]);
  expect(loose.read.remarks).toEqual([
    'No id comes twice: the rows are taken for detections.',
    'Keypoints of 1 detections without a track were left out.',
  ]);
  const mixed = await read([
    '-1,,0,0,0,9,9,1,0,fish,1',
    '-1,,1,0,0,9,9,1,0,fish,1',
    '4,,1,0,0,9,9,1,0,fish,1',
  ]);
  expect(mixed.detections).toHaveLength(2);
  expect(mixed.tracks).toMatchObject([{ trackId: '4' }]);
});

test('one picture alone may hold tracks, and a person may say that pictures count from 1', async () => {
  const rows = ['5,,1,0,0,9,9,1,0,fish,1', '6,,1,0,0,9,9,1,0,fish,1'];
  const { tracks } = await read(rows, { firstFrame: 1 });
  expect(tracks).toMatchObject([
    { frame: 0, trackId: '5' },
    { frame: 0, trackId: '6' },
  ]);
});

test('bad rows are put aside with line, column and field, and the rest loads', async () => {
  const {
    tracks,
    quarantined,
    read: result,
  } = await read([
    '# a comment',
    '1,,0,0,0,9,9,1,0,fish,1',
    '1,,1,0,0,9,9',
    '1,,two,0,0,9,9,1,0,fish,1',
    '1,,2,0,zero,9,9,1,0,fish,1',
    '1,,2,0,0,9,9,sure,0,fish,1',
    '1,,2,0,0,9,9,1,0,fish,high',
    '1,,2,0,0,9,9,1,0,fish,1,(kp) head 3',
    '1,,2,0,0,9,9,1,0,fish,1,(kp) head 3 x',
    ',,2,0,0,9,9,1,0,fish,1',
    '1,,2,0,0,9,9,1,0,"fish,1',
    '1,,0,0,0,9,9,1,0,fish,1',
    '1,,-1,0,0,9,9,1,0,fish,1',
    '1,,3,0,0,9,9,1,0,fish,1',
  ]);
  expect(tracks.map(({ frame }) => frame)).toEqual([0, 3]);
  expect(result.rowsGiven).toBe(13);
  expect(quarantined.map(({ line, column, field }) => [line, column, field])).toEqual([
    [3, 1, undefined],
    [4, 4, 'frame'],
    [5, 8, 'TL_y'],
    [6, 14, 'confidence'],
    [7, 23, 'confidence'],
    [8, 25, 'kp'],
    [9, 25, 'kp'],
    [10, 1, 'track_id'],
    [11, 1, undefined],
    [12, 1, 'frame'],
    [13, 4, 'frame'],
  ]);
});

test('a file of comments alone is refused', async () => {
  await expect(read(header)).rejects.toMatchObject({
    problem: { code: 'truncated_file', file: 'given.txt', line: 1, message: containing('no row') },
  });
});

test('its header, or rows with a species, tell it from other tables', () => {
  const sure = (text: string): number => viameCsvFormat.detect(headOf('a.csv', text)).sure;
  expect(sure(header.join('\n'))).toBeGreaterThan(0.95);
  expect(sure('1,a.png,0,10,20,40,60,0.5,-1,cod,0.3\n')).toBeGreaterThan(0.8);
  expect(sure('1,1,912,484,97,109,0.5,-1,-1,-1\n')).toBe(0);
  expect(sure('frame,id,x,y,w,h,conf,a,b,c\n')).toBe(0);
  expect(sure('frame,track_id,x,y,w,h\n0,1,2,3,4,5\n')).toBe(0);
});

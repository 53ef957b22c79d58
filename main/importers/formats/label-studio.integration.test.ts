import { expect, test } from 'vitest';
import { labelStudioFormat } from './label-studio.ts';
import { containing, headOf, readGiven } from './testing/read-format.ts';

/** A keyframe 10 % wide and 20 % high. */
const key = (frame: number, x: number, facts: object = {}): object => ({
  frame,
  enabled: true,
  rotation: 0,
  x,
  y: 50,
  width: 10,
  height: 20,
  time: frame / 25,
  ...facts,
});
const region = (id: string | undefined, sequence: readonly object[], facts: object = {}): object => ({
  id,
  type: 'videorectangle',
  value: { framesCount: 6, duration: 0.24, sequence, labels: ['Car'] },
  ...facts,
});
const task = (...result: readonly object[]): object => ({
  id: 1,
  annotations: [{ id: 2, result }],
  predictions: [],
  data: { video: 'a.mp4' },
});
const size = { widthPx: 200, heightPx: 100 };
const read = (file: unknown, options: object = size) =>
  readGiven(labelStudioFormat, typeof file === 'string' ? file : JSON.stringify(file), options);

test('keyframes count from 1, are in percent, and move on straight lines while they are enabled', async () => {
  const {
    tracks,
    quarantined,
    read: result,
  } = await read([
    task(
      region('r', [key(1, 0), key(3, 20, { enabled: false }), key(5, 40, { enabled: false })], {
        score: 0.5,
      }),
    ),
  ]);
  expect(tracks.map(({ frame, x }) => [frame, x])).toEqual([
    [0, 0],
    [1, 20],
    [2, 40],
    [4, 80],
  ]);
  expect(tracks[0]).toMatchObject({ trackId: 'r', className: 'Car', y: 50, w: 20, h: 20, conf: 0.5 });
  expect(result).toMatchObject({ rowsGiven: 3, remarks: [containing('1 boxes between keyframes')] });
  expect(quarantined).toEqual([]);
});

test.each([
  ['counts from 1', [3], {}, [2, 3, 4, 5]],
  ['is said to count from 0', [3], { firstFrame: 0 }, [3, 4, 5]],
])('the last enabled box stays until the end of a video that %s', async (_, [first = 0], options, frames) => {
  const { tracks } = await read([task(region('r', [key(first, 10)]))], { ...size, ...options });
  expect(tracks.map(({ frame }) => frame)).toEqual(frames);
});

test('keyframes in any order are sorted, and one that is given twice is taken once', async () => {
  const off = { enabled: false };
  const { tracks, quarantined } = await read([
    task(region('r', [key(3, 20, off), key(1, 0, off), key(1, 0, off), key(3, 30, off)])),
  ]);
  expect(tracks.map(({ frame, x }) => [frame, x])).toEqual([
    [0, 0],
    [2, 40],
  ]);
  expect(quarantined).toMatchObject([{ field: 'frame', message: containing('2') }]);
});

test('a box turns about its top left corner', async () => {
  const { tracks } = await read([task(region('r', [key(1, 50, { rotation: 90, enabled: false })]))]);
  const [row] = tracks;
  expect([row?.x, row?.y, row?.w, row?.h].map((value) => Math.round(value ?? 0))).toEqual([80, 50, 20, 20]);
});

test('the size of the picture is the one the region states, else the one that is known', async () => {
  const own = region('r', [key(1, 50, { enabled: false })], { original_width: 1000, original_height: 10 });
  expect((await read([task(own)], {})).tracks).toMatchObject([{ x: 500, y: 5, w: 100, h: 2 }]);
  await expect(read([task(region('r', [key(1, 50)]))], {})).rejects.toMatchObject({
    problem: { code: 'unit_mismatch', file: 'given.txt', line: 1, hint: containing('Give the clip') },
  });
});

test('one set of regions is read; what repeats it, other sets and other kinds are left out and named', async () => {
  const off = { enabled: false };
  const { tracks, read: result } = await read([
    {
      annotations: [
        {
          result: [
            {
              id: 't',
              type: 'timelinelabels',
              value: { ranges: [{ start: 1, end: 2 }], timelinelabels: ['run'] },
            },
            region('r', [key(1, 0, off)], { type: 'timelinelabels' }),
            region('r', [key(1, 0, off)]),
            region('r', [key(1, 0, off)], { type: 'labels' }),
            { id: 'c', type: 'choices', value: { choices: ['a'] } },
          ],
        },
        { result: [region('r', [key(1, 5, off)])] },
      ],
      predictions: [{ result: [region('p', [key(1, 5, off)])] }],
    },
  ]);
  expect(tracks).toMatchObject([{ trackId: 'r', x: 0 }]);
  expect(result.remarks).toEqual([
    'Regions of annotations[1], predictions[0] were left out.',
    '1 regions that repeat the boxes of another one were left out.',
    '3 regions that are no boxes in a video were left out.',
  ]);
});

test('predictions are read where nothing is annotated, and the short form too', async () => {
  const off = { enabled: false };
  const predicted = await read([
    { annotations: [{ result: [] }], predictions: [{ result: [region('p', [key(1, 5, off)])] }] },
  ]);
  expect(predicted.tracks).toMatchObject([{ trackId: 'p' }]);
  const short = await read([
    {
      video: 'a.mp4',
      id: 1,
      box: [{ sequence: [key(2, 5, off)], labels: ['Car'] }, { sequence: [key(1, 5, off)] }],
    },
  ]);
  expect(short.tracks.map(({ trackId, frame, className }) => [trackId, frame, className])).toEqual([
    ['1', 1, 'Car'],
    ['2', 0, ''],
  ]);
});

test('bad keyframes and regions are put aside with line and field, and the rest loads', async () => {
  const sequence = [
    key(1, 0, { enabled: false }),
    key(2, 0, { x: 'left' }),
    key(1.5, 0),
    { frame: 3 },
    key(0, 0, { enabled: false }),
    key(4, 0, { width: Number.NaN, enabled: false }),
  ];
  const text = [
    '[{"annotations": [{"result": [',
    '{"id": {}, "value": {}},',
    JSON.stringify(region('r', sequence)),
    ']}]}]',
  ].join('\n');
  const { tracks, quarantined, read: result } = await read(text);
  expect(tracks.map(({ frame }) => frame)).toEqual([0]);
  expect(result.rowsGiven).toBe(7);
  expect(quarantined.map(({ line, field }) => [line, field])).toEqual([
    [2, 'id'],
    [3, 'x'],
    [3, 'frame'],
    [3, 'x'],
    [3, 'width'],
    [3, 'frame'],
  ]);
  expect(quarantined[1]).toMatchObject({ message: 'x: must be a number.', text: containing('"left"') });
});

test('several tasks, and a file without boxes in a video, are refused', async () => {
  const one = task(region('r', [key(1, 0)]));
  await expect(read(`[${JSON.stringify(one)},\n${JSON.stringify(one)}]`)).rejects.toMatchObject({
    problem: { code: 'bad_value', line: 2, field: 'task', hint: containing('one task') },
  });
  await expect(read([task()])).rejects.toMatchObject({ problem: { code: 'truncated_file', line: 1 } });
});

test('keyframes of a videorectangle tell it from other lists', () => {
  const sure = (value: unknown): number =>
    labelStudioFormat.detect(headOf('a.json', JSON.stringify(value))).sure;
  expect(sure([task(region('r', [key(1, 0)]))])).toBeGreaterThan(0.95);
  expect(sure([{ box: [{ sequence: [key(1, 0)] }] }])).toBeGreaterThan(0.95);
  expect(sure([task({ type: 'choices' })])).toBeLessThan(0.5);
  expect(sure([{ image_id: 1, bbox: [1, 2, 3, 4] }])).toBe(0);
  expect(sure({ annotations: [] })).toBe(0);
});

import { expect, test } from 'vitest';
import { containing, headOf, readGiven } from './testing/read-format.ts';
import { ultralyticsJsonFormat } from './ultralytics-json.ts';

const found = (facts: object = {}): object => ({
  name: 'person',
  class: 0,
  confidence: 0.875,
  box: { x1: 10, y1: 20, x2: 40.5, y2: 60 },
  ...facts,
});
const read = (text: string, options = {}) => readGiven(ultralyticsJsonFormat, text, options);
const places = (rows: readonly { readonly frame: number; readonly trackId: string }[]) =>
  rows.map(({ frame, trackId }) => [frame, trackId]);

test('a detection becomes a row of its track, with class and confidence', async () => {
  const { tracks, detections, quarantined } = await read(
    JSON.stringify([[found({ track_id: 3 }), found({ name: undefined, class: 16, confidence: null })]]),
  );
  expect(tracks).toMatchObject([
    { frame: 0, trackId: '3', className: 'person', x: 10, y: 20, w: 30.5, h: 40, conf: 0.875 },
  ]);
  expect(detections).toMatchObject([{ frame: 0, trackId: '', className: '16', conf: Number.NaN }]);
  expect(quarantined).toEqual([]);
});

const pictures = [[found({ track_id: 1 })], [], [found({ track_id: 1 }), found({ track_id: 2 })]];
test.each([
  ['one list of lists', JSON.stringify(pictures)],
  ['a list a line', pictures.map((list) => JSON.stringify(list)).join('\n')],
  [
    'indented lists, one after the other',
    pictures.map((list) => JSON.stringify(list, undefined, 2)).join('\n'),
  ],
  [
    'a list of texts, as a script that forgets to parse them writes',
    JSON.stringify(pictures.map((list) => JSON.stringify(list, undefined, 2))),
  ],
  [
    'one flat list with the number of the picture',
    JSON.stringify(pictures.flatMap((list, frame) => list.map((of) => ({ frame, ...of })))),
  ],
])('pictures count from 0 in %s', async (_, text) => {
  const { tracks, quarantined } = await read(text);
  expect(places(tracks)).toEqual([
    [0, '1'],
    [2, '1'],
    [2, '2'],
  ]);
  expect(quarantined).toEqual([]);
});

test('a flat list may count from 1', async () => {
  const { tracks } = await read(JSON.stringify([found({ track_id: 1, frame_id: 1 })]), { firstFrame: 1 });
  expect(places(tracks)).toEqual([[0, '1']]);
});

test('shares of the picture are multiplied by its size, px are not', async () => {
  const box = { x1: 0.25, y1: 0.5, x2: 0.5, y2: 1 };
  const keypoints = { x: [0.5, 0], y: [0.25, 0], visible: [0.75, 0.1] };
  const text = JSON.stringify([[found({ track_id: 1, box, keypoints }), found({ track_id: 2 })]]);
  const { tracks, poses } = await read(text, { widthPx: 640, heightPx: 480 });
  expect(tracks).toMatchObject([
    { x: 160, y: 240, w: 160, h: 240 },
    { x: 10, y: 20 },
  ]);
  expect(poses).toMatchObject([{ keypoint: 'keypoint_1', x: 320, y: 120, score: 0.75 }]);
  await expect(read(text)).rejects.toMatchObject({
    problem: {
      code: 'unit_mismatch',
      file: 'given.txt',
      line: 1,
      column: 3,
      hint: containing('Give the clip'),
    },
  });
});

test('a turned box gives the upright one around its corners', async () => {
  const box = { x1: 20, y1: 10, x2: 30, y2: 20, x3: 20, y3: 30, x4: 10, y4: 20 };
  const { tracks } = await read(JSON.stringify([[found({ track_id: 1, box })]]));
  expect(tracks).toMatchObject([{ x: 10, y: 10, w: 20, h: 20 }]);
});

test('keypoints are named as those of COCO where there are 17, and unseen ones are left out', async () => {
  const x = Array.from({ length: 17 }, (_, at) => (at === 1 ? 0 : at + 1));
  const keypoints = { x, y: x, visible: x.map((at) => at / 20) };
  const text = JSON.stringify([[found({ track_id: 1, keypoints }), found({ keypoints })]]);
  const { poses, read: result } = await read(text, { leastScore: 0.2 });
  expect(poses.map(({ keypoint }) => keypoint).slice(0, 2)).toEqual(['left_ear', 'right_ear']);
  expect(poses).toHaveLength(14);
  expect(poses[0]).toMatchObject({ frame: 0, trackId: '1', x: 4, y: 4, score: 0.2 });
  expect(result.remarks).toEqual(['Keypoints of 1 detections without a track were left out.']);
});

test('bad detections are put aside with line, column and field, and the rest loads', async () => {
  const {
    tracks,
    quarantined,
    read: result,
  } = await read(
    [
      '[{"track_id": 1, "box": {"x1": 10, "y1": 20, "x2": 40, "y2": 60}}]',
      '[{"track_id": 1, "box": {"x1": 10, "y1": "a", "x2": 40, "y2": 60}}]',
      '[{"track_id": 1, "name": "dog"},',
      ' {"track_id": 1.5, "box": {"x1": 10, "y1": 20, "x2": 40, "y2": 60}},',
      ' {"track_id": 1, "box": {"x1": NaN, "y1": 20, "x2": 40, "y2": 60}}]',
      '[{"track_id": 1, "box": {"x1": 10, "y1": 20, "x2": 40, "y2": 60}},',
      ' {"track_id": 1, "box": {"x1": 10, "y1": 20, "x2": 40, "y2": 60}}]',
    ].join('\n'),
  );
  expect(places(tracks)).toEqual([
    [0, '1'],
    [3, '1'],
  ]);
  expect(result.rowsGiven).toBe(7);
  expect(quarantined.map(({ line, column, field }) => [line, column, field])).toEqual([
    [2, 36, 'box.y1'],
    [3, 2, 'box'],
    [4, 3, 'track_id'],
    [5, 26, 'box.x1'],
    [7, 2, 'frame'],
  ]);
});

test('a file without a detection is refused', async () => {
  await expect(read('[]\n[]\n')).rejects.toMatchObject({ problem: { code: 'truncated_file', line: 1 } });
  await expect(read('[[{"box": ')).rejects.toMatchObject({ problem: { code: 'truncated_file', line: 1 } });
});

test('lists of boxes with x1 and y1 are its own, also as texts', () => {
  const sure = (value: unknown): number =>
    ultralyticsJsonFormat.detect(headOf('a.json', JSON.stringify(value, undefined, 2))).sure;
  expect(sure([[found()]])).toBeGreaterThan(0.9);
  expect(sure([JSON.stringify([found()], undefined, 2)])).toBeGreaterThan(0.9);
  expect(sure([{ image_id: 1, bbox: [1, 2, 3, 4] }])).toBe(0);
  expect(sure({ box: { x1: 1 } })).toBe(0);
});

import { expect, test } from 'vitest';
import { cocoAnnotationsFormat } from './coco-annotations.ts';
import { cocoKeypointsFormat } from './coco-keypoints.ts';
import { cocoResultsFormat } from './coco-results.ts';
import { containing, headOf, readGiven, type Gathered } from './testing/read-format.ts';

const result = (image_id: number | string, facts: object = {}): object => ({
  image_id,
  category_id: 3,
  bbox: [10.5, 20, 30, 40],
  score: 0.25,
  ...facts,
});
const read = (file: unknown, options = {}): Promise<Gathered> =>
  readGiven(cocoResultsFormat, JSON.stringify(file), options);

test('results are detections with their score, and those with a track are rows of it', async () => {
  const { tracks, detections, quarantined } = await read([
    result(1),
    result(2, { track_id: 4, score: null }),
  ]);
  expect(detections).toMatchObject([
    { frame: 0, trackId: '', className: '3', x: 10.5, y: 20, w: 30, h: 40, conf: 0.25 },
  ]);
  expect(tracks).toMatchObject([{ frame: 1, trackId: '4', conf: Number.NaN }]);
  expect(quarantined).toEqual([]);
});

test.each([
  ['from 1 where there is no image 0', [3, 1], {}, [2, 0]],
  ['from 0 where there is one, wherever it stands', [3, 1, 0], {}, [3, 1, 0]],
  ['by the names of image files', ['a/0003.jpg', '0001.jpg'], {}, [2, 0]],
  ['from where a person says', [13, 11], { firstFrame: 11 }, [2, 0]],
])('images count %s', async (_, ids, options, frames) => {
  const { detections } = await read(
    ids.map((id) => result(id)),
    options,
  );
  expect(detections.map(({ frame }) => frame)).toEqual(frames);
});

test('keypoints of results bring their scores, are named as those of COCO, and are cut at the least score', async () => {
  const keypoints = Array.from({ length: 17 }, (_, at) => [at, at * 2, at === 3 ? 0.1 : 0.9]).flat();
  const { poses, tracks } = await readGiven(
    cocoKeypointsFormat,
    JSON.stringify([{ image_id: 1, category_id: 1, track_id: 1, keypoints, score: 0.5 }]),
    { leastScore: 0.5 },
  );
  expect(tracks).toMatchObject([{ x: 0, y: 0, w: 16, h: 32, conf: 0.5 }]);
  expect(poses).toHaveLength(16);
  expect(poses[0]).toMatchObject({ keypoint: 'nose', x: 0, y: 0, score: 0.9 });
  expect(poses.at(-1)?.keypoint).toBe('right_ankle');
  expect(poses.some(({ keypoint }) => keypoint === 'left_ear')).toBe(false);
});

test('keypoints are read from annotations too, and numbered where nothing names them', async () => {
  const { poses } = await readGiven(
    cocoKeypointsFormat,
    JSON.stringify({
      images: [{ id: 1 }],
      annotations: [{ image_id: 1, track_id: 1, category_id: 1, keypoints: [1, 2, 2, 5, 6, 2] }],
      categories: [{ id: 1, name: 'rat' }],
    }),
  );
  expect(poses.map(({ keypoint }) => keypoint)).toEqual(['keypoint_1', 'keypoint_2']);
});

test('bad results are put aside with line, column and field, and the rest loads', async () => {
  const { detections, quarantined } = await readGiven(
    cocoResultsFormat,
    [
      '[{"image_id": 1, "bbox": [1, 2, 3, 4]},',
      '{"image_id": "none", "bbox": [1, 2, 3, 4]},',
      '{"image_id": 1.5, "bbox": [1, 2, 3, 4]},',
      '{"image_id": 1, "bbox": [1, 2, 3, 4], "score": "high"},',
      '{"bbox": [1, 2, 3, 4]},',
      '[], {"image_id": 1, "bbox": [1, 2, 3, 4]}]',
    ].join('\n'),
  );
  expect(detections).toHaveLength(2);
  expect(quarantined.map(({ line, column, field }) => [line, column, field])).toEqual([
    [2, 1, 'image_id'],
    [3, 2, 'image_id'],
    [4, 39, 'score'],
    [5, 1, 'image_id'],
    [6, 1, undefined],
  ]);
});

test('results of several videos are refused where the second begins', async () => {
  const text = '[{"image_id": 1, "video_id": 1, "bbox": [1, 2, 3, 4]},\n {"image_id": 9, "video_id": 2}]';
  await expect(readGiven(cocoResultsFormat, text)).rejects.toMatchObject({
    problem: {
      code: 'bad_value',
      line: 2,
      column: 2,
      field: 'video_id',
      hint: containing('one file per clip'),
    },
  });
  await expect(read([])).rejects.toMatchObject({ problem: { code: 'truncated_file', line: 1 } });
});

test('the three kinds of COCO are told apart by what they hold', () => {
  const sure = (value: unknown): readonly number[] => {
    const head = headOf('a.json', JSON.stringify(value));
    return [cocoAnnotationsFormat, cocoKeypointsFormat, cocoResultsFormat].map(
      (format) => format.detect(head).sure,
    );
  };
  const lists = { images: [], annotations: [{ image_id: 1, bbox: [] }], categories: [] };
  expect(sure(lists)).toEqual([0.95, 0, 0]);
  expect(sure({ ...lists, annotations: [{ keypoints: [1] }] })).toEqual([0.5, 0.95, 0]);
  expect(sure([result(1)])).toEqual([0, 0, 0.95]);
  expect(sure([result(1, { keypoints: [1] })])).toEqual([0, 0.95, 0.5]);
  expect(sure([{ bbox: [] }])).toEqual([0, 0, 0]);
  expect(sure({ type: 'FeatureCollection', features: [] })).toEqual([0, 0, 0]);
});

import { expect, test } from 'vitest';
import { createQuarantine } from '#main/importers/quarantine';
import { enoughRead } from '#main/importers/read-watch';
import { cocoAnnotationsFormat } from './coco-annotations.ts';
import { containing, gatheringSinks, readGiven, withFiles, type Gathered } from './testing/read-format.ts';

const person = { id: 1, name: 'person' };
const image = (id: number | string, facts: object = {}): object => ({
  id,
  width: 640,
  height: 480,
  ...facts,
});
const annotation = (image_id: number | string, facts: object = {}): object => ({
  id: 9,
  image_id,
  category_id: 1,
  bbox: [10, 20, 30, 40],
  ...facts,
});
const read = (file: object, options = {}): Promise<Gathered> =>
  readGiven(cocoAnnotationsFormat, JSON.stringify(file, undefined, 1), options);
const framesOf = ({ tracks, detections }: Gathered) => [...tracks, ...detections].map(({ frame }) => frame);

test('an annotation with a track is a row of it, one without is a detection', async () => {
  const {
    tracks,
    detections,
    quarantined,
    read: result,
  } = await read({
    info: { description: 'a [b] {c} "d"' },
    annotations: [
      annotation('a', { track_id: 7, score: 0.5, attributes: { occluded: true } }),
      annotation('b', { instance_id: 'x' }),
      annotation('b', { attributes: { track_id: 3, occluded: 0 } }),
      annotation('b', { category_id: 2 }),
    ],
    categories: [person],
    images: [image('a'), image('b')],
  });
  expect(tracks).toMatchObject([
    { frame: 0, trackId: '7', className: 'person', x: 10, y: 20, w: 30, h: 40, conf: 0.5, occlusion: 1 },
    { frame: 1, trackId: 'x', conf: Number.NaN, occlusion: Number.NaN },
    { frame: 1, trackId: '3', occlusion: 0 },
  ]);
  expect(detections).toMatchObject([{ frame: 1, trackId: '', className: '2' }]);
  expect(quarantined).toEqual([]);
  expect(result).toMatchObject({ rowsGiven: 4, widthPx: 640, heightPx: 480 });
});

test.each([
  ['frame_id', [{ frame_id: 4 }, { frame_id: 2 }], [3, 1], 'frame_id, counted from 1'],
  ['frame_index', [{ frame_index: 4 }, { frame_index: 0 }], [4, 0], 'frame_index, counted from 0'],
  [
    'the name of the file',
    [{ file_name: 'v1/img_000012.jpg' }, { file_name: 'v1\\img_000011.jpeg' }],
    [11, 10],
    'the numbers in file_name, counted from 1',
  ],
  ['the order', [{ file_name: 'a1.jpg' }, { file_name: 'b1.jpg' }], [0, 1], 'the order of images'],
])('frames are known by %s', async (_, images, frames, how) => {
  const gathered = await read({
    images: images.map((facts, at) => image(100 - at, facts)),
    annotations: [annotation(100), annotation(99)],
    categories: [person],
  });
  expect(framesOf(gathered)).toEqual(frames);
  expect(gathered.read.remarks).toEqual([`Frames are taken from ${how}.`]);
});

test('a person may say at which number the pictures begin', async () => {
  const images = [image(1, { file_name: '5.png' }), image(2, { file_name: '6.png' })];
  const file = { images, annotations: [annotation(1), annotation(2)], categories: [] };
  expect(framesOf(await read(file, { firstFrame: 5 }))).toEqual([0, 1]);
});

test('boxes of a whole video in one annotation, as YouTube-VIS has them, are a track', async () => {
  const { tracks } = await read({
    videos: [{ id: 1, width: 1280, height: 720, file_names: ['a', 'b', 'c'] }],
    annotations: [{ id: 5, video_id: 1, category_id: 1, bboxes: [[1, 2, 3, 4], null, [5, 6, 7, 8]] }],
    categories: [person],
  });
  expect(tracks).toMatchObject([
    { frame: 0, trackId: '5', className: 'person', x: 1, h: 4 },
    { frame: 2, trackId: '5', x: 5, h: 8 },
  ]);
});

test('crowds are left out, and said to be', async () => {
  const gathered = await read({
    images: [image(1)],
    annotations: [annotation(1, { iscrowd: 1 }), annotation(1, { iscrowd: 0 })],
    categories: [person],
  });
  expect(framesOf(gathered)).toEqual([0]);
  expect(gathered.read.remarks).toContain('1 regions of crowds (iscrowd) were left out.');
});

test('keypoints come with their track, by the names of the category', async () => {
  const { poses, read: result } = await read({
    images: [image(1)],
    annotations: [
      annotation(1, { track_id: 1, keypoints: [1, 2, 2, 3, 4, 1, 0, 0, 0] }),
      annotation(1, { keypoints: [1, 2, 2, 3, 4, 1, 0, 0, 0] }),
    ],
    categories: [{ ...person, keypoints: ['nose', 'neck', 'tail'] }],
  });
  expect(poses.map(({ keypoint, x, y, score }) => [keypoint, x, y, score])).toEqual([
    ['nose', 1, 2, Number.NaN],
    ['neck', 3, 4, Number.NaN],
  ]);
  expect(result.remarks).toContain('Keypoints of 1 detections without a track were left out.');
});

test('bad records are put aside with line, column and field, and the rest loads', async () => {
  const {
    quarantined,
    tracks,
    read: result,
  } = await readGiven(
    cocoAnnotationsFormat,
    [
      '{"images": [{"id": 1, "file_name": "1.jpg"}, {"id": 2, "file_name": "2.jpg"}, {"file_name": "3.jpg"}],',
      '"categories": [{"id": 1}], "annotations": [',
      '{"image_id": 1, "track_id": 1, "bbox": [1, 2, 3, 4]},',
      '{"image_id": 1, "track_id": 1, "bbox": [1, 2, 3, 4]},',
      '{"image_id": 1, "track_id": 2, "bbox": [1, 2, 3]},',
      '{"image_id": 1, "track_id": 3,',
      '  "bbox": [1, "x", 3, 4]},',
      '{"image_id": 8, "track_id": 3, "bbox": [1, 2, 3, 4]},',
      '{"image_id": 1, "track_id": 4},',
      '{"image_id": 1, "track_id": 5, "bbox": [1, 2, NaN, 4]},',
      '{"image_id": 1, "track_id": 6, "bbox": [1, 2, 3, 4], "keypoints": [1, 2]},',
      '7,',
      '{"image_id": 2, "track_id": 1, "bbox": [1, 2, 3, 4]}]}',
    ].join('\n'),
  );
  expect(tracks.map(({ frame }) => frame)).toEqual([0, 1]);
  expect(result.rowsGiven).toBe(12);
  expect(quarantined.map(({ line, column, field }) => [line, column, field])).toEqual([
    [1, 79, 'id'],
    [2, 16, 'name'],
    [4, 1, 'frame'],
    [5, 32, 'bbox'],
    [7, 3, 'bbox[1]'],
    [8, 1, 'image_id'],
    [9, 1, 'bbox'],
    [10, 32, 'bbox[2]'],
    [11, 1, 'keypoints'],
    [12, 1, undefined],
  ]);
  expect(quarantined[3]?.message).toBe('bbox: must have four numbers: left, top, width, height.');
});

test.each([
  [{ images: [image(1)] }, 'missing_column', 'no list of annotations'],
  [{ images: [image(1)], annotations: [] }, 'truncated_file', 'no record'],
  [
    { images: [image(1, { video_id: 1 }), image(2, { video_id: 2 })], annotations: [annotation(1)] },
    'bad_value',
    'several videos: 1 and 2',
  ],
  [
    { videos: [{ id: 3 }, { id: 4 }], annotations: [{ id: 1, bboxes: [] }] },
    'bad_value',
    'several videos: 3 and 4',
  ],
])('%j is refused', async (file, code, words) => {
  await expect(read(file)).rejects.toMatchObject({
    problem: { code, message: containing(words), file: 'given.txt', line: expect.any(Number) as unknown },
  });
});

test('a file that breaks off between its records is refused where it does', async () => {
  const text = '{"images": [{"id": 1}],\n"annotations": [{"image_id": 1, "bbox": [1, 2, 3, 4]},\n';
  await expect(readGiven(cocoAnnotationsFormat, text)).rejects.toMatchObject({
    problem: { code: 'truncated_file', line: 3, column: 1 },
  });
  await expect(readGiven(cocoAnnotationsFormat, `${text}}`)).rejects.toMatchObject({
    problem: { code: 'bad_value', line: 3, column: 1, message: containing('"}" is out of place') },
  });
});

function readSample(file: object) {
  return withFiles({ a: JSON.stringify(file) }, async (pathOf) => {
    const { sinks, tracks } = gatheringSinks();
    const watch = { onBytes: () => undefined, limitBytes: 100_000 };
    const part = { role: 'tracks' as const, path: pathOf('a'), label: 'a', watch };
    const reading = cocoAnnotationsFormat.read(part, sinks, createQuarantine(), {});
    await expect(reading).rejects.toMatchObject({ problem: enoughRead });
    return tracks;
  });
}

test('of a sample the records that its beginning holds are read, by the images that stand in it', async () => {
  const long = { segmentation: 'x'.repeat(200) };
  const annotations = Array.from({ length: 9000 }, (_, at) => annotation(7, { track_id: at, ...long }));
  const tracks = await readSample({ images: [image(7, { frame_id: 3 })], annotations, categories: [person] });
  expect(tracks.length).toBeGreaterThan(100);
  expect(tracks.length).toBeLessThan(annotations.length);
  expect(tracks[0]).toMatchObject({ frame: 2, trackId: '0' });
  const images = annotations.map((_, at) => image(at, { file_name: 'x'.repeat(200) }));
  expect(await readSample({ images, annotations: [annotation(7)] })).toEqual([]);
});

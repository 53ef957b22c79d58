import { describe, expect, test } from 'vitest';
import { cvatXmlFormat } from './cvat-xml.ts';
import {
  containing,
  hasData,
  headOf,
  readGiven,
  readReal,
  realText,
  type Gathered,
} from './testing/read-format.ts';

type Facts = Readonly<Record<string, number | string>>;

const written = (facts: Facts): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
/** A box 10 px wide and 20 px high in a track. */
const box = (frame: number, x: number, y: number, facts: Facts = {}): string =>
  `<box ${written({ frame, xtl: x, ytl: y, xbr: x + 10, ybr: y + 20, ...facts })}/>`;
const track = (facts: Facts, ...shapes: readonly string[]): string =>
  `<track ${written(facts)}>${shapes.join('\n')}</track>`;
const image = (facts: Facts, ...shapes: readonly string[]): string =>
  `<image ${written(facts)}>${shapes.join('\n')}</image>`;
const file = (...items: readonly string[]): string =>
  ['<?xml version="1.0" encoding="utf-8"?>', '<annotations>', ...items, '</annotations>'].join('\n');
const places = ({ tracks }: Gathered) => tracks.map(({ frame, trackId, x, y }) => [frame, trackId, x, y]);

test('each box that is inside the picture becomes a row, with its label and whether it is hidden', async () => {
  const { tracks, read, quarantined } = await readGiven(
    cvatXmlFormat,
    file(
      '<version>1.1</version>',
      '<meta><task><original_size><width>1920</width><height>1080</height></original_size></task></meta>',
      track(
        { id: 4, label: 'car' },
        box(0, 1, 2, { outside: 0, occluded: 1, keyframe: 1 }),
        box(1, 1.5, 2, { outside: 0, occluded: 0, keyframe: 0 }),
        box(2, 1.5, 2, { outside: 1, occluded: 0, keyframe: 1 }),
      ),
      track({ id: 5, label: 'a &lt;b&gt;' }, box(2, 7, 8)),
    ),
  );
  expect(tracks).toMatchObject([
    { frame: 0, trackId: '4', className: 'car', x: 1, y: 2, w: 10, h: 20, occlusion: 1, conf: Number.NaN },
    { frame: 1, trackId: '4', x: 1.5, occlusion: 0 },
    { frame: 2, trackId: '5', className: 'a <b>', x: 7, occlusion: 0 },
  ]);
  expect(read).toMatchObject({ rowsGiven: 4, widthPx: 1920, heightPx: 1080, remarks: [] });
  expect(quarantined).toEqual([]);
});

test('between keyframes the box moves on straight lines, up to the one at which it is outside', async () => {
  const gathered = await readGiven(
    cvatXmlFormat,
    file(
      track({ id: 0, label: 'a' }, box(0, 0, 0), box(4, 8, 40), box(6, 8, 20, { outside: 1 }), box(9, 0, 0)),
    ),
  );
  expect(places(gathered)).toEqual([
    [0, '0', 0, 0],
    [1, '0', 2, 10],
    [2, '0', 4, 20],
    [3, '0', 6, 30],
    [4, '0', 8, 40],
    [5, '0', 8, 30],
    [9, '0', 0, 0],
  ]);
  expect(gathered.tracks.map(({ occlusion }) => occlusion)).toEqual([0, NaN, NaN, NaN, 0, NaN, 0]);
  expect(gathered.read.remarks).toEqual([containing('4 boxes between keyframes were filled in')]);
});

test('a gap in a track that is given picture by picture is an absence', async () => {
  const gathered = await readGiven(
    cvatXmlFormat,
    file(track({ id: 0, label: 'a' }, box(0, 0, 0), box(1, 1, 0), box(2, 2, 0), box(9, 9, 0))),
  );
  expect(gathered.tracks.map(({ frame }) => frame)).toEqual([0, 1, 2, 9]);
});

test('other shapes give the box around them, turned ones too', async () => {
  const { tracks, read } = await readGiven(
    cvatXmlFormat,
    file(
      track(
        { id: 0, label: 'a' },
        box(0, 100, 100, { rotation: 90 }),
        '<polygon frame="1" points="3,4;9,5;6,20"/>',
        '<polyline frame="2" points="3,4;9,5"/>',
        '<ellipse frame="3" cx="50" cy="60" rx="30" ry="10" rotation="90"/>',
        '<mask frame="4" rle="1, 2, 3" left="5" top="6" width="7" height="8"/>',
        '<points frame="5" points="1,2"/>',
      ),
    ),
  );
  const rounded = tracks.map(({ x, y, w, h }) => [x, y, w, h].map((value) => Number(value.toFixed(6))));
  expect(rounded).toEqual([
    [95, 105, 20, 10],
    [3, 4, 6, 16],
    [3, 4, 6, 1],
    [40, 30, 20, 60],
    [5, 6, 7, 8],
  ]);
  expect(read.remarks).toEqual(['1 of the kind points were left out.']);
});

test('a track without a number is named by the attribute of its shapes; labels of people are left out', async () => {
  const named = (frame: number, ...attributes: readonly string[]): string =>
    box(frame, 0, 0).replace('/>', `>${attributes.join('')}</box>`);
  const attribute = (name: string, value: string): string => `<attribute name="${name}">${value}</attribute>`;
  const gathered = await readGiven(
    cvatXmlFormat,
    file(
      track({ label: 'a' }, named(0, attribute('look', 'left'), attribute('id', ' 0_1_3b '))),
      track({ label: 'a' }, named(0, attribute('id', '0_1_3b'))),
      track({ label: 'a' }, box(0, 0, 0)),
    ),
  );
  expect(gathered.tracks.map(({ trackId }) => trackId)).toEqual(['0_1_3b', '1', '2']);
  expect(gathered.read.remarks).toEqual([containing('(look)')]);
});

test('a person may say that the file counts from 1', async () => {
  const gathered = await readGiven(cvatXmlFormat, file(track({ id: 0, label: 'a' }, box(1, 0, 0))), {
    firstFrame: 1,
  });
  expect(gathered.tracks).toMatchObject([{ frame: 0 }]);
});
test('boxes of images are detections, unless an attribute names their track', async () => {
  const shape = '<box label="car" occluded="1" xtl="1" ytl="2" xbr="3" ybr="5"';
  const { tracks, detections, read } = await readGiven(
    cvatXmlFormat,
    file(
      image({ id: 0, name: '000.png', width: 640, height: 480 }, `${shape}/>`),
      image(
        { id: 7, name: '007.png', width: 640, height: 480 },
        `${shape}><attribute name="track_id">12</attribute></box>`,
        '<tag label="night"/>',
      ),
    ),
  );
  expect(detections).toMatchObject([
    { frame: 0, trackId: '', className: 'car', x: 1, y: 2, w: 2, h: 3, occlusion: 1 },
  ]);
  expect(tracks).toMatchObject([{ frame: 7, trackId: '12' }]);
  expect(read).toMatchObject({ rowsGiven: 2, widthPx: 640, heightPx: 480 });
  expect(read.remarks).toEqual(['1 of the kind tag were left out.']);
});

test('pictures of different sizes have no common one', async () => {
  const { read } = await readGiven(
    cvatXmlFormat,
    file(
      image({ id: 0, width: 640, height: 480 }, '<box label="a" xtl="1" ytl="2" xbr="3" ybr="5"/>'),
      image({ id: 1, width: 320, height: 240 }, '<box label="a" xtl="1" ytl="2" xbr="3" ybr="5"/>'),
    ),
  );
  expect(read.widthPx).toBeUndefined();
  expect(read.remarks).toEqual(['The pictures differ in size: 640 x 480 and 320 x 240.']);
});
test('each bad shape is put aside with line, column and field, and the rest loads', async () => {
  const { tracks, detections, quarantined, read } = await readGiven(
    cvatXmlFormat,
    file(
      '<track id="0" label="a">',
      '<box frame="0" xtl="1" ytl="2" xbr="wide" ybr="5"/>',
      '  <box frame="0" xtl="1" ytl="2" xbr="1" ybr="5"/>',
      '<box frame="0" xtl="1" ytl="9" xbr="3" ybr="5"/>',
      '<box frame="-1" xtl="1" ytl="2" xbr="3" ybr="5"/>',
      '<box frame="0" xtl="1" ytl="2" xbr="3" ybr="5" outside="yes"/>',
      '<polygon frame="0" points="1,2;3"/>',
      '<ellipse frame="0" cx="1" cy="2" rx="0" ry="5"/>',
      box(3, 0, 0),
      box(3, 0, 0),
      '</track>',
      '<image id="x"><box label="a" xtl="1" ytl="2" xbr="3" ybr="5"/></image>',
    ),
  );
  expect(tracks.map(({ frame }) => frame)).toEqual([3]);
  expect(detections).toEqual([]);
  expect(read.rowsGiven).toBe(10);
  expect(quarantined.map(({ line, column, field }) => [line, column, field])).toEqual([
    [4, 1, 'xbr'],
    [5, 3, 'xbr'],
    [6, 1, 'ybr'],
    [7, 1, 'frame'],
    [8, 1, 'outside'],
    [9, 1, 'points'],
    [10, 1, 'rx'],
    [12, 1, 'frame'],
    [14, 15, 'id'],
  ]);
  expect(quarantined[0]?.text).toBe('<box frame="0" xtl="1" ytl="2" xbr="wide" ybr="5"/>');
});

test('a gap that is too long to be filled is told once, and both its ends are taken', async () => {
  const { tracks, quarantined } = await readGiven(
    cvatXmlFormat,
    file(
      track({ id: 0, label: 'a' }, box(0, 0, 0), box(1_000_001, 1, 0)),
      track({ id: 1 }, box(999_999, 0, 0)),
    ),
  );
  expect(tracks.map(({ frame }) => frame)).toEqual([0, 999_999]);
  expect(quarantined).toMatchObject([{ line: 4, field: 'frame', message: containing('1000000 pictures') }]);
});
test.each([
  ['<ped_attributes><pedestrian id="1"/></ped_attributes>', 'unsupported_format', 'side file of JAAD'],
  ['<svg><path/></svg>', 'unsupported_format', "The file's root is <svg>"],
  [file('<track id="0" label="a"></track>'), 'truncated_file', 'The file has no box.'],
  [
    file('<track id="0">', box(0, 0, 0)).replace('</annotations>', ''),
    'truncated_file',
    'ends inside <track>',
  ],
  [file('<track id="0">', '<box frame=0/></track>'), 'bad_value', 'no attribute'],
  ['<!DOCTYPE a [<!ENTITY b "c">]><annotations/>', 'unsupported_format', 'document type'],
  [
    file(track({ id: 0, task_id: 7 }, box(0, 0, 0)), track({ id: 1, task_id: 8 }, box(0, 0, 0))),
    'bad_value',
    'several tasks: 7 and 8',
  ],
])('%j is refused', async (text, code, words) => {
  await expect(readGiven(cvatXmlFormat, text)).rejects.toMatchObject({
    problem: { code, message: containing(words), file: 'given.txt', line: expect.any(Number) as unknown },
  });
});

test('its root and its first elements tell it from other XML', () => {
  const sure = (text: string): number => cvatXmlFormat.detect(headOf('a.xml', text)).sure;
  expect(sure(file(track({ id: 0 }, box(0, 0, 0))))).toBeGreaterThan(0.95);
  expect(sure(file(image({ id: 0, name: 'a' })))).toBeGreaterThan(0.8);
  expect(sure('<!-- <track> --><gpx><track/></gpx>')).toBe(0);
  expect(sure('<ped_attributes/>')).toBe(0);
  expect(sure('<annotation><object/></annotation>')).toBe(0);
});

describe.skipIf(!hasData)('of the real JAAD (needs AFTERTRACK_DATA)', () => {
  test.each(['video_0001', 'video_0102'])('%s comes in whole', async (video) => {
    const name = `native/jaad_cvat_xml/${video}.xml.gz`;
    const text = await realText(name);
    const { tracks, detections, read, quarantined } = await readReal(cvatXmlFormat, [name]);
    const numbers = (field: string): readonly number[] =>
      Array.from(text.matchAll(new RegExp(`<box [^>]*\\b${field}="([^"]+)"`, 'g')), ([, value]) =>
        Number(value),
      );
    expect(quarantined).toEqual([]);
    expect(detections).toEqual([]);
    expect(tracks.map(({ frame }) => frame)).toEqual(numbers('frame'));
    expect(tracks.map(({ x }) => x)).toEqual(numbers('xtl'));
    expect(tracks.map(({ y, h }) => y + h)).toEqual(numbers('ybr'));
    expect(tracks.map(({ occlusion }) => occlusion)).toEqual(numbers('occluded'));
    const ids = Array.from(text.matchAll(/<attribute name="id">([^<]*)</g), ([, id]) => id);
    expect(tracks.map(({ trackId }) => trackId)).toEqual(ids);
    expect(new Set(ids).size).toBe(text.split('<track ').length - 1);
    expect(read).toMatchObject({ rowsGiven: ids.length, widthPx: 1920, heightPx: 1080 });
    expect(read.remarks).toEqual([containing('labels are no input')]);
  });
});

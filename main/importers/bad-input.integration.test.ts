import { readFile, rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { formatProblem, unwrap, type Problem } from '#contract/errors';
import type { SourceFileRole } from '#contract/entities/source';
import { openSources, type OpenSources } from '#main/services/testing/open-sources';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { buildClip, steadyPictures } from '#native/media/testing/build-clip';
import { csvHeader, frameIndexCsv, tracksCsv, zonesGeoJson } from './testing/build-files.ts';

interface InputFile {
  readonly role: SourceFileRole;
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Files that make a refused source, and the refusal they must meet. */
interface RefusedCase {
  readonly says: string;
  readonly files: readonly InputFile[];
  readonly fps?: number;
  readonly expected: Partial<Problem>;
  /** The file that the message must name, and words it must contain. */
  readonly names: string;
  readonly words: RegExp;
}

let open: OpenSources;
beforeAll(async () => {
  open = await openSources();
});
afterAll(() => open.close());

const tracks = (content: string | Uint8Array, name = 'tracks.csv'): InputFile => ({
  role: 'tracks',
  name,
  content,
});
const good = tracks(tracksCsv(30));
const lines = (...rows: readonly string[]): string => [csvHeader, ...rows].join('\n');
const row = (frame: number | string, x: number | string = 10): string =>
  `${frame},1,person,${x},20,30,60,0.9`;

async function parquetBytes(): Promise<Buffer> {
  const columnar = createDuckdbColumnar();
  const path = open.inputPath('made.parquet');
  const text = ['frame', 'track_id', 'x', 'y', 'w', 'h'];
  const specs = text.map((name) => ({ name, type: 'f64' as const, nullable: true }));
  const columns = Object.fromEntries(
    text.map((name) => [name, Float64Array.from({ length: 500 }, (_, n) => n + 1)]),
  );
  unwrap(await columnar.writeParquet(path, specs, { rows: 500, columns }));
  await columnar.close();
  const bytes = await readFile(path);
  await rm(path);
  return bytes;
}

async function refusalOf({ files, fps }: RefusedCase): Promise<Problem> {
  const inputs = [];
  for (const { role, name, content } of files) inputs.push(await open.file(role, name, content));
  const rate = fps === undefined ? {} : { fps };
  const added = await open.service.add({ projectId: open.project.id, name: 'bad', files: inputs, ...rate });
  return added.ok ? { code: 'internal', message: 'It was added.' } : added.error;
}

async function expectNothingLeft(): Promise<void> {
  expect(unwrap(await open.service.list({ projectId: open.project.id }))).toEqual([]);
  expect(await open.objectFiles()).toEqual([]);
  expect(await open.cacheFiles()).toEqual([]);
}
afterEach(() => expectNothingLeft());

async function expectRefused(refused: RefusedCase): Promise<void> {
  const fault = await refusalOf(refused);
  expect(fault).toMatchObject(refused.expected);
  expect(fault.file).toBe(open.inputPath(refused.names));
  expect(fault.field).toBeDefined();
  expect(formatProblem(fault)).toMatch(refused.words);
}

const tableCases: readonly RefusedCase[] = [
  {
    says: 'a missing column',
    files: [tracks('frame,track_id,x,y,w\n0,1,1,1,1\n')],
    expected: { code: 'missing_column', line: 1, field: 'h' },
    names: 'tracks.csv',
    words: /no column h/,
  },
  {
    says: 'mostly NaN',
    files: [tracks(lines(row(0), row(1, 'NaN'), row(2, 'nan'), row(3, 'NaN')))],
    fps: 30,
    expected: { code: 'bad_value', line: 3, column: 12, field: 'x' },
    names: 'tracks.csv',
    words: /3 of 4 rows.*x is NaN/,
  },
  {
    says: 'mostly text in a number',
    files: [tracks(lines(row('one'), row('two')))],
    fps: 30,
    expected: { code: 'bad_value', line: 2, column: 1, field: 'frame' },
    names: 'tracks.csv',
    words: /the text "one", not a number/,
  },
  {
    says: 'mostly duplicate frames',
    files: [tracks(lines(row(0), row(0), row(0), row(0)))],
    fps: 30,
    expected: { code: 'bad_value', line: 3, field: 'frame' },
    names: 'tracks.csv',
    words: /has frame 0 already, in line 2/,
  },
  {
    says: 'an empty file',
    files: [tracks('')],
    expected: { code: 'truncated_file', line: 1, field: 'tracks' },
    names: 'tracks.csv',
    words: /empty/,
  },
  {
    says: 'a header and no rows',
    files: [tracks(`${csvHeader}\n\n`)],
    expected: { code: 'truncated_file', line: 1, field: 'tracks' },
    names: 'tracks.csv',
    words: /no rows/,
  },
  {
    says: 'an unknown ending',
    files: [tracks(tracksCsv(5), 'tracks.xlsx')],
    expected: { code: 'unsupported_format', field: 'tracks' },
    names: 'tracks.xlsx',
    words: /\.csv/,
  },
  {
    says: 'several sequences',
    files: [tracks('sequence,frame,track_id,x,y,w,h\na,0,1,1,1,1,1\nb,1,1,1,1,1,1\n')],
    expected: { code: 'bad_value', line: 3, field: 'sequence' },
    names: 'tracks.csv',
    words: /several sequences: a and b/,
  },
  {
    says: 'no rate to be found',
    files: [good],
    expected: { code: 'bad_request', line: 1, field: 'fps' },
    names: 'tracks.csv',
    words: /fps/,
  },
  {
    says: 'bytes that are no text',
    files: [tracks(Uint8Array.from({ length: 4000 }, (_, n) => n % 7))],
    expected: { code: 'unsupported_format', line: 1, field: 'tracks' },
    names: 'tracks.csv',
    words: /not text/,
  },
];

const sideCases: readonly RefusedCase[] = [
  {
    says: 'GeoJSON with a broken geometry',
    files: [good, { role: 'zones', name: 'z.geojson', content: zonesGeoJson().replace('Polygon', 'Circle') }],
    fps: 30,
    expected: { code: 'bad_value', line: 12, field: 'features[0].geometry.type' },
    names: 'z.geojson',
    words: /Polygon or a LineString/,
  },
  {
    says: 'GeoJSON that is cut off',
    files: [good, { role: 'zones', name: 'z.geojson', content: zonesGeoJson().slice(0, 150) }],
    fps: 30,
    expected: { field: 'file' },
    names: 'z.geojson',
    words: /:\d+:\d+ .*not JSON/,
  },
  {
    says: 'a homography of eight numbers',
    files: [good, { role: 'homography', name: 'h.json', content: '{"homography": [1,0,0,0,1,0,0,0]}' }],
    fps: 30,
    expected: { code: 'bad_value', line: 1 },
    names: 'h.json',
    words: /homography/,
  },
  {
    says: 'a frame index whose times go back',
    files: [good, { role: 'frame_index', name: 'i.csv', content: 'frame,pts_us\n0,0\n1,40000\n2,30000\n' }],
    expected: { code: 'bad_value', line: 4, column: 3, field: 'pts_us' },
    names: 'i.csv',
    words: /not later/,
  },
  {
    says: 'captions without their first word',
    files: [good, { role: 'captions', name: 'c.vtt', content: '00:01.000 --> 00:02.000\nhello\n' }],
    fps: 30,
    expected: { code: 'unsupported_format', line: 1 },
    names: 'c.vtt',
    words: /WEBVTT/,
  },
  {
    says: 'a clip that is text',
    files: [good, { role: 'clip', name: 'clip.mp4', content: 'not a clip\n'.repeat(50) }],
    expected: { code: 'unsupported_format', field: 'clip' },
    names: 'clip.mp4',
    words: /clip\.mp4 is not a clip/,
  },
];

describe('files that are refused whole, with file and field, and leave nothing', () => {
  test.each(tableCases)('$says', expectRefused);
  test.each(sideCases)('$says', expectRefused);

  test('a truncated Parquet file', async () => {
    const bytes = await parquetBytes();
    const cut = tracks(bytes.subarray(0, bytes.length - 300), 'cut.parquet');
    await expectRefused({
      says: 'cut',
      files: [cut],
      expected: { code: 'truncated_file', field: 'tracks' },
      names: 'cut.parquet',
      words: /cut\.parquet is cut off/,
    });
  });

  test('a clip that is not there', async () => {
    const files = [
      await open.file('tracks', 'tracks.csv', tracksCsv(10)),
      { kind: 'path' as const, role: 'clip' as const, path: open.inputPath('nowhere.mp4') },
    ];
    const added = await open.service.add({ projectId: open.project.id, name: 'bad', files });
    expect(added).toMatchObject({
      ok: false,
      error: { code: 'missing_file', file: open.inputPath('nowhere.mp4'), field: 'clip' },
    });
  });
});

describe('frames that do not fit the clip', () => {
  const clip = async (count = 30): Promise<InputFile> => ({
    role: 'clip',
    name: 'clip.mp4',
    content: await buildClip({ container: 'mp4', pictures: steadyPictures(count, 25) }),
  });

  test('a frame index of another length says both numbers', async () => {
    const index: InputFile = { role: 'frame_index', name: 'i.csv', content: frameIndexCsv(31, 25) };
    await expectRefused({
      says: 'length',
      files: [good, await clip(), index],
      expected: { code: 'frame_mismatch', line: 31, field: 'frame' },
      names: 'i.csv',
      words: /31 pictures, .*clip\.mp4 shows 30/,
    });
  });

  test('a frame index at another rate says both times', async () => {
    const index: InputFile = { role: 'frame_index', name: 'i.csv', content: frameIndexCsv(30, 24) };
    await expectRefused({
      says: 'rate',
      files: [good, await clip(), index],
      expected: { code: 'frame_mismatch', line: 3, field: 'pts_us' },
      names: 'i.csv',
      words: /41\.667 ms.*40\.000 ms/,
    });
  });

  test('times far from the pictures say how to mend it', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => `${n},${(n / 10).toFixed(3)},1,1,1,5,5`);
    await expectRefused({
      says: 'times',
      files: [tracks(['frame,t_s,track_id,x,y,w,h', ...rows].join('\n')), await clip()],
      expected: { code: 'frame_mismatch', field: 't_s' },
      names: 'tracks.csv',
      words: /Number the frames by presented picture/,
    });
  });
});

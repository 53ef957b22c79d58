import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unwrap } from '#contract/errors';
import type { SourceFileRole } from '#contract/entities/source';
import type { Columnar, ColumnSpec } from '#contract/ports/columnar';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createMedia } from '#native/media/mediabunny-media';
import { buildClip, steadyPictures } from '#native/media/testing/build-clip';
import { importFiles } from './import-files.ts';
import { readPoses } from './pose-table.ts';
import { csvHeader, csvLine, steadyRows, tracksCsv, zonesGeoJson } from './testing/build-files.ts';
import { readTrackTable } from './track-file.ts';

let columnar: Columnar;
let folder: string;
beforeAll(async () => {
  columnar = await createDuckdbColumnar();
});
afterAll(() => columnar.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Files = Readonly<Partial<Record<SourceFileRole, readonly [string, string | Uint8Array]>>>;
const roles: readonly SourceFileRole[] = [
  'tracks',
  'clip',
  'zones',
  'frame_index',
  'homography',
  'captions',
  'poses',
];

async function importAll(files: Files, fps?: number) {
  const parts = [];
  for (const role of roles) {
    const [name, content] = files[role] ?? [undefined, ''];
    if (name === undefined) continue;
    const path = join(folder, name);
    await writeFile(path, content);
    parts.push({ role, path, label: name });
  }
  const outputs = {
    tracks: join(folder, 't.out'),
    frameIndex: join(folder, 'f.out'),
    poses: join(folder, 'p.out'),
  };
  const request = { parts, outputs, workFolder: folder, ...(fps === undefined ? {} : { fps }) };
  return unwrap(await importFiles(request, { columnar, media: createMedia() }));
}

const written = async () => unwrap(await readTrackTable(columnar, join(folder, 't.out')));

describe('what loads, with a word about it', () => {
  test('unsorted rows are put in order, and the first one is named', async () => {
    const rows = [...steadyRows(6, 1)].toReversed().map(csvLine);
    const { inspection } = await importAll({ tracks: ['tracks.csv', [csvHeader, ...rows].join('\n')] }, 30);
    expect(inspection.problems).toMatchObject([
      { code: 'unsorted_rows', file: 'tracks.csv', line: 3, field: 'frame' },
    ]);
    const table = await written();
    expect([...table.frame]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...table.xPx]).toEqual([10, 11, 12, 13, 14, 15]);
  });

  test('a duplicate is put aside wherever it stands, naming the first line, and the first row stays', async () => {
    const rows = [0, 1, 2, 3, 1].map((frame, at) => csvLine({ frame, trackId: 'a', x: at }));
    const { facts, quarantined } = await importAll(
      { tracks: ['tracks.csv', [csvHeader, ...rows].join('\n')] },
      30,
    );
    expect(facts).toMatchObject({ rowCount: 4, quarantinedRows: 1 });
    expect(quarantined).toMatchObject([{ line: 6, column: 1, field: 'frame', text: rows[4] }]);
    expect(quarantined[0]?.message).toBe('Track a has frame 1 already, in line 3.');
    expect((await written()).xPx[1]).toBe(1);
  });

  test('a byte order mark, CRLF, quoted commas, blank lines and capitals are no matter', async () => {
    const csv =
      '\uFEFFFrame,"Track ID",Label,X,Y,W,H\r\n0,"a, b","per""son",1,2,3,4\r\n\r\n1,"a, b","per""son",2,2,3,4\r\n';
    const { facts } = await importAll({ tracks: ['tracks.csv', csv] }, 30);
    expect(facts).toMatchObject({ rowCount: 2, trackCount: 1, quarantinedRows: 0, classes: ['per"son'] });
    expect((await written()).trackIds).toEqual(['a, b']);
  });
});

describe('what loads as it stands', () => {
  test('one row is a source', async () => {
    const { facts } = await importAll(
      { tracks: ['tracks.csv', `${csvHeader}\n${csvLine({ frame: 4, trackId: 'x' })}`] },
      25,
    );
    expect(facts).toMatchObject({ rowCount: 1, frameCount: 5, nominalIndex: true, fps: 25, heightPx: 80 });
  });

  test('a quotation mark that is never closed costs its own row only', async () => {
    const rows = [0, 1, 2].map((frame) => csvLine({ frame, trackId: 'a' }));
    rows[1] = '1,"a,person,1,20,30,60,0.9';
    const { facts, quarantined } = await importAll(
      { tracks: ['tracks.csv', [csvHeader, ...rows].join('\n')] },
      30,
    );
    expect(facts).toMatchObject({ rowCount: 2, quarantinedRows: 1 });
    expect(quarantined).toMatchObject([{ line: 3, column: 3 }]);
  });

  test('rows beyond the last picture are put aside with the reason', async () => {
    const clip = await buildClip({ container: 'mp4', pictures: steadyPictures(20, 25) });
    const { facts, quarantined } = await importAll({
      tracks: ['tracks.csv', tracksCsv(22, 1)],
      clip: ['c.mp4', clip],
    });
    expect(facts).toMatchObject({ rowCount: 20, quarantinedRows: 2, frameCount: 20, nominalIndex: false });
    expect(quarantined[0]).toMatchObject({ line: 22, field: 'frame' });
    expect(quarantined[0]?.message).toBe('Frame 20 lies beyond the clip, which has 20 pictures.');
  });

  test('a time column dates frames without a clip', async () => {
    const rows = [0, 1, 2, 5].map((frame) => `${frame},${frame / 12.5},a,1,1,5,5`);
    const { facts } = await importAll({
      tracks: ['tracks.csv', ['frame,t_s,id,x,y,w,h', ...rows].join('\n')],
    });
    expect(facts).toMatchObject({ fps: 12.5, frameCount: 6, nominalIndex: true });
  });

  test('a time column a little off a clip is told and not refused', async () => {
    const clip = await buildClip({ container: 'mp4', pictures: steadyPictures(20, 25) });
    const rows = [0, 1, 2, 5].map((frame) => `${frame},${frame / 25 + 0.03},a,1,1,5,5`);
    const { inspection } = await importAll({
      tracks: ['tracks.csv', ['frame,t_s,id,x,y,w,h', ...rows].join('\n')],
      clip: ['c.mp4', clip],
    });
    expect(inspection.problems).toMatchObject([{ code: 'frame_mismatch', field: 't_s' }]);
  });
});

const rows = steadyRows(20, 2);
const numbers = (pick: (row: { frame: number; trackId: string }) => number) => Float64Array.from(rows, pick);

async function fromCsv() {
  await importAll({ tracks: ['tracks.csv', tracksCsv(20, 2)] }, 30);
  return written();
}

describe('every format of tracks gives the same table', () => {
  test('semicolons and tabs', async () => {
    const expected = await fromCsv();
    for (const delimiter of [';', '\t']) {
      await importAll({ tracks: ['tracks.tsv', tracksCsv(20, 2).replaceAll(',', delimiter)] }, 30);
      expect(await written()).toEqual(expected);
    }
  });

  test('Parquet', async () => {
    const expected = await fromCsv();
    const names = ['frame', 'id', 'left', 'top', 'width', 'height', 'score'];
    const columns = {
      frame: numbers(({ frame }) => frame),
      id: numbers(({ trackId }) => Number(trackId)),
      left: numbers(({ frame }) => 10 + frame),
      top: numbers(() => 20),
      width: numbers(() => 30),
      height: numbers(() => 60),
      score: numbers(() => 0.9),
      label: rows.map(() => 'person'),
    };
    const specs: ColumnSpec[] = names.map((name) => ({
      name,
      type: name === 'id' ? 'i64' : 'f64',
      nullable: false,
    }));
    specs.push({ name: 'label', type: 'utf8', nullable: true });
    const path = join(folder, 'made.parquet');
    unwrap(await columnar.writeParquet(path, specs, { rows: rows.length, columns }));
    const parts = [{ role: 'tracks' as const, path, label: 'made.parquet' }];
    const outputs = {
      tracks: join(folder, 't.out'),
      frameIndex: join(folder, 'f.out'),
      poses: join(folder, 'p.out'),
    };
    unwrap(
      await importFiles({ parts, outputs, workFolder: folder, fps: 30 }, { columnar, media: createMedia() }),
    );
    expect(await written()).toEqual(expected);
  });
});

describe('so do the text formats', () => {
  test('JSON Lines, with a bad line put aside', async () => {
    const expected = await fromCsv();
    const text = rows.map(({ frame, trackId }) =>
      JSON.stringify({
        frame,
        track_id: Number(trackId),
        bbox_x: 10 + frame,
        bbox_y: 20,
        bbox_w: 30,
        bbox_h: 60,
        score: 0.9,
        class: 'person',
      }),
    );
    const { quarantined } = await importAll(
      { tracks: ['tracks.jsonl', ['{"frame": 1', ...text, '[1]'].join('\n')] },
      30,
    );
    expect(quarantined.map(({ line }) => line)).toEqual([1, 42]);
    expect(await written()).toEqual(expected);
  });

  test('MOTChallenge, whose frames count from 1', async () => {
    const expected = await fromCsv();
    const text = rows.map(
      ({ frame, trackId }) => `${frame + 1},${trackId},${10 + frame},20,30,60,0.9,-1,-1,-1`,
    );
    await importAll({ tracks: ['gt.txt', text.join('\n')] }, 30);
    const table = await written();
    expect(table).toEqual({ ...expected, classes: ['unknown', 'unknown'] });
  });
});

describe('the files beside the tracks', () => {
  test('zones and a homography come along', async () => {
    const { facts } = await importAll(
      {
        tracks: ['tracks.csv', tracksCsv(10, 2)],
        zones: [
          'z.json',
          '{"zones":[{"id":"door","bbox_xywh":[1,2,3,4]},{"id":"edge","line":[[0,0],[9,9]]}]}',
        ],
        homography: ['h.json', '{"homography":[[0.1,0,0],[0,0.1,0],[0,0,1]]}'],
      },
      30,
    );
    const corners = [
      [1, 2],
      [4, 2],
      [4, 6],
      [1, 6],
    ];
    const ends = [
      [0, 0],
      [9, 9],
    ];
    expect(facts.zones).toEqual([
      { id: 'door', kind: 'area', space: 'px', points: corners },
      { id: 'edge', kind: 'line', space: 'px', points: ends },
    ]);
    expect(facts).toMatchObject({ space: 'metric', homography: [0.1, 0, 0, 0, 0.1, 0, 0, 0, 1] });
  });

  test('captions and poses come along, and their bad rows are put aside', async () => {
    const vtt =
      'WEBVTT\n\n1\n00:01.500 --> 00:02.000\n<v 2>He &amp; she <i>wait</i>\n\nbroken\n\n00:00.000 --> 00:01.000\nfirst\n';
    const csv = 'frame,track_id,keypoint,x,y,score\n1,2,nose,5,6,0.5\n0,2,nose,5,6,\n0,9,nose,1,1,1\n';
    const { facts, hasPoses, quarantined } = await importAll(
      { tracks: ['tracks.csv', tracksCsv(10, 2)], captions: ['c.vtt', vtt], poses: ['p.csv', csv] },
      30,
    );
    expect(facts).toMatchObject({ quarantinedRows: 2, space: 'body' });
    expect(facts.captions).toEqual([
      { startS: 0, endS: 1, text: 'first' },
      { startS: 1.5, endS: 2, text: 'He & she wait', trackId: '2' },
    ]);
    expect(hasPoses).toBe(true);
    expect(quarantined.map(({ file, line, field }) => [file, line, field])).toEqual([
      ['c.vtt', 7, 'cue'],
      ['p.csv', 4, 'track_id'],
    ]);
    const poses = unwrap(await readPoses(columnar, join(folder, 'p.out')));
    expect([...poses.frame]).toEqual([0, 1]);
    expect(poses.keypoints).toEqual(['nose']);
    expect([...poses.score]).toEqual([Number.NaN, 0.5]);
  });
});

describe('captions and zones', () => {
  test('captions as JSON Lines, and zones in metres without ground positions are told of', async () => {
    const { facts, inspection } = await importAll(
      {
        tracks: ['tracks.csv', tracksCsv(10, 2)],
        zones: ['z.geojson', zonesGeoJson().replace('"px"', '"m"')],
        captions: [
          'c.jsonl',
          '{"start_us":1000000,"end_us":2000000,"text":"b","track_id":1}\n{"start_s":0,"end_s":1,"text":"a"}\n',
        ],
      },
      30,
    );
    expect(facts.captions).toEqual([
      { startS: 0, endS: 1, text: 'a' },
      { startS: 1, endS: 2, text: 'b', trackId: '1' },
    ]);
    expect(facts.zones[0]?.points).toHaveLength(4);
    expect(inspection.problems).toMatchObject([{ code: 'space_mismatch', file: 'z.geojson' }]);
  });
});

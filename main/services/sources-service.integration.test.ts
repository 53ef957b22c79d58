import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unwrap } from '#contract/errors';
import { newId } from '#contract/ids';
import { readFrameIndex } from '#main/importers/frame-index-file';
import { frameIndexCsv, tracksCsv, zonesGeoJson } from '#main/importers/testing/build-files';
import { readTrackTable } from '#main/importers/track-file';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { buildClip, steadyPictures } from '#native/media/testing/build-clip';
import { openSources, type OpenSources } from './testing/open-sources.ts';

let open: OpenSources;
beforeEach(async () => {
  open = await openSources();
});
afterEach(() => open.close());

const attestation = { what: 'Faces were blurred before export.', by: 'Ada Lovelace' };

async function tracksFile(name = 'tracks.csv', frames = 60) {
  return open.file('tracks', name, tracksCsv(frames));
}

async function clipFile(pictures = steadyPictures(60, 30, [5])) {
  return open.file(
    'clip',
    'clip.mp4',
    await buildClip({ container: 'mp4', pictures, widthPx: 320, heightPx: 240 }),
  );
}

function addTracks(files: Parameters<OpenSources['service']['add']>[0]['files'], name = 'Clip 1') {
  return open.service.add({ projectId: open.project.id, name, files, fps: 30 });
}

async function stream(text: string): Promise<ReadableStream<Uint8Array>> {
  const { body } = new Response(text);
  return body ?? new ReadableStream();
}

describe('adding a source', () => {
  test('keeps what its files say, and its clip and canonical files as objects', async () => {
    const files = [
      await tracksFile('tracks.csv', 59),
      await clipFile(),
      await open.file('zones', 'zones.geojson', zonesGeoJson()),
    ];
    const source = unwrap(await addTracks(files));
    expect(source).toMatchObject({
      name: 'Clip 1',
      frameCount: 59,
      nominalIndex: false,
      widthPx: 320,
      heightPx: 240,
      trackCount: 2,
      rowCount: 118,
      quarantinedRows: 0,
      classes: ['person'],
      privacyState: 'unknown',
      space: 'body',
      rev: 1,
    });
    expect(source.files.map(({ role, name }) => [role, name])).toEqual([
      ['tracks', 'tracks.csv'],
      ['clip', 'clip.mp4'],
      ['zones', 'zones.geojson'],
    ]);
    expect(await readFile(open.objects.pathOf(source.clipSha256 ?? ''))).toEqual(
      await readFile(open.inputPath('clip.mp4')),
    );
    expect(await open.objectFiles()).toHaveLength(3);
    expect(await open.cacheFiles()).toEqual([]);
    expect(unwrap(await open.service.get({ id: source.id }))).toEqual(source);
    expect(unwrap(await open.service.list({ projectId: open.project.id }))).toEqual([source]);
  });

  test('writes canonical files that the readers take back', async () => {
    const source = unwrap(
      await addTracks([
        await tracksFile(),
        await open.file('frame_index', 'index.csv', frameIndexCsv(60, 25)),
      ]),
    );
    const columnar = createDuckdbColumnar();
    const table = unwrap(await readTrackTable(columnar, open.objects.pathOf(source.tracksSha256)));
    const index = unwrap(
      await readFrameIndex(columnar, open.objects.pathOf(source.frameIndexSha256), source.nominalIndex),
    );
    await columnar.close();
    expect(table.trackIds).toEqual(['1', '2']);
    expect([...table.rowStart]).toEqual([0, 60, 120]);
    expect(table.xPx[61]).toBe(11);
    expect(index.ptsUs[1]).toBe(40_000);
    expect(index.nominal).toBe(false);
  });
});

describe('a source among others', () => {
  test('the identity of the input depends on the files and not on their order or names', async () => {
    const zones = await open.file('zones', 'zones.geojson', zonesGeoJson());
    const first = unwrap(await addTracks([await tracksFile(), zones], 'A'));
    const second = unwrap(await addTracks([zones, await tracksFile('renamed.csv')], 'B'));
    const third = unwrap(await addTracks([zones, await tracksFile('other.csv', 61)], 'C'));
    expect(second.sha256).toBe(first.sha256);
    expect(second.tracksSha256).toBe(first.tracksSha256);
    expect(third.sha256).not.toBe(first.sha256);
  });
  test('counts the bytes that came in', async () => {
    await addTracks([await tracksFile()]);
    const summary = await open.store.run('projects.summary', {
      id: open.project.id,
      reviewerId: 'ada',
    });
    expect(summary.usage).toContainEqual({
      metric: 'ingested_bytes',
      value: Buffer.byteLength(tracksCsv(60)),
    });
  });

  test('a name is free once per project', async () => {
    await addTracks([await tracksFile()]);
    const again = await addTracks([await tracksFile()]);
    expect(again).toMatchObject({ ok: false, error: { code: 'already_exists', field: 'name' } });
    const elsewhere = await open.service.add({
      projectId: newId(),
      name: 'A',
      files: [await tracksFile()],
      fps: 30,
    });
    expect(elsewhere).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  test('two imports of one name at a time give one source', async () => {
    const file = await tracksFile();
    const both = await Promise.all([addTracks([file]), addTracks([file])]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await open.objectFiles()).toHaveLength(2);
  });
});

describe('bad rows', () => {
  test('are kept with their place and text while the rest loads', async () => {
    const csv = `${tracksCsv(10)}11,1,person,abc,20,30,60,0.9\n`;
    const source = unwrap(await addTracks([await open.file('tracks', 'tracks.csv', csv)]));
    expect(source).toMatchObject({ rowCount: 20, quarantinedRows: 1 });
    const rows = unwrap(await open.service.quarantine({ id: source.id, limit: 10 }));
    expect(rows).toEqual([
      {
        file: open.inputPath('tracks.csv'),
        line: 22,
        column: 13,
        field: 'x',
        message: 'x is the text "abc", not a number.',
        text: '11,1,person,abc,20,30,60,0.9',
      },
    ]);
  });
});

describe('a refused source', () => {
  test('takes back the objects it made, and only those', async () => {
    const kept = unwrap(await addTracks([await tracksFile('tracks.csv', 59), await clipFile()], 'kept'));
    const before = await open.objectFiles();
    const bad = await open.file('tracks', 'bad.csv', 'frame,track_id,x,y,w\n1,1,1,1,1\n');
    const refused = await addTracks([await clipFile(), bad], 'refused');
    expect(refused).toMatchObject({ ok: false, error: { code: 'missing_column', field: 'h', line: 1 } });
    const other = await clipFile(steadyPictures(30, 30));
    expect((await addTracks([other, bad], 'refused')).ok).toBe(false);
    expect((await open.objectFiles()).toSorted()).toEqual(before.toSorted());
    expect(await open.cacheFiles()).toEqual([]);
    expect(unwrap(await open.service.list({ projectId: open.project.id }))).toEqual([kept]);
  });
});

describe('uploads', () => {
  test('become a source under their own names and are then gone', async () => {
    const upload = unwrap(await open.uploads.receive('my tracks.csv', await stream(tracksCsv(60))));
    const file = {
      kind: 'upload' as const,
      role: 'tracks' as const,
      uploadId: upload.uploadId,
      name: upload.name,
    };
    expect(
      unwrap(await open.service.inspect({ projectId: open.project.id, name: 'A', files: [file], fps: 30 }))
        .rows,
    ).toBe(120);
    const source = unwrap(await addTracks([file]));
    expect(source.files).toEqual([
      { role: 'tracks', name: 'my tracks.csv', sha256: upload.sha256, sizeBytes: upload.sizeBytes },
    ]);
    expect(open.uploads.list()).toEqual([]);
    expect(await open.cacheFiles()).toEqual([]);
    expect(await addTracks([file], 'B')).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  test('stay for another try when the source is refused, and messages name them', async () => {
    const upload = unwrap(await open.uploads.receive('../tracks.csv', await stream('frame,track_id\n1,2\n')));
    const file = {
      kind: 'upload' as const,
      role: 'tracks' as const,
      uploadId: upload.uploadId,
      name: 'tracks.csv',
    };
    expect(await addTracks([file])).toMatchObject({ ok: false, error: { file: 'tracks.csv', field: 'x' } });
    expect(open.uploads.list()).toEqual([upload]);
    unwrap(await open.uploads.forget(upload.uploadId));
    expect(await open.cacheFiles()).toEqual([]);
    expect(await open.uploads.forget(upload.uploadId)).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });

  test('one that breaks off leaves nothing', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(10));
        controller.error(new Error('connection lost'));
      },
    });
    expect(await open.uploads.receive('a.csv', body)).toMatchObject({ ok: false, error: { file: 'a.csv' } });
    expect(await open.cacheFiles()).toEqual([]);
    expect(open.uploads.list()).toEqual([]);
  });

  test('old leftovers of earlier runs are cleared', async () => {
    await open.uploads.receive('a.csv', await stream('x'));
    await open.uploads.clear();
    expect(await open.cacheFiles()).toEqual(['a.csv']);
    await open.uploads.clear(0);
    expect(await open.cacheFiles()).toEqual([]);
  });
});

describe('privacy', () => {
  test('an attested clip passes, and the audit log says who answers for it', async () => {
    const source = unwrap(await addTracks([await tracksFile('tracks.csv', 59), await clipFile()]));
    const passed = unwrap(await open.service.attest({ id: source.id, rev: source.rev, attestation }));
    expect(passed).toMatchObject({ privacyState: 'passed', rev: 2, attestation });
    const [entry] = await open.store.run('audit.list', { subject: `source:${source.id}` });
    expect(entry).toMatchObject({
      actor: attestation.by,
      action: 'attest',
      before: { privacyState: 'unknown' },
    });
    const stale = await open.service.attest({ id: source.id, rev: 1, attestation });
    expect(stale).toMatchObject({ ok: false, error: { code: 'stale_revision' } });
    const twice = await open.service.attest({ id: source.id, rev: 2, attestation });
    expect(twice).toMatchObject({ ok: false, error: { code: 'invalid_state' } });
  });

  test('an attestation may come with the import', async () => {
    const files = [await tracksFile('tracks.csv', 59), await clipFile()];
    const source = unwrap(
      await open.service.add({ projectId: open.project.id, name: 'A', files, attestation }),
    );
    expect(source).toMatchObject({ privacyState: 'passed', attestation });
    expect(await open.store.run('audit.list', { subject: `source:${source.id}` })).toHaveLength(1);
  });

  test('without a clip there is nothing to pass', async () => {
    const source = unwrap(await addTracks([await tracksFile()]));
    expect(source.privacyState).toBe('unknown');
    const refused = await open.service.attest({ id: source.id, rev: 1, attestation });
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid_state' } });
  });

  test('the sample passes by construction', async () => {
    const files = [await tracksFile('tracks.csv', 59), await clipFile()];
    const source = unwrap(
      await open.service.addSample({ projectId: open.project.id, name: 'Sample', files }),
    );
    expect(source.privacyState).toBe('passed');
    expect(source.attestation).toBeUndefined();
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createMedia } from '#native/media/mediabunny-media';
import { hasData, realPath, realText } from './formats/testing/read-format.ts';
import { importFiles } from './import-files.ts';

let columnar: Columnar;
let folder: string;
beforeAll(async () => {
  columnar = createDuckdbColumnar();
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-native-'));
});
afterAll(async () => {
  await columnar.close();
  await rm(folder, { recursive: true, force: true });
});

const textOf = (path: string): Promise<string> => realText(`native/${path}`);

interface Counts {
  readonly tracks: number;
  readonly rows: number;
}

/** Rows and different ids in a table of numbers whose ids stand in the given column. */
async function countTable(path: string, idColumn: number, separator: RegExp): Promise<Counts> {
  const lines = (await textOf(path)).split('\n').filter((line) => line.trim() !== '');
  const ids = lines.map((line) => line.trim().split(separator)[idColumn]);
  return { tracks: new Set(ids).size, rows: lines.length };
}

/** Boxes that are not outside, and the tracks that have one, in a CVAT file. */
async function countCvat(path: string): Promise<Counts> {
  const tracks = (await textOf(path)).split('<track ').slice(1);
  const boxes = tracks.map((track) => track.match(/<box [^>]*outside="0"/g)?.length ?? 0);
  return { tracks: boxes.filter((count) => count > 0).length, rows: boxes.reduce((a, b) => a + b, 0) };
}

async function imported(path: string): Promise<Counts> {
  const outputs = { tracks: join(folder, 't'), frameIndex: join(folder, 'f'), poses: join(folder, 'p') };
  const parts = [{ role: 'tracks' as const, path: realPath(path), label: path }];
  const tools = { columnar, media: createMedia() };
  const report = unwrap(await importFiles({ parts, fps: 25, workFolder: folder, outputs }, tools));
  return { tracks: report.facts.trackCount, rows: report.facts.rowCount };
}

describe.skipIf(!hasData)('real files, imported whole (needs AFTERTRACK_DATA)', () => {
  it.each([
    ['jaad_cvat_xml/video_0001.xml.gz', countCvat],
    ['jaad_cvat_xml/video_0102.xml.gz', countCvat],
    ['mot/person-at-table.mot.txt', (path: string) => countTable(path, 1, /,/)],
    ['ucy_vsp/obsmat.txt', (path: string) => countTable(path, 1, /\s+/)],
  ] as const)('of %s have as many tracks and rows as a count of its text', async (path, count) => {
    expect(await imported(path)).toEqual(await count(path));
  });

  it('of splines have a track for each', async () => {
    const path = 'ucy_vsp/annotation.vsp';
    // One spline a person; the first line says how many there are.
    expect((await imported(path)).tracks).toBe(Number.parseInt(await textOf(path), 10));
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createMedia } from '#native/media/mediabunny-media';
import { importFiles } from './import-files.ts';

const native = join(process.env['AFTERTRACK_DATA'] ?? '../shared/data', 'native');
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

function textOf(path: string): string {
  const bytes = readFileSync(join(native, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

interface Counts {
  readonly tracks: number;
  readonly rows: number;
}

const filledLines = (path: string) =>
  textOf(path)
    .split('\n')
    .filter((line) => line.trim() !== '');

/** Rows and different ids in a table of numbers whose ids stand in the given column. */
function countTable(path: string, idColumn: number, separator: RegExp): Counts {
  const lines = filledLines(path);
  const ids = lines.map((line) => line.trim().split(separator)[idColumn]);
  return { tracks: new Set(ids).size, rows: lines.length };
}

/** Boxes that are not outside, and the tracks that have one, in a CVAT file. */
function countCvat(path: string): Counts {
  const tracks = textOf(path).split('<track ').slice(1);
  const boxes = tracks.map((track) => track.match(/<box [^>]*outside="0"/g)?.length ?? 0);
  return { tracks: boxes.filter((count) => count > 0).length, rows: boxes.reduce((a, b) => a + b, 0) };
}

/** One spline a person; its first line says how many there are. */
const splinesOf = (path: string) => Number.parseInt(textOf(path), 10);

async function imported(path: string): Promise<Counts> {
  const outputs = { tracks: join(folder, 't'), frameIndex: join(folder, 'f'), poses: join(folder, 'p') };
  const parts = [{ role: 'tracks' as const, path: join(native, path), label: path }];
  const tools = { columnar, media: createMedia() };
  const report = unwrap(await importFiles({ parts, fps: 25, workFolder: folder, outputs }, tools));
  return { tracks: report.facts.trackCount, rows: report.facts.rowCount };
}

describe.skipIf(!existsSync(native))('real files, imported whole', () => {
  it.each([
    ['jaad_cvat_xml/video_0001.xml.gz', countCvat],
    ['jaad_cvat_xml/video_0102.xml.gz', countCvat],
    ['mot/person-at-table.mot.txt', (path: string) => countTable(path, 1, /,/)],
    ['ucy_vsp/obsmat.txt', (path: string) => countTable(path, 1, /\s+/)],
  ] as const)('of %s have as many tracks and rows as a count of its text', async (path, count) => {
    expect(await imported(path)).toEqual(count(path));
  });

  it('of splines have a track for each', async () => {
    const path = 'ucy_vsp/annotation.vsp';
    expect((await imported(path)).tracks).toBe(splinesOf(path));
  });
});

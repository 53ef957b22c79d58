import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { unwrap } from '#contract/errors';
import { openSources } from '#main/services/testing/open-sources';

const beside = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const folder = join(process.env['AFTERTRACK_DATA'] ?? beside, 'video');
const tracks = join(folder, 'person-at-table.tracks.csv');

/** Counts of a tracks file by plain splitting; this file has no quoted values. */
async function countIndependently(path: string) {
  const [header = '', ...lines] = (await readFile(path, 'utf8')).trim().split('\n');
  const at = header.split(',').indexOf('track_id');
  return { rows: lines.length, tracks: new Set(lines.map((line) => line.split(',')[at])).size };
}

test.skipIf(!existsSync(tracks))('the real clip comes in whole (needs AFTERTRACK_DATA)', async () => {
  const open = await openSources();
  const file = (role: 'tracks' | 'clip' | 'zones', name: string) => ({
    kind: 'path' as const,
    role,
    path: join(folder, name),
  });
  const source = unwrap(
    await open.service.add({
      projectId: open.project.id,
      name: 'Person at a table',
      files: [
        file('tracks', 'person-at-table.tracks.csv'),
        file('clip', 'person-at-table.mp4'),
        file('zones', 'person-at-table.zones.json'),
      ],
    }),
  );
  await open.close();
  const counted = await countIndependently(tracks);
  expect(source).toMatchObject({
    frameCount: 1394,
    durationS: 139.4,
    widthPx: 768,
    heightPx: 432,
    nominalIndex: false,
    rowCount: counted.rows,
    trackCount: counted.tracks,
    quarantinedRows: 0,
    space: 'body',
    privacyState: 'unknown',
  });
  expect(source.zones.map(({ id, kind }) => [id, kind])).toEqual([
    ['table', 'area'],
    ['table_standing_area', 'area'],
  ]);
});

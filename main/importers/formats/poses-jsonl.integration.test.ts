import { expect, test } from 'vitest';
import { posesJsonlFormat } from './poses-jsonl.ts';
import { hasData, readGiven, readReal, realText } from './testing/read-format.ts';

const lines = (...rows: readonly unknown[]): string =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');

test('each object becomes a box and its keypoints', async () => {
  const { tracks, poses, read, quarantined } = await readGiven(
    posesJsonlFormat,
    lines(
      { frame: 3, track_id: 'a', class: 'rat', keypoints: { nose: [10, 20, 0.9], tail: [30, 25] } },
      { frame: 4, track_id: 7, keypoints: { nose: [10, 20, 0.9], body: null, tail: [30, 25, 0.5] } },
    ),
  );
  expect(
    tracks.map(({ frame, trackId, className, x, y, w, h }) => [frame, trackId, className, x, y, w, h]),
  ).toEqual([
    [3, 'a', 'rat', 10, 20, 20, 5],
    [4, '7', '', 10, 20, 20, 5],
  ]);
  expect(poses.map(({ keypoint, score }) => [keypoint, score])).toEqual([
    ['nose', 0.9],
    ['tail', Number.NaN],
    ['nose', 0.9],
    ['tail', 0.5],
  ]);
  expect(read).toMatchObject({ rowsGiven: 2, remarks: [] });
  expect(quarantined).toEqual([]);
});

test('bad lines and values are put aside with their place, and the rest loads', async () => {
  const good = { nose: [10, 20, 0.9], tail: [30, 25, 0.9] };
  const { tracks, quarantined, read } = await readGiven(
    posesJsonlFormat,
    lines(
      '{"frame": 1,',
      { frame: -1, track_id: 'a', keypoints: good },
      { frame: 'one', track_id: 'a', keypoints: good },
      { frame: 1, keypoints: good },
      { frame: 1, track_id: 'a', keypoints: [1, 2] },
      { frame: 1, track_id: 'a', keypoints: { ...good, ear: ['x', 1] } },
      '[]',
    ),
  );
  expect(tracks.map(({ frame }) => frame)).toEqual([1]);
  expect(read.rowsGiven).toBe(7);
  expect(quarantined.map(({ line, field }) => [line, field])).toEqual([
    [1, undefined],
    [2, 'frame'],
    [3, 'frame'],
    [4, 'track_id'],
    [5, 'keypoints'],
    [6, 'ear'],
    [7, undefined],
  ]);
  expect(quarantined[5]?.column).toBe(lines({ frame: 1, track_id: 'a', keypoints: good }).length);
});

test('an empty file is refused', async () => {
  await expect(readGiven(posesJsonlFormat, '\n\n')).rejects.toMatchObject({
    problem: { code: 'truncated_file', file: 'given.txt', line: 1 },
  });
});

const real = ['01', '06', '11', '16', '21', '26', '31', '36', '41', '46', '51', '56'] as const;

test.skipIf(!hasData).for(real)('the real rat_%s comes in whole (needs AFTERTRACK_DATA)', async (number) => {
  const name = `rats/rat_${number}.poses.jsonl.gz`;
  const [frames, ids] = [new Set<string>(), new Set<string>()];
  let [boxes, keypoints] = [0, 0];
  for (const line of (await realText(name)).trim().split('\n')) {
    // Every keypoint is `"name":[x,y,likelihood]`: the likelihood stands before each closing bracket.
    const used = [...line.matchAll(/,([\d.e-]+)\]/g)].filter(([, score]) => Number(score) >= 0.1).length;
    if (used < 2) continue;
    boxes += 1;
    keypoints += used;
    frames.add(line.slice(line.indexOf(':') + 1, line.indexOf(',')));
    ids.add(line.split('"track_id":"')[1]?.split('"')[0] ?? '');
  }
  const read = await readReal(posesJsonlFormat, [name]);
  expect(read.quarantined).toEqual([]);
  expect({
    boxes: read.tracks.length,
    keypoints: read.poses.length,
    frames: new Set(read.tracks.map(({ frame }) => frame)).size,
    tracks: new Set(read.tracks.map(({ trackId }) => trackId)).size,
  }).toEqual({ boxes, keypoints, frames: frames.size, tracks: ids.size });
});

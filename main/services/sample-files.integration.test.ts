import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plazaScenery, sampleSeed } from '#pipeline/simulation/sample-scene';
import { type SampleFile, writeSampleFiles } from './sample-files.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
let folder = '';
let files: readonly SampleFile[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-sample-'));
  files = await writeSampleFiles(join(folder, 'new'), resources);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('the sample has a file of every role, the true events beside them', async () => {
  const roles = files.map(({ role }) => role).toSorted();
  expect(roles).toEqual(['captions', 'clip', 'frame_index', 'homography', 'poses', 'tracks', 'zones']);
  for (const { path } of files) expect((await stat(path)).size).toBeGreaterThan(0);
  const events = await readFile(join(folder, 'new', 'plaza.true-events.csv'), 'utf8');
  expect(events.split('\n')[0]).toContain('end_frame_exclusive');
});

test("the shipped clip's pictures are shown exactly when the frame index says, without sound", async () => {
  const input = new Input({
    formats: ALL_FORMATS,
    source: new FilePathSource(join(resources, 'sample', 'plaza.mp4')),
  });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new Error('The clip has no video.');
    const shown: (readonly [number, number])[] = [];
    for await (const { timestamp, duration } of new EncodedPacketSink(track).packets(undefined, undefined, {
      metadataOnly: true,
    }))
      shown.push([Math.round(timestamp * 1e6), Math.round(duration * 1e6)]);
    const { ptsUs, durationUs } = plazaScenery({ seed: sampleSeed }).presentation.index;
    expect(shown).toEqual(Array.from(ptsUs, (pts, frame) => [pts, durationUs[frame]]));
    expect(await input.getAudioTracks()).toEqual([]);
  } finally {
    input.dispose();
  }
});

test('the shipped clip stays small', async () => {
  expect((await stat(join(resources, 'sample', 'plaza.mp4'))).size).toBeLessThan(2.5 * 1024 * 1024);
});

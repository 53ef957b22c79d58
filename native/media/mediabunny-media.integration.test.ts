import { existsSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { frameCount } from '#contract/entities/frame-index';
import { unwrap } from '#contract/errors';
import { createMedia } from './mediabunny-media.ts';
import { buildClip, steadyPictures, type ClipRecipe } from './testing/build-clip.ts';
import { buildReorderedClip } from './testing/build-reordered-clip.ts';
import { withEditList, type WrittenEdit } from './testing/edit-list.ts';

const media = createMedia();
const root = fileURLToPath(new URL('../..', import.meta.url));
const realClip = join(
  process.env['AFTERTRACK_DATA'] ?? join(root, '../shared/data'),
  'video/person-at-table.mp4',
);
const sampleClip = join(root, 'resources/sample/plaza.mp4');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function clipFile(recipe: ClipRecipe): Promise<string> {
  const path = join(folder, `clip.${recipe.container === 'webm' ? 'webm' : 'mp4'}`);
  await writeFile(path, await buildClip(recipe));
  return path;
}

async function refusal(path: string) {
  const result = await media.probeClip(path);
  return result.ok ? undefined : result.error;
}

describe('probing a clip', () => {
  test('an MP4 with dropped pictures is dated exactly', async () => {
    const pictures = steadyPictures(90, 30, [10, 11, 50]);
    const path = await clipFile({ container: 'mp4', pictures, widthPx: 640, heightPx: 360 });
    const probe = unwrap(await media.probeClip(path));
    expect([...probe.index.ptsUs]).toEqual(pictures.map(({ timeS }) => Math.round(timeS * 1e6)));
    expect(probe.index.durationUs[9]).toBe(100_000);
    expect(probe).toMatchObject({ widthPx: 640, heightPx: 360, audioStreams: 0 });
    expect(probe.codec).toContain('vp09');
    expect(probe.mime).toContain('video/mp4');
  });

  test('a clip of variable rate keeps its own times, and counts from its first picture', async () => {
    const timesS = [0.5, 0.62, 0.65, 1.4, 1.5];
    const pictures = timesS.map((timeS, at) => ({ timeS, durationS: (timesS[at + 1] ?? 1.6) - timeS }));
    const probe = unwrap(await media.probeClip(await clipFile({ container: 'webm', pictures })));
    expect([...probe.index.ptsUs]).toEqual([0, 120_000, 150_000, 900_000, 1_000_000]);
    expect([...probe.index.durationUs].slice(0, 4)).toEqual([120_000, 30_000, 750_000, 100_000]);
  });

  test('pictures stored out of order come in presentation order', async () => {
    const order = [0, 3, 1, 2, 6, 4, 5];
    const pictures = order.map((n) => ({ timeS: n / 25, durationS: 1 / 25 }));
    const probe = unwrap(await media.probeClip(await clipFile({ container: 'mp4', pictures })));
    expect([...probe.index.ptsUs]).toEqual([0, 40_000, 80_000, 120_000, 160_000, 200_000, 240_000]);
  });
});

describe('an MP4 whose edit list cuts it', () => {
  async function probeEdited(clip: Uint8Array, edits: readonly WrittenEdit[]) {
    const path = join(folder, 'edited.mp4');
    await writeFile(path, withEditList(clip, edits));
    return media.probeClip(path);
  }
  const whole = () => buildClip({ container: 'mp4-fast-start', pictures: steadyPictures(40, 25) });

  test('has the pictures that begin inside, from the first of them', async () => {
    const { index, timing } = unwrap(await probeEdited(await whole(), [{ durationS: 0.78, mediaS: 0.42 }]));
    expect([...index.ptsUs]).toEqual(Array.from({ length: 19 }, (_, n) => n * 40_000));
    expect(timing).toMatchObject({ firstPictureUs: 0, hiddenPictures: 21, negativeTimes: 11 });
  });

  test('tells when the first one appears after nothing', async () => {
    const edits = [
      { durationS: 0.5, mediaS: undefined },
      { durationS: 1.6, mediaS: 0 },
    ];
    const { index, timing } = unwrap(await probeEdited(await whole(), edits));
    expect(frameCount(index)).toBe(40);
    expect(timing).toMatchObject({ firstPictureUs: 500_000, edit: { emptyUs: 500_000 } });
  });

  test('is only moved where its pictures lie in fragments', async () => {
    const pictures = steadyPictures(40, 25);
    const clip = await buildClip({ container: 'mp4-fragments', pictures });
    const { index, timing } = unwrap(await probeEdited(clip, [{ durationS: 0.2, mediaS: 0.42 }]));
    expect([...index.ptsUs]).toEqual([0, ...Array.from({ length: 29 }, (_, n) => 20_000 + n * 40_000)]);
    expect(timing).toMatchObject({ firstPictureUs: 0, hiddenPictures: 10, edit: { cuts: false } });
  });

  test('is told as reordered, and in fragments comes later by its most negative offset', async () => {
    for (const fragmented of [false, true]) {
      const { mp4, pictures } = await buildReorderedClip(25, fragmented, () => 128);
      const path = join(folder, 'reordered.mp4');
      await writeFile(path, mp4);
      const { index, timing } = unwrap(await media.probeClip(path));
      expect([...index.ptsUs]).toEqual(Array.from({ length: pictures }, (_, n) => n * 40_000));
      expect(timing).toMatchObject({ reordered: true, firstPictureUs: fragmented ? 40_000 : 0 });
    }
  });

  test('to nothing, or joined of parts, is refused by name', async () => {
    const nothing = await probeEdited(await whole(), [{ durationS: 1, mediaS: 100 }]);
    expect(nothing).toMatchObject({ error: { message: 'edited.mp4 shows no picture.' } });
    const edits = [0, 1].map((mediaS) => ({ durationS: 0.4, mediaS }));
    const joined = await probeEdited(await whole(), edits);
    expect(joined).toMatchObject({
      error: { code: 'unsupported_format', message: expect.stringContaining('edited.mp4') as unknown },
    });
  });
});

describe('what is no whole clip is refused with words that name the file', () => {
  test('text', async () => {
    const path = join(folder, 'clip.mp4');
    await writeFile(path, 'frame,track_id\n1,2\n'.repeat(100));
    expect(await refusal(path)).toMatchObject({
      code: 'unsupported_format',
      message: 'clip.mp4 is not a clip.',
      file: path,
    });
  });

  test('an empty file and a missing one', async () => {
    const path = join(folder, 'empty.mp4');
    await writeFile(path, '');
    expect(await refusal(path)).toMatchObject({ code: 'truncated_file', file: path });
    expect(await refusal(join(folder, 'none.mp4'))).toMatchObject({ code: 'missing_file' });
    expect(await refusal(folder)).toMatchObject({ code: 'unreadable_file' });
  });

  test.each(['mp4', 'mp4-fast-start', 'webm'] as const)('a %s cut anywhere', async (container) => {
    const path = await clipFile({ container, pictures: steadyPictures(120, 30) });
    const whole = await buildClip({ container, pictures: steadyPictures(120, 30) });
    for (const share of [0.7, 0.5, 0.2, 0.02]) {
      await writeFile(path, whole);
      await truncate(path, Math.floor(whole.length * share));
      expect((await refusal(path))?.file, `${share} of the file`).toBe(path);
    }
  });
});

test('a WebM with junk where an element is due is refused, and does not hang', async () => {
  const clip = await buildClip({ container: 'webm', pictures: steadyPictures(30, 30) });
  const segment = Buffer.from(clip).indexOf(Buffer.from([0x18, 0x53, 0x80, 0x67]));
  const path = join(folder, 'junk.webm');
  await writeFile(path, clip.fill(0, segment + 12));
  expect(await refusal(path)).toMatchObject({ file: path });
});

describe('clips as they come', () => {
  test.skipIf(!existsSync(realClip))(
    'the real clip has its 1,394 pictures (needs AFTERTRACK_DATA)',
    async () => {
      const probe = unwrap(await media.probeClip(realClip));
      expect(frameCount(probe.index)).toBe(1394);
      expect(probe).toMatchObject({ widthPx: 768, heightPx: 432 });
      expect(
        probe.index.ptsUs.every((ptsUs, at) => at === 0 || ptsUs > (probe.index.ptsUs[at - 1] ?? 0)),
      ).toBe(true);
    },
  );

  test.skipIf(!existsSync(sampleClip))('the sample clip is read whole (needs resources/sample)', async () => {
    const probe = unwrap(await media.probeClip(sampleClip));
    expect(frameCount(probe.index)).toBeGreaterThan(1000);
  });
});

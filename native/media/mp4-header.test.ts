import { describe, expect, test } from 'vitest';
import { problem, raise, toProblem } from '#contract/errors';
import { trackEdit } from './edit-window.ts';
import { checkSampleCounts } from './mp4-counts.ts';
import { readMp4Header } from './mp4-header.ts';
import { buildClip, steadyPictures } from './testing/build-clip.ts';
import { withEditList, type WrittenEdit } from './testing/edit-list.ts';

const pictures = steadyPictures(30, 30);
const reader = (bytes: Uint8Array) => (offset: number, length: number) =>
  Promise.resolve(bytes.subarray(offset, offset + length));

async function headerOf(clip: Uint8Array) {
  const header = await readMp4Header(reader(clip), clip.length);
  const [track] = header?.tracks ?? [];
  if (header === undefined || track === undefined)
    return raise(problem('internal', 'The clip has no track.'));
  return { ...header, track };
}

async function editOf(edits: readonly WrittenEdit[]) {
  const clip = withEditList(await buildClip({ container: 'mp4-fast-start', pictures }), edits);
  const { track, movieTimescale } = await headerOf(clip);
  try {
    return trackEdit(track, movieTimescale, 'clip.mp4');
  } catch (thrown) {
    return toProblem(thrown);
  }
}

describe('the header of an MP4', () => {
  test('is found before and behind the pictures, and says whether they are in fragments', async () => {
    for (const container of ['mp4', 'mp4-fast-start', 'mp4-fragments'] as const) {
      const { track } = await headerOf(await buildClip({ container, pictures }));
      expect(track).toMatchObject({ trackId: 1, timescale: 57_600, edits: [] });
      expect(track.fragmented).toBe(container === 'mp4-fragments');
    }
  });

  test('is missing in what is no MP4', async () => {
    const webm = await buildClip({ container: 'webm', pictures });
    expect(await readMp4Header(reader(webm), webm.length)).toBeUndefined();
    expect(await readMp4Header(reader(new Uint8Array(0)), 0)).toBeUndefined();
  });
});

describe('an edit list', () => {
  test('of one stretch is where it begins and how long it lasts', async () => {
    expect(await editOf([{ durationS: 0.5, mediaS: 0.25 }])).toEqual({
      edit: { emptyUs: 0, mediaStartUs: 250_000, durationUs: 500_000, cuts: true },
      window: { timescale: 57_600, startTicks: 0, endTicks: 28_800 },
    });
  });

  test('may begin with nothing', async () => {
    const edits = [
      { durationS: 0.25, mediaS: undefined },
      { durationS: 0.25, mediaS: undefined },
      { durationS: 0.5, mediaS: 0 },
    ];
    expect(await editOf(edits)).toMatchObject({
      edit: { emptyUs: 500_000, mediaStartUs: 0 },
      window: { startTicks: 28_800, endTicks: 57_600 },
    });
  });

  test.each([
    ['joins 2 parts', [0, 0.5].map((mediaS) => ({ durationS: 0.2, mediaS }))],
    ['joins 2 parts', [0, undefined].map((mediaS) => ({ durationS: 0.2, mediaS }))],
    ['changes its speed to 2', [{ durationS: 0.5, mediaS: 0, rate: 2 }]],
    ['shows no picture', [{ durationS: 0.5, mediaS: undefined }]],
  ])('that %s is refused by name', async (says, edits) => {
    expect(await editOf(edits)).toMatchObject({
      code: 'unsupported_format',
      message: expect.stringContaining(`The edit list of clip.mp4 ${says}`) as unknown,
    });
  });
});

describe('a table of more samples than bytes', () => {
  async function faultWith(container: 'mp4' | 'mp4-fragments', type: string, at: number): Promise<string> {
    const clip = await buildClip({ container, pictures });
    const start = Buffer.from(clip).indexOf(type);
    new DataView(clip.buffer, clip.byteOffset).setUint32(start + at, 0x8000_0000);
    try {
      await checkSampleCounts(reader(clip), clip.length, 'clip.mp4');
      return '';
    } catch (thrown) {
      return toProblem(thrown).message;
    }
  }

  test.each([
    ['mp4', 'stts', 12],
    ['mp4', 'stsc', 16],
    ['mp4-fragments', 'trun', 8],
  ] as const)('in an %s (%s) is refused by name', async (container, type, at) => {
    expect(await faultWith(container, type, at)).toBe(
      'clip.mp4 is damaged: a table of it names more samples than it holds.',
    );
  });

  test('is none in a whole clip', async () => {
    for (const container of ['mp4', 'mp4-fragments'] as const) {
      const clip = await buildClip({ container, pictures });
      await expect(checkSampleCounts(reader(clip), clip.length, 'clip.mp4')).resolves.toBeUndefined();
    }
  });
});

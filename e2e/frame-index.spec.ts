import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { frameCount, frameMiddleS } from '#contract/entities/frame-index';
import { unwrap } from '#contract/errors';
import type { ClipProbe } from '#contract/ports/media';
import { createMedia } from '#native/media/mediabunny-media';
import { buildReorderedClip } from '#native/media/testing/build-reordered-clip';
import { withEditList, type WrittenEdit } from '#native/media/testing/edit-list';
import { createRandom } from '#pipeline/simulation/random';
import { type ClipBrowser, openTools } from './frame-index/browser.ts';
import { numberedLuma } from './frame-index/numbered-luma.ts';
import type { NumberedClip, SeenPicture } from './frame-index/page.ts';

const media = createMedia();
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-clips-'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

type Pictures = NumberedClip['pictures'];

/** Pictures from the ticks at which they begin; each lasts until the next, the last one `lastTicks`. */
function picturesAt(ticks: readonly number[], perS: number, lastTicks: number): Pictures {
  return ticks.map((tick, n) => ({
    timeS: tick / perS,
    durationS: ((ticks[n + 1] ?? tick + lastTicks) - tick) / perS,
  }));
}

function steady(count: number, fps: number, dropped: readonly number[] = []): Pictures {
  const ticks = Array.from({ length: count }, (_, n) => n).filter((n) => !dropped.includes(n));
  return picturesAt(ticks, fps, 1);
}

/** Intervals between a sixtieth and a third of a second, some of them dropped pictures; from a seed. */
function irregular(count: number, seed: number): Pictures {
  const random = createRandom(seed);
  let tick = 0;
  const ticks = Array.from({ length: count }, () => {
    const at = tick;
    tick += Math.round(random.chance(0.15) ? random.between(80, 200) : random.between(10, 50));
    return at;
  });
  return picturesAt(ticks, 600, 20);
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: end - start }, (_, n) => start + n);
}

/** What should be on screen: burnt numbers in order, when the first appears, and each one's time after it. */
interface Expected {
  readonly numbers: readonly number[];
  readonly firstUs: number;
  readonly timesUs: readonly number[];
}

/** The numbered pictures of a recipe, dated as finely as the container does. */
function expected(
  pictures: Pictures,
  numbers: readonly number[],
  firstUs: number,
  resolutionUs = 1,
): Expected {
  const rounded = (timeS: number): number => Math.round((timeS * 1e6) / resolutionUs) * resolutionUs;
  const startS = (n: number): number => pictures[n]?.timeS ?? Number.NaN;
  const firstS = startS(numbers[0] ?? 0);
  // What is cut begins anew; what is rounded coarsely is rounded before.
  const timeUs = (n: number): number =>
    resolutionUs === 1 ? rounded(startS(n) - firstS) : rounded(startS(n)) - rounded(firstS);
  return { numbers, firstUs, timesUs: numbers.map(timeUs) };
}

async function probe(clip: Uint8Array, name: string): Promise<ClipProbe> {
  const path = join(folder, name);
  await writeFile(path, clip);
  return unwrap(await media.probeClip(path));
}

function checkIndex({ index, timing }: ClipProbe, { numbers, firstUs, timesUs }: Expected): void {
  expect(timing.firstPictureUs).toBe(firstUs);
  expect(frameCount(index)).toBe(numbers.length);
  expect([...index.ptsUs]).toEqual(timesUs);
}

/**
 * Every picture decoded in the page has the number and the time that the index gives it. The decoder's times are neither cut nor
 * counted from the first picture, so that they are compared from the last one, and may be rounded at another place.
 */
function checkDecoded(decoded: readonly SeenPicture[], { index }: ClipProbe, { numbers }: Expected): void {
  const timeUs = new Map(decoded.map(({ number, timeS }) => [number, Math.round(timeS * 1e6)]));
  expect(timeUs.size).toBe(decoded.length);
  expect(decoded.map(({ number }) => number).filter((number) => numbers.includes(number))).toEqual(numbers);
  const shiftUs = (timeUs.get(numbers.at(-1) ?? 0) ?? Number.NaN) - (index.ptsUs.at(-1) ?? 0);
  const lateUs = numbers.map(
    (number, n) => (index.ptsUs[n] ?? 0) + shiftUs - (timeUs.get(number) ?? Number.NaN),
  );
  expect(lateUs.slice(1).filter((us) => !(Math.abs(us) <= 1))).toEqual([]);
  expect(lateUs[0]).toBeGreaterThanOrEqual(-1);
}

/** A seek to the middle of every picture shows its number, and the time that the index gives it. */
async function checkShown(browser: ClipBrowser, clip: Uint8Array, probed: ClipProbe, { numbers }: Expected) {
  const { index, timing, mime } = probed;
  const middlesS = numbers.map((_, n) => timing.firstPictureUs / 1e6 + frameMiddleS(index, n));
  const seen = await browser.seek(clip, mime.split(';')[0] ?? mime, middlesS);
  expect(seen.map(({ number }) => number)).toEqual(numbers);
  // A picture that began before the clip's zero is shown from zero on, and says when it began.
  const shownUs = seen.map(({ timeS }) => Math.max(0, Math.round(timeS * 1e6)) - timing.firstPictureUs);
  expect(shownUs).toEqual([...index.ptsUs]);
}

async function prove(
  browser: ClipBrowser,
  clip: Uint8Array,
  name: string,
  wanted: Expected,
): Promise<ClipProbe> {
  const probed = await probe(clip, name);
  checkIndex(probed, wanted);
  checkDecoded(await browser.decode(clip), probed, wanted);
  await checkShown(browser, clip, probed, wanted);
  return probed;
}

const even = steady(30, 30);
const dropped = steady(36, 30, [11, 12, 13, 25]);
const uneven = irregular(32, 20_260_701);

const plain: readonly (NumberedClip & { readonly title: string })[] = [
  {
    title: 'VP9 in MP4 at an even rate',
    codec: 'vp9',
    container: 'mp4',
    pictures: even,
    keyPictureEvery: 12,
  },
  {
    title: 'VP9 in WebM with dropped pictures',
    codec: 'vp9',
    container: 'webm',
    pictures: dropped,
    keyPictureEvery: 9,
  },
  {
    title: 'VP9 in fragments with dropped pictures',
    codec: 'vp9',
    container: 'fragmented',
    pictures: dropped,
    keyPictureEvery: 9,
  },
  {
    title: 'H.264 in MP4 at a variable rate',
    codec: 'avc',
    container: 'mp4',
    pictures: uneven,
    keyPictureEvery: 12,
  },
  {
    title: 'H.264 in fragments at a variable rate',
    codec: 'avc',
    container: 'fragmented',
    pictures: uneven,
    keyPictureEvery: 7,
  },
  {
    title: 'AV1 in MP4 at a variable rate',
    codec: 'av1',
    container: 'mp4',
    pictures: uneven,
    keyPictureEvery: 12,
  },
  {
    title: 'AV1 in WebM with dropped pictures',
    codec: 'av1',
    container: 'webm',
    pictures: dropped,
    keyPictureEvery: 12,
  },
];

async function skipWithout(browser: ClipBrowser, codec: NumberedClip['codec']): Promise<void> {
  test.skip(!(await browser.has(codec)), `This browser has no ${codec}.`);
}

for (const { title, ...clip } of plain)
  test(`${title}: what a seek to a frame shows is that picture`, async ({ page }) => {
    const browser = await openTools(page);
    const { codec, pictures, container } = clip;
    await skipWithout(browser, codec);
    const wanted = expected(pictures, range(0, pictures.length), 0, container === 'webm' ? 1000 : 1);
    const { timing } = await prove(browser, await browser.encode(clip), `plain.${container}`, wanted);
    expect(timing.variableRate).toBe(pictures === uneven);
    if (pictures === dropped)
      expect(timing.gaps).toEqual([
        { frame: 10, missingPictures: 3 },
        { frame: 21, missingPictures: 1 },
      ]);
  });

test('VP9 at a variable rate is dated exactly in WebM and MP4', async ({ page }) => {
  const browser = await openTools(page);
  for (const container of ['webm', 'mp4'] as const) {
    const clip = await browser.encode({ codec: 'vp9', container, pictures: uneven, keyPictureEvery: 12 });
    const wanted = expected(uneven, range(0, uneven.length), 0, container === 'webm' ? 1000 : 1);
    const probed = await probe(clip, `uneven.${container}`);
    checkIndex(probed, wanted);
    checkDecoded(await browser.decode(clip), probed, wanted);
  }
});

test('a clip that begins late is sought from where it begins', async ({ page }) => {
  const browser = await openTools(page);
  const late = dropped.map(({ timeS, durationS }) => ({ timeS: timeS + 0.5, durationS }));
  for (const [container, resolutionUs] of [
    ['webm', 1000],
    ['fragmented', 1],
  ] as const) {
    const clip = await browser.encode({ codec: 'vp9', container, pictures: late, keyPictureEvery: 12 });
    await prove(
      browser,
      clip,
      `late.${container}`,
      expected(late, range(0, late.length), 500_000, resolutionUs),
    );
  }
});

test('of two pictures of the same time the first is shown, and the index has one', async ({ page }) => {
  const browser = await openTools(page);
  const pictures = picturesAt([0, 1, 2, 3, 3, 4, 5, 6, 7, 7, 8], 25, 1);
  const clip = await browser.encode({ codec: 'vp9', container: 'mp4', pictures, keyPictureEvery: 20 });
  const { timing } = await prove(
    browser,
    clip,
    'doubled.mp4',
    expected(pictures, [0, 1, 2, 3, 5, 6, 7, 8, 10], 0),
  );
  expect(timing.doubledPictures).toBe(2);
});

const fps = 30;

interface Edited {
  readonly title: string;
  readonly edits: readonly WrittenEdit[];
  readonly numbers: readonly number[];
  readonly firstUs: number;
}

const edited: readonly Edited[] = [
  {
    title: 'that cuts the beginning',
    edits: [{ durationS: 20 / fps, mediaS: 10 / fps }],
    numbers: range(10, 30),
    firstUs: 0,
  },
  {
    title: 'that cuts into a picture',
    edits: [{ durationS: 19.5 / fps, mediaS: 10.5 / fps }],
    numbers: range(11, 30),
    firstUs: 0,
  },
  {
    title: 'that cuts both ends',
    edits: [{ durationS: 10.5 / fps, mediaS: 10 / fps }],
    numbers: range(10, 21),
    firstUs: 0,
  },
  {
    title: 'that begins with nothing',
    edits: [
      { durationS: 0.5, mediaS: undefined },
      { durationS: 1, mediaS: 0 },
    ],
    numbers: range(0, 30),
    firstUs: 500_000,
  },
  {
    title: 'that begins with nothing and cuts both ends',
    edits: [
      { durationS: 0.25, mediaS: undefined },
      { durationS: 15 / fps, mediaS: 12 / fps },
    ],
    numbers: range(12, 27),
    firstUs: 250_000,
  },
];

const editedClips = edited.flatMap((clip) => (['vp9', 'avc'] as const).map((codec) => ({ ...clip, codec })));

for (const { title, codec, edits, numbers, firstUs } of editedClips)
  test(`an MP4 (${codec}) with an edit list ${title} has the pictures that are presented`, async ({
    page,
  }) => {
    const browser = await openTools(page);
    await skipWithout(browser, codec);
    const whole = await browser.encode({ codec, container: 'mp4', pictures: even, keyPictureEvery: 12 });
    const clip = withEditList(whole, edits);
    const { timing } = await prove(browser, clip, `${codec}.mp4`, expected(even, numbers, firstUs));
    expect(timing.hiddenPictures).toBe(even.length - numbers.length);
    expect(timing.edit?.emptyUs).toBe(firstUs);
  });

test('an edit list moves fragments but does not cut their end', async ({ page }) => {
  const browser = await openTools(page);
  await skipWithout(browser, 'avc');
  const whole = await browser.encode({
    codec: 'avc',
    container: 'fragmented',
    pictures: even,
    keyPictureEvery: 12,
  });
  const clip = withEditList(whole, [{ durationS: 10 / fps, mediaS: 10.5 / fps }]);
  const timesUs = [0, ...range(1, 20).map((n) => Math.round(((n - 0.5) / fps) * 1e6))];
  const { timing } = await prove(browser, clip, 'fragments.mp4', {
    numbers: range(10, 30),
    firstUs: 0,
    timesUs,
  });
  expect(timing).toMatchObject({ hiddenPictures: 10, edit: { cuts: false } });
});

test('pictures stored out of order are shown in order, whole or cut', async ({ page }) => {
  const browser = await openTools(page);
  await skipWithout(browser, 'avc');
  const cuts: readonly { readonly edits?: readonly WrittenEdit[]; readonly numbers: readonly number[] }[] = [
    { numbers: range(0, 26) },
    { edits: [{ durationS: 26 / 25, mediaS: 0 }], numbers: range(0, 26) },
    { edits: [{ durationS: 10 / 25, mediaS: 5 / 25 }], numbers: range(5, 15) },
    { edits: [{ durationS: 10 / 25, mediaS: 4.5 / 25 }], numbers: range(5, 15) },
  ];
  const { mp4 } = await buildReorderedClip(25, false, numberedLuma);
  for (const { edits, numbers } of cuts) {
    const clip = edits === undefined ? mp4 : withEditList(mp4, edits);
    const { timing } = await prove(browser, clip, 'reordered.mp4', expected(steady(26, 25), numbers, 0));
    expect(timing.reordered).toBe(true);
  }
});

test('pictures stored out of order in fragments come as late as the browser shows them', async ({ page }) => {
  const browser = await openTools(page);
  await skipWithout(browser, 'avc');
  const { mp4 } = await buildReorderedClip(25, true, numberedLuma);
  await prove(browser, mp4, 'fragments.mp4', expected(steady(26, 25), range(0, 26), 40_000));
  const cut = withEditList(mp4, [{ durationS: 10 / 25, mediaS: 4 / 25 }]);
  await prove(browser, cut, 'fragments.mp4', expected(steady(26, 25), range(3, 26), 0));
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { WorkstationClient } from '#contract/rpc/contract';
import { writeSampleFiles } from '#main/services/sample-files';
import { readStrip } from '#pipeline/simulation/picture-strip';
import { root } from '#tools/process';
import { type AppFixture, expect, openPage, test, withClient } from './fixtures.ts';

const timeout = 10_000;

/** The review screen, as its user names things. */
function reviewOf(page: Page) {
  return {
    current: page.locator('.queue-entry[aria-current="true"]'),
    queue: page.getByRole('region', { name: 'Queue' }),
    span: page.getByTestId('event-span'),
    type: page.getByTestId('event-type'),
    pending: page.getByTestId('pending-edit'),
    playhead: page.getByTestId('playhead'),
    shown: page.getByTestId('shown-frame'),
    timeline: page.getByTestId('timeline'),
    announcement: page.getByTestId('announcement'),
    progress: page.getByText(/of [\d,]+ decided/),
  };
}

function missing(what: string): never {
  throw new Error(`Not so: ${what}`);
}

type Review = ReturnType<typeof reviewOf>;

async function openReview(page: Page, app: AppFixture, candidateId?: string): Promise<Review> {
  await openPage(page, app, `#/review${candidateId === undefined ? '' : `/${candidateId}`}`);
  const review = reviewOf(page);
  await expect(review.current).toBeVisible({ timeout });
  await expect(review.span).toBeVisible({ timeout });
  return review;
}

async function numberOf(locator: Locator): Promise<number> {
  return Number(await locator.getAttribute('data-frame'));
}

/** Start and end frame as they stand in the evidence. */
async function spanOf(locator: Locator): Promise<readonly [number, number]> {
  const [start = '', end = ''] = ((await locator.textContent()) ?? '').replaceAll(',', '').split('–');
  return [Number(start), Number(end)];
}

async function stand(page: Page, review: Review): Promise<number> {
  await page.keyboard.press('k');
  const apart = async () => (await numberOf(review.playhead)) - (await numberOf(review.shown));
  await expect.poll(apart, { timeout }).toBe(0);
  return numberOf(review.playhead);
}

async function sampleProject(client: WorkstationClient): Promise<string> {
  const project = (await client.projects.list()).find(({ sample }) => sample);
  return project?.id ?? missing('There is a sample project.');
}

/** Edges and type of the first candidate: one frame earlier, eleven later, the type of key 1. */
async function editFirst(page: Page, review: Review): Promise<readonly [number, number]> {
  const [start, end] = await spanOf(review.span);
  for (const key of ['.', 'Shift+.', 'e', ',', 'Digit1']) await page.keyboard.press(key);
  await expect.poll(() => spanOf(review.span)).toEqual([start - 1, end + 11]);
  await expect(review.pending).toContainText('not committed');
  return [start - 1, end + 11];
}

test('an edited candidate is accepted, undone and done again; another is rejected and undone', async ({
  page,
  app,
}) => {
  const review = await openReview(page, app);
  await stand(page, review);
  const first = (await review.current.getAttribute('data-candidate')) ?? '';
  const edited = await editFirst(page, review);
  const chosen = (await review.type.textContent()) ?? '';

  await page.keyboard.press('a');
  await expect(review.progress).toContainText('1 of');
  await expect(review.announcement).toContainText('accepted. Next:');
  await expect(review.pending).toHaveCount(0);
  await expect(review.current).not.toHaveAttribute('data-candidate', first);
  const second = (await review.current.getAttribute('data-candidate')) ?? '';

  await page.keyboard.press('x');
  await expect(review.progress).toContainText('2 of');
  await page.keyboard.press('Control+z');
  await expect(review.progress).toContainText('1 of');
  await expect(review.current).toHaveAttribute('data-candidate', second);

  await page.keyboard.press('Control+z');
  await expect(review.progress).toContainText('0 of');
  await expect(review.current).toHaveAttribute('data-candidate', first);
  await expect.poll(() => spanOf(review.span)).toEqual(edited);
  await expect(review.pending).toContainText('not committed');

  await page.keyboard.press('Control+Shift+z');
  await expect(review.progress).toContainText('1 of');
  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await expect(review.current).toHaveAttribute('data-candidate', first);
  await expect(review.type).toHaveText(chosen);
  await expect.poll(() => spanOf(review.span)).toEqual(edited);
  await expect(review.pending).toHaveCount(0);
});

test('a candidate, its playhead and its uncommitted edit are found again after a restart', async ({
  page,
  app,
}) => {
  test.slow();
  const review = await openReview(page, app);
  await stand(page, review);
  await page.keyboard.press('a');
  await expect(review.progress).toContainText('1 of');
  await page.keyboard.press('Shift+I');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('.');
  await expect(review.pending).toContainText('end +1 f');
  const candidate = (await review.current.getAttribute('data-candidate')) ?? '';
  const span = await spanOf(review.span);
  const frame = await numberOf(review.playhead);
  await expect.poll(() => keptPlace(app), { timeout }).toEqual({ candidateId: candidate, frame });
  await expect.poll(() => keptDraft(app, candidate), { timeout }).toEqual(span);

  await page.close();
  await app.restart();
  const other = await page.context().newPage();
  const again = await openReview(other, app);
  await expect(again.current).toHaveAttribute('data-candidate', candidate);
  await expect(again.progress).toContainText('1 of');
  await expect(again.playhead).toHaveAttribute('data-frame', String(frame));
  await expect.poll(() => spanOf(again.span)).toEqual(span);
  await expect(again.pending).toContainText('end +1 f');
});

test('an edge is dragged on the timeline, frame by frame', async ({ page, app }) => {
  const review = await openReview(page, app);
  await stand(page, review);
  const [start, end] = await spanOf(review.span);
  const xOf = await timelineScale(review);
  const box = (await review.timeline.boundingBox()) ?? missing('The timeline is laid out.');
  const laneY = box.y + 16 + 20 + 11;
  await page.mouse.move(xOf(end), laneY);
  await page.mouse.down();
  await page.mouse.move(xOf(end + 7), laneY, { steps: 5 });
  await expect(page.getByTestId('edge-tip')).toContainText('+7 f');
  await page.mouse.up();
  expect(await spanOf(review.span)).toEqual([start, end + 7]);
  await expect(review.pending).toContainText('end +7 f');
});

test('keys move the playhead and the edges, set the type and shuttle', async ({ page, app }) => {
  const review = await openReview(page, app);
  const at = await stand(page, review);
  const press = async (key: string, frame: number): Promise<void> => {
    await page.keyboard.press(key);
    await expect(review.playhead).toHaveAttribute('data-frame', String(frame));
  };
  await press('ArrowRight', at + 1);
  await press('ArrowLeft', at);
  await page.keyboard.press('Shift+ArrowRight');
  const later = await numberOf(review.playhead);
  expect(later - at).toBeGreaterThan(15);
  await press('Shift+ArrowLeft', at);

  const [start, end] = await spanOf(review.span);
  await press('Shift+I', start);
  await press('Shift+O', end - 1);
  await press('ArrowLeft', end - 2);
  await page.keyboard.press('o');
  await expect.poll(() => spanOf(review.span)).toEqual([start, end - 1]);
  await press('Shift+I', start);
  await press('ArrowRight', start + 1);
  await page.keyboard.press('i');
  await expect.poll(() => spanOf(review.span)).toEqual([start + 1, end - 1]);
  await page.keyboard.press('Shift+,');
  await page.keyboard.press('e');
  await page.keyboard.press('Shift+.');
  await expect.poll(() => spanOf(review.span)).toEqual([Math.max(0, start - 9), end + 9]);

  for (const digit of [3, 5, 2]) {
    await page.keyboard.press(`Digit${digit}`);
    const name = page.locator('.type-choice button').nth(digit - 1);
    await expect(name).toHaveAttribute('aria-pressed', 'true');
  }
  for (const [key, moves] of [
    [' ', true],
    [' ', false],
    ['l', true],
    ['k', false],
    ['j', true],
    ['k', false],
  ] as const) {
    await page.keyboard.press(key);
    await expect(
      page.getByRole('button', { name: moves ? 'Pause' : 'Loop the event', exact: true }),
    ).toBeVisible();
  }
});

test('keys go through the queue, filter it, decide, and show their map', async ({ page, app }) => {
  const review = await openReview(page, app);
  await stand(page, review);
  await page.keyboard.press('Digit3');
  await page.keyboard.press('Digit4');
  const candidate = (await review.current.getAttribute('data-candidate')) ?? '';
  await page.keyboard.press('n');
  await expect(review.current).not.toHaveAttribute('data-candidate', candidate);
  await page.keyboard.press('p');
  await expect(review.current).toHaveAttribute('data-candidate', candidate);
  await expect(review.pending).toContainText('type');

  await page.keyboard.press('/');
  await page.keyboard.type('xaf');
  await expect(review.queue.getByText('No candidate has a type like')).toBeVisible();
  await expect(review.progress).toContainText('0 of');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of the review' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  for (const [key, count] of [
    ['s', 1],
    ['f', 2],
  ] as const) {
    await page.keyboard.press(key);
    await expect(review.progress).toContainText(`${count} of`);
  }
});

test('the picture on screen is the one that the playhead names, wherever it is put', async ({
  page,
  app,
}) => {
  test.slow();
  const review = await openReview(page, app);
  await stand(page, review);
  const box = (await review.timeline.boundingBox()) ?? missing('The timeline is laid out.');
  await page.mouse.move(box.x + box.width / 2, box.y + 60);
  for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, 240);
  const rulerY = box.y + 26;
  const seen = new Set<number>();
  for (let i = 0; i < 40; i += 1) {
    const share = ((i * 0.618_033_988 + 0.113) % 1) * 0.98 + 0.01;
    await page.mouse.click(box.x + share * box.width, rulerY);
    const frame = await numberOf(review.playhead);
    await expect(review.shown).toHaveAttribute('data-frame', String(frame), { timeout });
    expect(await burntNumber(page), `seek ${i} to frame ${frame}`).toBe(frame);
    seen.add(frame);
  }
  expect(seen.size).toBeGreaterThan(35);
});

test('a clip that has not passed is neither asked for nor shown, and can be decided on its plan', async ({
  page,
  app,
}) => {
  test.slow();
  const clipRequests: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/clips')) clipRequests.push(request.url());
  });
  const candidateId = await addWithheldSource(app);
  const review = await openReview(page, app, candidateId);
  await expect(page.getByRole('alert')).toContainText('The clip is withheld');
  await expect(page.getByRole('link', { name: 'Open the source to attest' })).toBeVisible();
  await expect(page.locator('video')).toHaveCount(0);
  await stand(page, review);
  await page.keyboard.press('a');
  await expect(review.announcement).toContainText('accepted');
  const planView = await withClient(app, async (client) => {
    const { history } = await client.review.viewing({ candidateId });
    return history[0]?.planView;
  });
  expect(planView).toBe(true);
  expect(clipRequests).toEqual([]);
});

for (const theme of ['dark', 'light'])
  test(`the screen has no serious accessibility fault (${theme})`, async ({ page, app }) => {
    const review = await openReview(page, app);
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    await stand(page, review);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

/** Where a frame's left edge lies on the screen. */
async function timelineScale({ timeline }: Review): Promise<(frame: number) => number> {
  const box = (await timeline.boundingBox()) ?? missing('The timeline is laid out.');
  const start = Number(await timeline.getAttribute('data-start-frame'));
  const end = Number(await timeline.getAttribute('data-end-frame'));
  return (frame) => box.x + ((frame - start) / (end - start)) * box.width;
}

/** The number burnt into the picture that the browser shows; only the corner that carries it is read. */
async function burntNumber(page: Page): Promise<number> {
  const corner = { width: 90, height: 20 };
  const bytes = await page.locator('video').evaluate((element, { width, height }) => {
    if (!(element instanceof HTMLVideoElement)) return [];
    const { videoWidth, videoHeight } = element;
    const pen = new OffscreenCanvas(width, height).getContext('2d');
    pen?.drawImage(element, width - videoWidth, height - videoHeight);
    return Array.from(pen?.getImageData(0, 0, width, height).data ?? []);
  }, corner);
  return readStrip(Uint8Array.from(bytes), corner.width, corner.height).frame;
}

function keptPlace(app: AppFixture): Promise<unknown> {
  return withClient(app, async (client) => {
    const preferences = await client.system.preferences();
    return JSON.parse(preferences[`review:${await sampleProject(client)}`] ?? '{}') as unknown;
  });
}

function keptDraft(app: AppFixture, candidateId: string): Promise<readonly number[]> {
  return withClient(app, async (client) => {
    const { draft } = await client.review.viewing({ candidateId });
    return draft === undefined ? [] : [draft.startFrame, draft.endFrame];
  });
}

/** Adds the sample's files once more without an attestation, runs its job, and names a candidate of it. */
async function addWithheldSource(app: AppFixture): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-withheld-'));
  const files = await writeSampleFiles(folder, join(root, 'resources'));
  const candidateId = await withClient(app, async (client) => {
    const projectId = await sampleProject(client);
    const source = await client.sources.add({
      projectId,
      name: 'withheld',
      files: files.map(({ role, path }) => ({ kind: 'path' as const, role, path })),
    });
    const [ontology] = await client.projects.ontologies({ projectId });
    const { id } = await client.jobs.start({ sourceId: source.id, ontologyVersionId: ontology?.id ?? '' });
    await expect.poll(async () => (await client.jobs.get({ id })).status, { timeout: 60_000 }).toBe('done');
    const { items } = await client.review.queue({ projectId, sourceId: source.id });
    return items[0]?.id ?? missing('The withheld source has candidates.');
  });
  await rm(folder, { recursive: true });
  return candidateId;
}
